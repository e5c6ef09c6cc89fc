"""What staff may attach, and how it is cleaned: checked by content, re-written so that nothing hidden comes along.

A photo keeps its picture and loses place, time and device; a PDF keeps its pages and loses scripts, author and
embedded files; a Word or Excel file keeps what it shows; a recording loses its tags, and keeps the voice. File names are
dropped: a phone writes the second of the photo into them.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from petitions.files import apart, picture_heads, recordings
from petitions.files.office_parts import EXCEL, WORD
from petitions.files.sound import Malformed
from web.words import N_

MEGAPIXELS = 50
# A phone that packs several pictures into one JPEG (MPO) is read by the JPEG reader.
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
JPEG_QUALITY = 88

# Pillow loads the readers of these formats only when asked.
Image.init()

# Re-writing a photo of 50 megapixels takes some 300 MB for a moment; two at a time is what a laptop bears.
_turns = threading.BoundedSemaphore(2)

ADVICE = {
    "heic": N_(
        "这是苹果手机的 HEIC 照片，这里打不开。请把照片截一张屏再上传，或在手机“设置—相机—格式”里选“兼容性最佳”后重拍。"
    ),
    "office": N_(
        "这是老格式（.doc、.xls、.ppt、.wps、.et）或设了密码的文件，打不开。请另存为 .docx、.xlsx 或 PDF 再上传。"
    ),
    "slides": N_("Office 文件只收 Word 文档（.docx）和 Excel 表格（.xlsx）。请另存为 PDF 再上传。"),
    "archive": N_("压缩包不能上传。请把里面的文件逐个上传。"),
    "media": N_("这段录音或视频已损坏，或者格式不认识。请用手机自带的录音、相机重新录一段再上传。"),
    "gif": N_("动图不能上传。请截一张屏再上传。"),
    "unknown": N_("这个文件的内容认不出来，不能上传。可以上传照片、PDF、Word（.docx）、Excel（.xlsx）、录音和短视频。"),
    "paper": N_("这里只收照片和 PDF。请扫描、拍照，或另存为 PDF 再上传。"),
}
DAMAGED = N_("这张照片已损坏，打不开。请重新拍一张或截图后上传。")
_ADVICE_BY_TYPE = {
    "image/heic": "heic",
    "image/heif": "heic",
    "image/avif": "heic",
    "image/gif": "gif",
    "application/msword": "office",
    "application/vnd.ms-excel": "office",
    "application/vnd.ms-powerpoint": "office",
    "application/x-ole-storage": "office",
    "application/zip": "archive",
    "application/x-rar-compressed": "archive",
    "application/x-7z-compressed": "archive",
    "application/gzip": "archive",
}


class Unfit(Exception):
    """A file that cannot be taken; `message` is a sentence (msgid) that says why and what to do, with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__("unfit attachment")
        self.message = message
        self.values: Mapping[str, object] = values


@dataclass(frozen=True)
class Sort:
    """A sort of file as people call it, and how its name ends."""

    label: str
    ending: str


SORTS = {
    "image/jpeg": Sort(N_("照片"), "jpg"),
    "image/png": Sort(N_("照片"), "png"),
    "image/webp": Sort(N_("照片"), "webp"),
    "application/pdf": Sort("PDF", "pdf"),
    WORD: Sort("Word", "docx"),
    EXCEL: Sort("Excel", "xlsx"),
    "audio/mp4": Sort(N_("录音"), "m4a"),
    "audio/mpeg": Sort(N_("录音"), "mp3"),
    "audio/aac": Sort(N_("录音"), "aac"),
    "audio/amr": Sort(N_("录音"), "amr"),
    "audio/wav": Sort(N_("录音"), "wav"),
    "audio/ogg": Sort(N_("录音"), "ogg"),
    "audio/webm": Sort(N_("录音"), "weba"),
    "video/mp4": Sort(N_("视频"), "mp4"),
    "video/quicktime": Sort(N_("视频"), "mov"),
    "video/webm": Sort(N_("视频"), "webm"),
}


@dataclass(frozen=True)
class CleanFile:
    """A file as it will be kept."""

    media_type: str
    content: bytes = field(repr=False)

    @property
    def is_photo(self) -> bool:
        """Whether a page can show it as a picture."""
        return self.media_type.startswith("image/")

    @property
    def is_paper(self) -> bool:
        """Whether it is a sheet that was photographed or printed."""
        return self.is_photo or self.media_type == "application/pdf"


