"""TrueType files as ReportLab's typefaces, read where they lie: a report must not hold thirty megabytes of outlines."""

from __future__ import annotations

import mmap
from array import array
from functools import partial
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFont


class Mapped:
    """A file for ReportLab to read: it gets the file's pages from the system, as they are needed, instead of a copy."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)

    def read(self) -> mmap.mmap:
        """The content. Raises OSError, and TTFError for an empty file."""
        with open(self.name, "rb") as file:
            try:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as empty:
                raise TTFError(str(empty)) from empty


class Outlines:
    """The table of outlines: a slice is read when it is asked for, so cutting a subset copies its glyphs alone."""

    def __init__(self, content: mmap.mmap, start: int) -> None:
        self._content = content
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._content[self._start + part.start : self._start + part.stop]


def load(name: str, path: Path) -> TTFont:
    """The typeface of a file under ReportLab's `name`. Raises TTFError or OSError when it cannot be used."""
    # Shaping is off: Chinese needs none, and its optional library must not change what is printed.
    font = TTFont(name, Mapped(path), shapable=False)
    face = font.face
    face.get_table = partial(_table, face)
    # Only shaping reads the way back from glyphs to characters.
    face.glyphToChar = {}
    # Thousands of glyphs have the same few widths: one object each. Positions are numbers of four bytes.
    metrics = {pair: pair for pair in face.hmetrics}
    face.hmetrics = [metrics[pair] for pair in face.hmetrics]
    widths = {width: width for width in face.charWidths.values()}
    face.charWidths = {code: widths[width] for code, width in face.charWidths.items()}
    face.glyphPos = array("I", face.glyphPos)
    return font


def _table(face: TTFont, tag: str) -> bytes | Outlines:
    """ReportLab's own `get_table`, but for the outlines."""
    start, length = face.get_table_pos(tag)
    return Outlines(face._ttf_data, start) if tag == "glyf" else face._ttf_data[start : start + length]
