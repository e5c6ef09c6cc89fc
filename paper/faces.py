"""The typefaces of everything printed: registered once per process, chosen character by character, always embedded."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from paper import type_files

FOLDER = Path(__file__).with_name("fonts")

FANGSONG = "fangsong"
SONG = "song"
TITLE = "title"
HEI = "hei"
HEI_BOLD = "hei-bold"
KAI = "kai"

FILES = {
    FANGSONG: "FandolFang-Regular.ttf",
    SONG: "NotoSerifSC-Regular.ttf",
    TITLE: "NotoSerifSC-Black.ttf",
    HEI: "NotoSansSC-Regular.ttf",
    HEI_BOLD: "NotoSansSC-Bold.ttf",
    KAI: "XinqiaoKai-Regular.ttf",
}

# Noto Serif SC carries the whole of GBK, the 8105 table and the rare names, so everything falls back to it.
FALLBACK = SONG
# Printed where no typeface has a character: a name must never lose one silently.
MISSING = "〓"

# What every report may contain; `doctor` and the tests ask for it before anybody prints.
REQUIRED = "一二三四五六七八九十百千万亿年月日期总第件批次人元％%—…“”‘’（）《》【】、，。；：？！·①②③℃≥≤×0123456789"
RARE_NAMES = "镕喆堃龑㛃䶮𬱖"


class BadTypeface(ValueError):
    """A configured font file cannot be used; the message names the file and the reason."""


@dataclass(frozen=True)
class Gap:
    """Characters that `face` cannot print even with the fallback."""

    face: str
    characters: str


_lock = threading.Lock()
_office: dict[str, str] = {}
_registered: dict[str, TTFont] = {}


def configure(*, fangsong: str = "", title: str = "", kai: str = "", hei: str = "") -> None:
    """Print with the office's own licensed TrueType files where a path is given. Raises BadTypeface."""
    given = {FANGSONG: fangsong, TITLE: title, KAI: kai, HEI: hei, HEI_BOLD: hei}
    chosen = {face: path for face, path in given.items() if path}
    with _lock:
        if chosen == _office:
            return
        _office.clear()
        _office.update(chosen)
        for face, font in _registered.items():
            font.unregister()
            # A file that served two faces is forgotten under the name of one only.
            pdfmetrics._fonts.pop(_report_name(face), None)
        _registered.clear()
        _pick.cache_clear()
        _width.cache_clear()
    # A file that cannot be used is named now, not when the first report is printed.
    for face in chosen:
        _font(face)


def register() -> None:
    """Make ReportLab write names that can be copied, and begin its pages with an embedded typeface."""
    ttfonts.makeToUnicodeCMap = to_unicode
    # ReportLab begins every page with its default font, which would be an unembedded Helvetica.
    rl_config.canvas_basefontname = name(FANGSONG)
    # No printer needs streams as letters any more, and writing them so takes longer than compressing them.
    rl_config.useA85 = 0


def name(face: str) -> str:
    """ReportLab's name of `face`."""
    return str(_font(face).fontName)


def gaps(text: str = REQUIRED + RARE_NAMES) -> list[Gap]:
    """The characters of `text` that some typeface cannot print, fallback included; empty when all is well."""
    found = []
    for face in FILES:
        missing = "".join(sorted({char for char in text if _pick(face, char) is None}))
        if missing:
            found.append(Gap(face, missing))
    return found


def width(face: str, char: str) -> float:
    """Advance of `char` in thousandths of the type size, in the typeface that will print it."""
    return _width(face, char)


def text_width(face: str, text: str, size: float) -> float:
    """Width in points of `text` set solid at `size`."""
    return sum(width(face, char) for char in text) * size / 1000


def runs(face: str, text: str) -> Iterator[tuple[str, str]]:
    """(ReportLab font name, text) pieces of `text`: each character from `face` or from what falls back for it."""
    printed = (_pick(face, char) or _replacement(face) for char in text)
    for font, group in groupby(printed, key=lambda pair: pair[0]):
        yield font, "".join(char for _, char in group)


def to_unicode(font_name: str, subset: Iterable[int]) -> str:
    """ToUnicode map of a font subset in UTF-16BE, so that characters beyond U+FFFF can be searched and copied.

    ReportLab 5.1 writes the bare code point, which PDF readers take for another character.
    """
    codes = list(subset)
    pairs = [f"<{index:02X}> <{_utf16(code)}>" for index, code in enumerate(codes)]
    # The PDF reference allows at most a hundred entries in one block.
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(codes) - 1:02X}>",
        "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


def _utf16(code: int) -> str:
    # Lone surrogates cannot be encoded; they never reach a subset, because no typeface maps them.
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()


def _font(face: str) -> TTFont:
    """The typeface, loaded once per process when it is first needed: each takes some megabytes."""
    found = _registered.get(face)
    if found is None:
        with _lock:
            found = _registered.get(face) or _load(face)
            _registered[face] = found
    return found


def _report_name(face: str) -> str:
    return f"Xinqiao-{face}"


def _load(face: str) -> TTFont:
    path = Path(_office.get(face) or FOLDER / FILES[face])
    try:
        font = type_files.load(_report_name(face), path)
    except (TTFError, OSError) as unusable:
        raise BadTypeface(f"{path}: {unusable}") from unusable
    pdfmetrics.registerFont(font)
    # One file may serve two faces; ReportLab then keeps the first object for both names.
    return pdfmetrics.getFont(font.fontName)


def _glyphs(face: str) -> Mapping[int, int]:
    glyphs: Mapping[int, int] = _font(face).face.charToGlyph
    return glyphs


@functools.lru_cache(maxsize=100_000)
def _pick(face: str, char: str) -> tuple[str, str] | None:
    """(font name, character) that prints `char`, or None when no typeface has it."""
    code = 32 if char == "\u00a0" else ord(char)
    for candidate in (face, FALLBACK, HEI, KAI):
        if _glyphs(candidate).get(code):
            return name(candidate), char
    return None


def _replacement(face: str) -> tuple[str, str]:
    return _pick(face, MISSING) or (name(FALLBACK), "?")


@functools.lru_cache(maxsize=100_000)
def _width(face: str, char: str) -> float:
    font, printed = _pick(face, char) or _replacement(face)
    return float(pdfmetrics.getFont(font).face.getCharWidth(32 if printed == "\u00a0" else ord(printed)))