def clean(content: bytes) -> CleanFile:
    """Re-write one file by what it really is; its name and claimed type are never asked. Raises Unfit."""
    found = filetype.guess(content[:8192])
    kind = found.mime if found else ""
    if kind in {"image/jpeg", "image/png", "image/webp"}:
        return rewrite_photo(content)
    if kind == "application/pdf":
        return _rewrite_pdf(content)
    if content.startswith(NEW_OFFICE) and CONTENT_TYPES in content:
        return _rewrite_office(content)
    if content.startswith(OLD_OFFICE):
        raise Unfit(ADVICE["office"])
    if kind in _ADVICE_BY_TYPE:
        raise Unfit(ADVICE[_ADVICE_BY_TYPE[kind]])
    if recordings.looks_like_one(content):
        return _empty_recording(content)
    raise Unfit(ADVICE["unknown"])


def clean_paper(content: bytes) -> CleanFile:
    """`clean` where only a photo or a PDF will do. Raises Unfit."""
    try:
        file = clean(content)
    except Unfit as unfit:
        # What is advised for a petition's files would not be taken here.
        if unfit.message == ADVICE["unknown"]:
            raise Unfit(ADVICE["paper"]) from unfit
        raise
    if not file.is_paper:
        raise Unfit(ADVICE["paper"])
    return file


def rewrite_photo(content: bytes) -> CleanFile:
    """A photo's picture and nothing else. Raises Unfit."""
    if not picture_heads.is_plain(content):
        raise Unfit(DAMAGED)
    with _turns:
        return _rewrite_photo(content)


def _rewrite_photo(content: bytes) -> CleanFile:
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; how large is too large is decided below, from the header.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=PHOTO_FORMATS) as picture:
                if picture.width * picture.height > MEGAPIXELS * 1_000_000:
                    raise Image.DecompressionBombError
                return _encoded(picture)
    except Image.DecompressionBombError:
        raise Unfit(N_("这张照片超过 %(limit)d00 万像素，请截图或调小后再上传。"), limit=MEGAPIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError):
        raise Unfit(DAMAGED) from None


def _encoded(picture: Image.Image) -> CleanFile:
    as_jpeg = picture.format in {"JPEG", "MPO"}
    upright = ImageOps.exif_transpose(picture)
    # A fresh picture takes the pixels and nothing else: no EXIF, no XMP, no comment, no thumbnail, no colour profile.
    has_alpha = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_alpha and not as_jpeg else "RGB")
    plain.info.clear()
    out = io.BytesIO()
    if as_jpeg:
        plain.save(out, "JPEG", quality=JPEG_QUALITY, optimize=False)
        return CleanFile("image/jpeg", out.getvalue())
    if picture.format == "WEBP":
        plain.save(out, "WEBP", quality=JPEG_QUALITY, method=2)
        return CleanFile("image/webp", out.getvalue())
    plain.save(out, "PNG")
    return CleanFile("image/png", out.getvalue())


def _rewrite_pdf(content: bytes) -> CleanFile:
    code, cleaned = apart.run("petitions.files.pdf_cleaning", content)
    if code in PDF_REFUSALS:
        raise Unfit(PDF_REFUSALS[code])
    if code != 0:
        raise Unfit(N_("这份 PDF 已损坏或者太复杂，打不开。请重新导出或截图后上传。"))
    return CleanFile("application/pdf", cleaned)


def _rewrite_office(content: bytes) -> CleanFile:
    code, cleaned = apart.run("petitions.files.office_cleaning", content)
    if code in OFFICE_REFUSALS:
        raise Unfit(OFFICE_REFUSALS[code])
    media_type, _line, document = cleaned.partition(b"\n")
    if code != 0 or not document:
        raise Unfit(N_("这份文件已损坏或者太复杂，打不开。请另存为 PDF 或截图后上传。"))
    return CleanFile(media_type.decode(), document)


def _empty_recording(content: bytes) -> CleanFile:
    try:
        return CleanFile(*recordings.clean(content))
    except Malformed:
        raise Unfit(ADVICE["media"]) from None


NEW_OFFICE, OLD_OFFICE, CONTENT_TYPES = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"[Content_Types].xml"
#: Sentences by the exit codes of petitions.files.pdf_cleaning and petitions.files.office_cleaning.
PDF_REFUSALS = {
    3: N_("这份 PDF 设了密码，打不开。请去掉密码或截图后上传。"),
    apart.TOO_COMPLEX: N_("这份 PDF 太复杂，处理不了。请截图后上传。"),
}
OFFICE_REFUSALS = {
    3: N_("这份文件设了密码，打不开。请去掉密码，或另存为 PDF 再上传。"),
    4: N_("这份文件里有宏、嵌着别的文件，或者要连到外面去，为安全没有收下。请另存为 PDF 再上传。"),
    5: ADVICE["slides"],
    6: N_("这份文件拆开来太大，没有收下。请只留要紧的几页，或另存为 PDF 再上传。"),
}
