"""Whatever is attached is taken for what it is, loses what it hides, or is refused with advice."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image, TiffImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from petitions.files.attachments import SORTS, Unfit, clean, clean_paper
from petitions.files.office_parts import EXCEL, WORD
from tests.petitions import recorded
from tests.petitions.files.test_office_cleaning import a_document, a_workbook, changed

#: What every scanner of viruses knows as a harmless test.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def photo(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **saving: object) -> bytes:
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    picture.save(out, kind, **saving)
    return out.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model] = "HUAWEI", "ZHANG-WEI-PHONE"
    exif[Base.DateTime], exif[Base.Artist] = "2026:11:24 09:30:12", "Zhang Wei"
    exif[Base.Orientation] = orientation
    degrees = tuple(TiffImagePlugin.IFDRational(part) for part in (39, 54, 15))
    exif.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: degrees, GPS.GPSDateStamp: "2026:11:24"}
    )
    return exif


def test_a_photo_loses_place_time_and_device() -> None:
    original = photo(exif=telling_exif(), comment=b"shot by Zhang Wei")
    assert b"ZHANG-WEI-PHONE" in original
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(IFD.GPSInfo)
    kept = clean(original)
    picture = Image.open(io.BytesIO(kept.content))
    assert kept.media_type == "image/jpeg"
    assert kept.is_photo
    assert not picture.getexif()
    assert not {"exif", "comment", "xmp", "icc_profile", "photoshop"} & set(picture.info)
    for trace in (b"ZHANG-WEI-PHONE", b"HUAWEI", b"Exif", b"2026:11:24", b"Zhang"):
        assert trace not in kept.content


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("WEBP", "image/webp")])
def test_other_photo_formats_lose_it_too(kind: str, media_type: str) -> None:
    kept = clean(photo(kind=kind, exif=telling_exif(), xmp=b"<x>Zhang Wei</x>"))
    assert kept.media_type == media_type
    assert not Image.open(io.BytesIO(kept.content)).getexif()
    assert b"Zhang" not in kept.content
    assert b"ZHANG" not in kept.content


def test_a_photo_taken_sideways_stands_upright() -> None:
    kept = clean(photo((60, 40), exif=telling_exif(orientation=6)))
    assert Image.open(io.BytesIO(kept.content)).size == (40, 60)


def test_text_chunks_of_a_png_are_gone() -> None:
    chunk = b"tEXtAuthor\x00Zhang Wei"
    original = photo(kind="PNG")
    at = original.index(b"IDAT") - 4
    telling = (
        original[:at] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + original[at:]
    )
    assert Image.open(io.BytesIO(telling)).text == {"Author": "Zhang Wei"}
    assert b"Zhang" not in clean(telling).content


def test_transparency_survives() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(clean(out.getvalue()).content)).getpixel((0, 0))[3] == 0


def test_a_grey_or_cmyk_photo_is_taken() -> None:
    for mode in ("L", "CMYK"):
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, "JPEG")
        assert clean(out.getvalue()).media_type == "image/jpeg"


def png_claiming(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(100_000, 100_000), (8000, 6251), (1, 50_000_001)])
def test_a_decompression_bomb_is_refused_from_its_header(size: tuple[int, int]) -> None:
    with pytest.raises(Unfit) as refused:
        clean(png_claiming(*size))
    assert "50" in str(refused.value.values["limit"])


def test_a_png_whose_text_would_unpack_to_a_flood_is_refused_or_emptied() -> None:
    bomb = b"zTXtbomb\x00\x00" + zlib.compress(b"A" * 80_000_000, 9)
    original = photo(kind="PNG")
    at = original.index(b"IDAT") - 4
    hostile = (
        original[:at] + struct.pack(">I", len(bomb) - 4) + bomb + struct.pack(">I", zlib.crc32(bomb)) + original[at:]
    )
    with pytest.raises(Unfit):
        clean(hostile)


def test_a_jpeg_of_zeros_is_refused_before_its_reader_goes_through_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", None)
    with pytest.raises(Unfit) as refused:
        clean(photo()[:3] + bytes(17_000_000))
    assert "已损坏" in refused.value.message


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"MZ\x90\x00\x03" + b"\x00" * 500, "认不出来"),
        (b"\x7fELF" + b"\x00" * 500, "认不出来"),
        (b"<html><script>alert(1)</script>", "认不出来"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "认不出来"),
        (b"", "认不出来"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200, "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic" + b"\x00" * 200, "HEIC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "老格式"),
        (EICAR, "认不出来"),
        (b"#!/bin/sh\nrm -rf /", "认不出来"),
        ("<h1>你好</h1>".encode("utf-16"), "认不出来"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 200, "压缩包"),
        (b"ID3\x03" + b"\x00" * 200, "录音"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 200, "录音"),
        (b"GIF89a" + b"\x00" * 200, "动图"),
    ],
)
def test_what_is_no_photo_is_refused_with_advice(content: bytes, advice: str) -> None:
    with pytest.raises(Unfit) as refused:
        clean(content)
    assert advice in refused.value.message


def test_a_document_a_workbook_and_a_recording_are_kept_as_what_they_are() -> None:
    for content, media_type in ((a_document(), WORD), (a_workbook(), EXCEL), (recorded.film(), "audio/mp4")):
        kept = clean(content)
        assert kept.media_type == media_type
        assert kept.media_type in SORTS
        assert not kept.is_paper


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "宏"),
        (lambda parts: parts.update({"word/document.xml": b"<broken"}), "损坏"),
        (lambda parts: parts.update({f"word/p{n}.xml": b"" for n in range(2100)}), "太大"),
        (lambda parts: parts.update({"[Content_Types].xml": b"<Types/>"}), ".docx"),
    ],
    ids=["macros", "damaged", "a flood", "slides"],
)
def test_an_office_file_that_cannot_be_kept_is_refused_with_advice(
    change: Callable[[dict[str, bytes]], None], advice: str
) -> None:
    with pytest.raises(Unfit) as refused:
        clean(changed(a_document(), change))
    assert advice in refused.value.message


def test_where_only_paper_will_do_nothing_else_is_taken() -> None:
    assert clean_paper(photo()).is_paper
    with pytest.raises(Unfit) as refused:
        clean_paper(recorded.wav())
    assert "照片和 PDF" in refused.value.message


def test_a_file_that_is_two_things_at_once_is_kept_as_one() -> None:
    hidden = EICAR + b"<script>alert(1)</script>"
    for content in (photo() + hidden, photo(kind="PNG") + hidden, telling_pdf() + hidden, a_document() + hidden):
        try:
            kept = clean(content)
        except Unfit:
            continue
        assert hidden not in kept.content


def test_a_plain_archive_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(Unfit) as refused:
        clean(out.getvalue())
    assert "压缩包" in refused.value.message


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_photo_is_refused(kind: str) -> None:
    with pytest.raises(Unfit) as refused:
        clean(photo((400, 300), kind=kind)[:-300] if kind != "WEBP" else photo(kind=kind)[:60])
    assert "损坏" in refused.value.message


def telling_pdf(**saving: object) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    jpeg = photo((20, 20), exif=telling_exif())
    image = pdf.make_stream(
        jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=20, Height=20, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(image)))
    page.obj.Contents = pdf.make_stream(b"q 100 0 0 100 50 50 cm /Im0 Do Q")
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('tracked')"))
    pdf.Root.OpenAction = pdf.make_indirect(script)
    page.obj.AA = pikepdf.Dictionary(O=script)
    page.obj.Annots = pdf.make_indirect(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script)]
    )
    pdf.attachments["diary.txt"] = b"Zhang Wei's diary"
    pdf.docinfo["/Author"] = "Zhang Wei"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["Zhang Wei"]
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, **saving)
    return out.getvalue()


def test_a_pdf_keeps_its_pages_and_loses_scripts_author_and_embedded_files() -> None:
    original = telling_pdf()
    assert b"Zhang Wei" in original
    assert b"tracked" in original
    kept = clean(original)
    assert kept.media_type == "application/pdf"
    assert not kept.is_photo
    with pikepdf.open(io.BytesIO(kept.content)) as pdf:
        assert len(pdf.pages) == 1
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        page = pdf.pages[0].obj
        assert not {"/AA", "/Annots", "/Metadata"} & set(page.keys())
        image = page.Resources.XObject.Im0
        assert pikepdf.PdfImage(image).as_pil_image().size == (20, 20)
        everything = b"".join(
            each.unparse() + each.read_raw_bytes() if isinstance(each, pikepdf.Stream) else each.unparse()
            for each in pdf.objects
            if isinstance(each, pikepdf.Object)
        )
    for trace in (b"Zhang", b"tracked", b"JavaScript", b"ZHANG-WEI-PHONE", b"diary", b"Exif"):
        assert trace not in everything


def test_what_was_filled_into_a_pdf_form_stays_visible() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    look = pdf.make_stream(b"0 0 50 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 50, 20])
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[10, 10, 60, 30], F=4, AP=pikepdf.Dictionary(N=look)
    )
    page.obj.Annots = pdf.make_indirect([pdf.make_indirect(field)])
    out = io.BytesIO()
    pdf.save(out)
    with pikepdf.open(io.BytesIO(clean(out.getvalue()).content)) as kept:
        assert "/Annots" not in kept.pages[0].obj
        assert kept.pages[0].obj.Resources.XObject


def test_a_pdf_with_a_password_is_refused_with_advice() -> None:
    with pytest.raises(Unfit) as refused:
        clean(telling_pdf(encryption=pikepdf.Encryption(user="x", owner="y", R=6)))
    assert "密码" in refused.value.message


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(Unfit) as refused:
        clean(b"%PDF-1.7\n" + b"garbage " * 100)
    assert "损坏" in refused.value.message


def test_a_pdf_that_unpacks_to_gigabytes_takes_down_only_its_own_process() -> None:
    flood = zlib.compressobj(9, wbits=-15)
    block = flood.compress(b"1 0 " * 4_000_000) + flood.flush(zlib.Z_FULL_FLUSH)
    packed = b"\x78\xda" + block * 120 + flood.flush()
    body = b"%PDF-1.5\n"
    body += b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    offset = len(body)
    body += b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body += packed + b"\nendstream endobj\n"
    table_at = len(body)
    entries = struct.pack(">BIB", 0, 0, 0) + struct.pack(">BIB", 1, 9, 0)
    entries += struct.pack(">BIB", 1, body.index(b"2 0 obj"), 0) + struct.pack(">BIB", 2, 4, 0)
    entries += struct.pack(">BIB", 1, offset, 0) + struct.pack(">BIB", 1, table_at, 0)
    body += b"5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(entries)
    body += entries + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % table_at
    with pytest.raises(Unfit):
        clean(body)
