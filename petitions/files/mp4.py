"""Sound and film in MP4, M4A, 3GP and QuickTime files: boxes in boxes, kept without place, date and device; pure.

Nothing is moved, so that the tables that point into the file stay right: what tells is overwritten with zeros and its
box becomes one of the kind "free". Sources: ISO/IEC 14496-12, QuickTime File Format Specification.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from petitions.files.sound import Malformed

CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf", b"mvex", b"mfra"})
TOP = frozenset(
    {
        b"ftyp",
        b"moov",
        b"mdat",
        b"free",
        b"skip",
        b"wide",
        b"moof",
        b"sidx",
        b"ssix",
        b"styp",
        b"mfra",
        b"emsg",
        b"prft",
    }
) | {b"uuid", b"meta", b"udta", b"pnot"}
#: User data, tags, thumbnails, and space in which anything could hide.
TELLING = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"pnot", b"emsg", b"prft", b"ID32"})
#: Headers that begin with version, flags, creation and modification time.
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
SOUND, PICTURE = b"soun", b"vide"
DEEPEST, MOST_BOXES = 10, 200_000
HEADER, LONG_HEADER = 8, 16


@dataclass
class _Film:
    content: bytearray
    boxes: int = 0
    handlers: set[bytes] = field(default_factory=set)
    has_media: bool = False


def clean(content: bytes) -> tuple[str, bytes]:
    """(media type, content) of a recording. Raises Malformed for anything that is not boxes to its last byte."""
    if content[4:8] != b"ftyp":
        raise Malformed
    film = _Film(bytearray(content))
    _walk(film, 0, len(content), 0)
    if not film.has_media or not film.handlers & {SOUND, PICTURE}:
        raise Malformed
    if PICTURE not in film.handlers:
        return "audio/mp4", bytes(film.content)
    return ("video/quicktime" if content[8:12] == b"qt  " else "video/mp4"), bytes(film.content)


def _walk(film: _Film, at: int, end: int, depth: int) -> None:
    while at < end:
        kind, body, after = _box(film, at, end)
        if depth == 0 and kind not in TOP:
            raise Malformed
        if kind == b"mdat":
            film.has_media = True
        elif kind in TELLING:
            _blank(film, at, body, after)
        elif kind in DATED:
            _undate(film, body, after)
        elif kind == b"hdlr" and depth and after - body >= 12:
            film.handlers.add(bytes(film.content[body + 8 : body + 12]))
        elif kind == b"trak" and not _is_seen_or_heard(film, body, after):
            # A track of its own may hold where the phone was, second by second.
            _blank(film, at, body, after)
        elif kind in CONTAINERS:
            if depth >= DEEPEST:
                raise Malformed
            _walk(film, body, after, depth + 1)
        at = after


def _box(film: _Film, at: int, end: int) -> tuple[bytes, int, int]:
    """(kind, where its body begins, where it ends) of the box at a place."""
    film.boxes += 1
    if at + HEADER > end or film.boxes > MOST_BOXES:
        raise Malformed
    size = int.from_bytes(film.content[at : at + 4], "big")
    kind, body = bytes(film.content[at + 4 : at + HEADER]), at + HEADER
    if size == 1:
        size, body = int.from_bytes(film.content[at + HEADER : at + LONG_HEADER], "big"), at + LONG_HEADER
    elif size == 0:
        size = end - at
    if body > end or size < body - at or at + size > end:
        raise Malformed
    return kind, body, at + size


def _blank(film: _Film, at: int, body: int, after: int) -> None:
    film.content[at + 4 : at + HEADER] = b"free"
    film.content[body:after] = bytes(after - body)


def _undate(film: _Film, body: int, after: int) -> None:
    length = 16 if body < after and film.content[body] == 1 else 8
    if after - body < 4 + length:
        raise Malformed
    film.content[body + 4 : body + 4 + length] = bytes(length)


def _is_seen_or_heard(film: _Film, at: int, end: int) -> bool:
    """Whether a track is sound or picture, by the handler its media box names."""
    while at < end:
        kind, body, after = _box(film, at, end)
        if kind == b"mdia":
            return _is_seen_or_heard(film, body, after)
        if kind == b"hdlr":
            return bytes(film.content[body + 8 : body + 12]) in {SOUND, PICTURE}
        at = after
    return False
