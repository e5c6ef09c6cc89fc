"""Photos inside a PDF lose their metadata too; what is malformed does not hang or grow."""

import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from petitions.files import pdf_cleaning


def telling_jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "ZHANG-WEI-PHONE"
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(out, "JPEG", exif=exif, comment=b"by Zhang", icc_profile=b"profile-of-Zhang")
    return out.getvalue()


def test_a_jpeg_stream_keeps_its_picture_and_loses_exif_comment_and_profile() -> None:
    original = telling_jpeg()
    kept = pdf_cleaning.without_metadata(original)
    assert b"Zhang" in original
    assert b"Zhang" not in kept
    assert b"ZHANG" not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(original)).tobytes()


@given(st.binary(max_size=300))
def test_anything_at_all_comes_to_an_end_and_never_grows(content: bytes) -> None:
    assert len(pdf_cleaning.without_metadata(b"\xff\xd8" + content)) <= len(content) + 2
