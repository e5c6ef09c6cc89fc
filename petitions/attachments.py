"""What staff may attach, and how it is cleaned: checked by content, re-written so that nothing hidden comes along.

A photo keeps its picture and loses place, time and device; a PDF keeps its pages and loses scripts, author and
embedded files. File names are dropped: a phone writes the second of the photo into them.
"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from web.words import N_

MEGAPIXELS = 50
# A phone that packs several pictures into one JPEG (MPO) is read by the JPEG reader.
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
JPEG_QUALITY = 88
PDF_SECONDS = 30
ROOT = Path(__file__).resolve().parent.parent

# Pillow loads the readers of these formats only when asked.
Image.init()

# Re-writing a photo of 50 megapixels takes some 300 MB for a moment; two at a time is what a laptop bears.
_turns = threading.BoundedSemaphore(2)

ADVICE = {
    "heic": N_(
        "这是苹果手机的 HEIC 照片，这里打不开。请把照片截一张屏再上传，或在手机“设置—相机—格式”里选“兼容性最佳”后重拍。"
    ),
    "office": N_("Word、Excel、WPS 文件里藏有作者姓名和修改记录，为保护您没有收下。请另存为 PDF，或截图后上传。"),
    "archive": N_("压缩包不能上传。请把里面的照片或 PDF 逐个上传。"),
    "media": N_("录音和视频这里还不能上传。请把要紧的话写成文字，或者当面交给受理人员。"),
    "gif": N_("动图不能上传。请截一张屏再上传。"),
}
_ADVICE_BY_TYPE = {
    "image/heic": "heic",
    "image/heif": "heic",
    "image/avif": "heic",
    "image/gif": "gif",
    "application/msword": "office",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "office",
    "application/vnd.ms-excel": "office",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "office",
    "application/vnd.ms-powerpoint": "office",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "office",
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
class CleanFile:
    """A file as it will be kept."""

    media_type: str
    content: bytes = field(repr=False)

    @property
    def is_photo(self) -> bool:
        """Whether a page can show it as a picture."""
        return self.media_type.startswith("image/")


def clean(content: bytes) -> CleanFile:
    """Re-write one file by what it really is; its name and claimed type are never asked. Raises Unfit."""
    found = filetype.guess(content[:8192])
    kind = _office_type(content) or (found.mime if found else "")
    if kind in {"image/jpeg", "image/png", "image/webp"}:
        with _turns:
            return _rewrite_photo(content)
    if kind == "application/pdf":
        return _rewrite_pdf(content)
    if kind.startswith(("audio/", "video/")):
        raise Unfit(ADVICE["media"])
    if kind in _ADVICE_BY_TYPE:
        raise Unfit(ADVICE[_ADVICE_BY_TYPE[kind]])
    raise Unfit(N_("这个文件的内容不是照片，也不是 PDF，不能上传。可以上传 jpg、png、webp 照片或 PDF。"))


def _office_type(content: bytes) -> str:
    """Old office files are OLE containers, new ones zips with a list of types; the signature alone tells neither."""
    is_new = content.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in content
    return "application/x-ole-storage" if is_new or content.startswith(b"\xd0\xcf\x11\xe0") else ""


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
        raise Unfit(N_("这张照片已损坏，打不开。请重新拍一张或截图后上传。")) from None


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
    """Re-write in a process of its own with bounded memory and time: a hostile PDF takes only that one down."""
    command = [sys.executable, "-m", "petitions.pdf_cleaning"]
    options: dict[str, Any] = {"cwd": ROOT, "input": content, "capture_output": True, "timeout": PDF_SECONDS}
    try:
        done = subprocess.run(command, check=False, **options)  # noqa: S603 - our own module, no shell
    except subprocess.TimeoutExpired:
        raise Unfit(N_("这份 PDF 太复杂，处理不了。请截图后上传。")) from None
    if done.returncode == PDF_LOCKED:
        raise Unfit(N_("这份 PDF 设了密码，打不开。请去掉密码或截图后上传。"))
    if done.returncode != 0:
        raise Unfit(N_("这份 PDF 已损坏或者太复杂，打不开。请重新导出或截图后上传。"))
    return CleanFile("application/pdf", done.stdout)


#: Exit code of petitions.pdf_cleaning for a file that asks for a password.
PDF_LOCKED = 3
