"""Sound and film in WebM files, as a phone's browser records them, kept without date, title and tags; pure.

Elements carry an id, a length and a body; what tells is turned into the element for empty space, of the same length.
Source: RFC 8794 (EBML), RFC 9559 (Matroska).
"""

from __future__ import annotations

from petitions.files.sound import Malformed

EBML, SEGMENT, CLUSTER, TRACKS, INFO = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0x1549A966
SEEK_HEAD, CUES, VOID, CRC = 0x114D9B74, 0x1C53BB6B, 0xEC, 0xBF
TAGS, ATTACHMENTS, CHAPTERS = 0x1254C367, 0x1941A469, 0x1043A770
TELLING = frozenset({TAGS, ATTACHMENTS, CHAPTERS, VOID, CRC})
IN_CLUSTER = frozenset({0xE7, 0xA3, 0xA0, 0xAB, 0xA7, 0x5854})
# Time scale and length are needed to play it.
INFO_KEPT = frozenset({0x2AD7B1, 0x4489})
TRACK_ENTRY, TRACK_TYPE, TRACK_NAME = 0xAE, 0x83, 0x536E
VIDEO, AUDIO = 1, 2
DOCUMENT_TYPES = (b"webm", b"matroska")
EMPTY_BYTE = 0x80
SHORT_VOID = 9


def clean(content: bytes) -> tuple[str, bytes]:
    """(media type, content) of a recording. Raises Malformed for anything but known elements to its last byte."""
    out = bytearray(content)
    kind, body, after = _element(out, 0, len(out))
    if kind != EBML or after is None or not any(each in out[body:after] for each in DOCUMENT_TYPES):
        raise Malformed
    segment, at, segment_end = _element(out, after, len(out))
    if segment != SEGMENT or segment_end not in (None, len(out)):
        raise Malformed
    tracks, has_media = set[int](), False
    while at < len(out):
        kind, body, after = _element(out, at, len(out))
        if kind == CLUSTER:
            # Its children stand in a row with it: a recording that was cut off has clusters without a length.
            has_media, at = True, body
            continue
        if after is None:
            raise Malformed
        if kind in TELLING:
            _void(out, at, after)
        elif kind == INFO:
            _void_others(out, body, after)
        elif kind == TRACKS:
            tracks |= _tracks(out, body, after)
        elif kind not in IN_CLUSTER | {SEEK_HEAD, CUES}:
            raise Malformed
        at = after
    if not has_media or not tracks & {VIDEO, AUDIO}:
        raise Malformed
    return ("video/webm" if VIDEO in tracks else "audio/webm"), bytes(out)


def _element(out: bytearray, at: int, end: int) -> tuple[int, int, int | None]:
    """(id, where its body begins, where it ends or None when it does not say)."""
    id_length = _length(out, at, end, longest=4)
    size_at = at + id_length
    size_length = _length(out, size_at, end, longest=8)
    body = size_at + size_length
    mask = (1 << 7 * size_length) - 1
    size = int.from_bytes(out[size_at:body], "big") & mask
    kind = int.from_bytes(out[at:size_at], "big")
    if size == mask:
        return kind, body, None
    if body + size > end:
        raise Malformed
    return kind, body, body + size


def _length(out: bytearray, at: int, end: int, *, longest: int) -> int:
    """How many bytes a number takes, by the leading zeros of its first."""
    first = out[at] if at < end else 0
    length = 9 - first.bit_length()
    if not first or length > longest or at + length > end:
        raise Malformed
    return length


def _void(out: bytearray, at: int, after: int) -> None:
    length = after - at
    if length < SHORT_VOID:
        header = bytes((VOID, EMPTY_BYTE | (length - 2)))
    else:
        header = bytes((VOID, 1)) + (length - SHORT_VOID).to_bytes(7, "big")
    out[at:after] = header + bytes(length - len(header))


def _void_others(out: bytearray, at: int, end: int) -> None:
    while at < end:
        kind, _body, after = _element(out, at, end)
        if after is None:
            raise Malformed
        if kind not in INFO_KEPT:
            _void(out, at, after)
        at = after


def _tracks(out: bytearray, at: int, end: int) -> set[int]:
    """The types of the tracks, whose names are taken away."""
    found: set[int] = set()
    while at < end:
        kind, body, after = _element(out, at, end)
        if after is None:
            raise Malformed
        if kind == TRACK_ENTRY:
            found |= _tracks(out, body, after)
        elif kind == TRACK_TYPE:
            found.add(int.from_bytes(out[body:after], "big"))
        elif kind == TRACK_NAME:
            _void(out, at, after)
        at = after
    return found
