"""Recordings as phones write them, small, with everything in them that tells; for the tests of cleaning."""

from __future__ import annotations

import struct

TELLING = (b"Zhang Wei", b"+39.9042+116.4074", b"HUAWEI-P40", b"2026-11-24")
_SAYS = b" ".join(TELLING)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(brand: bytes = b"isom", *handlers: bytes) -> bytes:
    """An MP4 with one track for each handler (sound by default), dates, place and owner."""

    def track(handler: bytes) -> bytes:
        dated = struct.pack(">IIII", 0, 0xE1234567, 0xE1234567, 1)
        kept_by = box(b"hdlr", bytes(8) + handler + bytes(12))
        media = box(b"mdia", box(b"mdhd", dated + bytes(16)) + kept_by + box(b"minf", box(b"stbl", b"")))
        return box(b"trak", box(b"tkhd", dated + bytes(64)) + media + box(b"udta", box(b"name", _SAYS)))

    tracks = b"".join(track(each) for each in handlers or (b"soun",))
    header = box(b"mvhd", struct.pack(">IIII", 0, 0xE1234567, 0xE1234567, 1000) + bytes(84))
    movie = box(b"moov", header + tracks + box(b"udta", box(b"\xa9xyz", _SAYS)) + box(b"meta", _SAYS))
    return box(b"ftyp", brand + bytes(4) + brand) + box(b"free", _SAYS) + box(b"mdat", b"voice" * 200) + movie


def wav() -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    chunks = b"fmt " + struct.pack("<I", 16) + form
    chunks += b"LIST" + struct.pack("<I", len(_SAYS)) + _SAYS + b"\0" * (len(_SAYS) % 2)
    chunks += b"data" + struct.pack("<I", 400) + b"v" * 400
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def amr() -> bytes:
    return b"#!AMR\n" + (bytes([0x3C]) + b"v" * 31) * 20


def mp3() -> bytes:
    # MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
    frame = b"\xff\xfb\x90\x00" + b"v" * 413
    tag = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(_SAYS)]) + _SAYS
    return tag + frame * 20 + b"TAG" + _SAYS.ljust(125, b"\0")


def aac() -> bytes:
    length = 107
    head = bytes([0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC])
    return (head + b"v" * 100) * 20


def ogg() -> bytes:
    def page(number: int, kind: int, body: bytes) -> bytes:
        lacing = bytes([255] * (len(body) // 255) + [len(body) % 255])
        return struct.pack("<4sBBQIIIB", b"OggS", 0, kind, number, 7, number, 0, len(lacing)) + lacing + body

    tags = b"OpusTags" + struct.pack("<I", len(_SAYS)) + _SAYS + struct.pack("<I", 0)
    head = b"OpusHead" + bytes([1, 1]) + bytes(9)
    return page(0, 2, head) + page(1, 0, tags) + b"".join(page(each, 0, b"v" * 300) for each in range(2, 8))


def element(kind: bytes, body: bytes, *, unknown: bool = False) -> bytes:
    return kind + (b"\x01" + b"\xff" * 7 if unknown else b"\x01" + len(body).to_bytes(7, "big")) + body


def webm(track_type: int = 2) -> bytes:
    """As a browser's recorder writes it: segment and clusters without a length."""
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    info = element(b"\x2a\xd7\xb1", b"\x0f\x42\x40") + element(b"\x57\x41", _SAYS) + element(b"\x44\x61", bytes(8))
    entry = element(b"\x83", bytes([track_type])) + element(b"\x53\x6e", _SAYS)
    body = element(b"\x15\x49\xa9\x66", info) + element(b"\x16\x54\xae\x6b", element(b"\xae", entry))
    body += element(b"\x12\x54\xc3\x67", _SAYS)
    for _cluster in range(2):
        body += element(b"\x1f\x43\xb6\x75", b"", unknown=True) + element(b"\xe7", b"\0")
        body += element(b"\xa3", b"v" * 300)
    return head + element(b"\x18\x53\x80\x67", b"", unknown=True) + body
