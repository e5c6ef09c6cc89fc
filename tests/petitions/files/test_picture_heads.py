"""A file made of nothing but empty parts is known before a picture's reader goes through it, and no picture is."""

import io
import struct
import zlib

import pytest
from PIL import Image

from petitions.files.picture_heads import MOST_CHUNKS, MOST_FILLING, is_plain


def written(kind: str, **saving: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 90).convert("RGB").save(out, kind, **saving)
    return out.getvalue()


JPEG, PNG = written("JPEG"), written("PNG")
EMPTY = struct.pack(">I", 0) + b"prVt" + struct.pack(">I", zlib.crc32(b"prVt"))
MANY = 1_000_000
HEAD = JPEG.index(b"\xff\xdb")
PIXELS = PNG.index(b"IDAT") - 4


@pytest.mark.parametrize(
    "content",
    [
        JPEG[:3] + bytes(MANY),
        JPEG[:HEAD] + bytes(MANY) + JPEG[HEAD:],
        JPEG[:HEAD] + b"\xff" * MANY,
        JPEG[:HEAD] + b"\xff\x00" * MANY,
        JPEG[:HEAD] + b"\xff\xd0" * MANY,
        JPEG[:HEAD] + (b"\xff" * 40 + b"\xd0") * MANY,
        JPEG[:2] + b"\xff\xd8" * MANY,
        JPEG[:2] + b"\xff\xfe\x00\x02" * MANY + JPEG[2:],
        JPEG[:2] + b"\xff\xfe\x00\x00" * MANY + JPEG[2:],
        PNG[:PIXELS] + EMPTY * (MOST_CHUNKS + 1) + PNG[PIXELS:],
    ],
)
def test_nothing_but_empty_parts_is_not_gone_through(content: bytes) -> None:
    assert not is_plain(content)


@pytest.mark.parametrize(
    "content",
    [
        JPEG,
        written("JPEG", progressive=True, comment=b"c" * 60_000, icc_profile=bytes(3_000_000)),
        JPEG[:HEAD] + bytes(MOST_FILLING - 1) + JPEG[HEAD:],
        JPEG[:HEAD] + b"\xff" * 4_000 + JPEG[HEAD:],
        JPEG + bytes(MANY),
        PNG,
        PNG + EMPTY * (MOST_CHUNKS + 1),
        written("WEBP"),
        b"",
        JPEG[:2],
        JPEG[:HEAD],
        JPEG[:HEAD] + b"\xff",
        JPEG[:HEAD] + b"\xff\xfe",
        PNG[:9],
    ],
)
def test_a_picture_and_what_breaks_off_is_left_to_its_reader(content: bytes) -> None:
    assert is_plain(content)
