"""Re-writes the PDF on standard input to standard output without scripts, author, attachments or photo metadata.

Run as a process of its own (`python -m petitions.files.pdf_cleaning`), with bounded memory and processor time.
"""

from __future__ import annotations

import io
import sys
from typing import Any

import pikepdf

from petitions.files import apart

PAGES = 500
DAMAGED, LOCKED = 2, 3

# What a page needs in order to be seen. Everything else of the catalogue and the pages is left behind.
CATALOGUE_KEPT = {"/Type", "/Pages", "/PageLayout", "/PageMode", "/Lang", "/OCProperties", "/Version"}
PAGE_KEPT = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit"}
TELLING_KEYS = ("/Metadata", "/PieceInfo", "/LastModified")
JPEG_SCAN, JPEG_COMMENT = 0xDA, 0xFE
# APP0 (JFIF) and APP14 (Adobe) say how colours are to be read; the others hold EXIF, XMP and thumbnails.
JPEG_KEPT = {0xE0, 0xEE}


def clean(content: bytes) -> bytes:
    """The pages of `content` and nothing that tells about their maker or that acts by itself."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if not 0 < len(pdf.pages) <= PAGES:
            raise ValueError("page count")
        # What was filled into a form or stamped on becomes part of the page before the layers that can act go.
        pdf.flatten_annotations("all")
        for key in set(pdf.Root.keys()) - CATALOGUE_KEPT:
            del pdf.Root[key]
        for page in pdf.pages:
            for key in set(page.obj.keys()) - PAGE_KEPT:
                del page.obj[key]
        for thing in pdf.objects:
            _strip(thing)
        for key in set(pdf.trailer.keys()) & {"/Info", "/ID"}:
            del pdf.trailer[key]
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG stream without its EXIF, XMP and comment segments; anything malformed is returned up to its scan."""
    out, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == JPEG_SCAN:
            break
        is_telling = marker == JPEG_COMMENT or (0xE0 <= marker <= 0xEF and marker not in JPEG_KEPT)
        if not is_telling:
            out += jpeg[at : at + 2 + length]
        at += 2 + length
    return bytes(out + jpeg[at:])


def _strip(thing: Any) -> None:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in TELLING_KEYS:
        if key in thing:
            del thing[key]
    if isinstance(thing, pikepdf.Stream) and _is_plain_jpeg(thing):
        thing.write(without_metadata(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _is_plain_jpeg(stream: pikepdf.Stream) -> bool:
    filters = stream.get("/Filter")
    chain = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    return chain == [pikepdf.Name.DCTDecode] and "/DecodeParms" not in stream


def main() -> int:
    """Clean standard input; the exit code says why not."""
    apart.bound()
    try:
        sys.stdout.buffer.write(clean(sys.stdin.buffer.read()))
    except pikepdf.PasswordError:
        return LOCKED
    except Exception:
        # Whatever is wrong with it, its content must not reach a log.
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
