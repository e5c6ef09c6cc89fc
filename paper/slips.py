"""Sheets handed over in person: a title, sentences, facts, numbered words, a QR code and places to sign, one A4 page each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

from paper import faces, qr
from paper.drawing import MILLIMETRE, set_text
from paper.drawing import Sheet as Page

MARGIN = 26 * MILLIMETRE
ROOM = A4[0] - 2 * MARGIN
QUIET = "#565b63"
HAIR = "#b9b4a7"


@dataclass(frozen=True)
class Lines:
    """Paragraphs of plain text; `strong` ones are set in 黑体."""

    sentences: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True)
class Facts:
    """Label and value pairs, one a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """Numbered words in a grid, read across; for what must be typed back without a mistake."""

    words: tuple[str, ...]
    columns: int = 4


@dataclass(frozen=True)
class Code:
    """A QR code with a caption under it."""

    text: str
    caption: str = ""
    millimetres: float = 58


@dataclass(frozen=True)
class Boxes:
    """Places to sign, side by side."""

    labels: tuple[str, ...]


Part = Lines | Facts | Words | Code | Boxes


@dataclass(frozen=True)
class Sheet:
    """One A4 page."""

    title: str
    parts: tuple[Part, ...]
    foot: str = ""


class TooMuchForOnePage(ValueError):
    """The parts of a sheet do not fit on one page."""


def sheet_pdf(sheets: Sequence[Sheet], *, publisher: str = "", mark: str = "") -> bytes:
    """A PDF with one page for each sheet. Raises TooMuchForOnePage rather than cut anything off."""
    page = Page(title=sheets[0].title, author=publisher)
    for sheet in sheets:
        _draw(page, sheet, publisher, mark)
        page.canvas.showPage()
    return page.finish()


def _draw(page: Page, sheet: Sheet, publisher: str, mark: str) -> None:
    top = A4[1] - 28 * MILLIMETRE
    if mark:
        page.words(
            mark, A4[0] / 2, top + 10 * MILLIMETRE, face=faces.HEI_BOLD, size=11, tone="#b3261e", anchor="middle"
        )
    if publisher:
        page.words(publisher, MARGIN, top, face=faces.KAI, size=13, tone=QUIET)
        top -= 8 * MILLIMETRE
    lines = set_text(sheet.title, faces.TITLE, 24, ROOM, justify=False)
    top = page.set_lines(lines, MARGIN, top, face=faces.TITLE, size=24, pitch=36) - 3 * MILLIMETRE
    page.rule(MARGIN, top, ROOM, weight=0.8)
    top -= 5 * MILLIMETRE
    for part in sheet.parts:
        top = _part(page, part, top) - 4 * MILLIMETRE
    if top < 18 * MILLIMETRE:
        raise TooMuchForOnePage(sheet.title)
    if sheet.foot:
        page.words(sheet.foot, MARGIN, 14 * MILLIMETRE, face=faces.FANGSONG, size=10.5, tone=QUIET)


def _part(page: Page, part: Part, top: float) -> float:
    if isinstance(part, Lines):
        return _sentences(page, part, top)
    if isinstance(part, Facts):
        return _facts(page, part, top)
    if isinstance(part, Words):
        return _grid(page, part, top)
    if isinstance(part, Code):
        return _code(page, part, top)
    return _boxes(page, part, top)


def _sentences(page: Page, part: Lines, top: float) -> float:
    face = faces.HEI_BOLD if part.strong else faces.FANGSONG
    for sentence in part.sentences:
        lines = set_text(sentence, face, 13.5, ROOM)
        top = page.set_lines(lines, MARGIN, top, face=face, size=13.5, pitch=22) - 3
    return top


def _facts(page: Page, part: Facts, top: float) -> float:
    label_width = max(faces.text_width(faces.HEI, label, 12.5) for label, _ in part.pairs) + 14
    for label, value in part.pairs:
        lines = set_text(value, faces.FANGSONG, 13.5, ROOM - label_width, justify=False)
        page.set_lines(
            set_text(label, faces.HEI, 12.5, label_width), MARGIN, top, face=faces.HEI, size=12.5, pitch=22, tone=QUIET
        )
        top = page.set_lines(lines, MARGIN + label_width, top, face=faces.FANGSONG, size=13.5, pitch=22)
    return top


def _grid(page: Page, part: Words, top: float) -> float:
    width, height = ROOM / part.columns, 24.0
    rows = -(-len(part.words) // part.columns)
    for number, word in enumerate(part.words):
        row, column = divmod(number, part.columns)
        x, y = MARGIN + column * width, top - row * height - 16
        page.words(f"{number + 1}", x + 20, y, face=faces.HEI, size=9, tone=QUIET, anchor="end")
        page.words(word, x + 26, y, face=faces.HEI_BOLD, size=13)
    for row in range(rows + 1):
        page.rule(MARGIN, top - row * height, ROOM, weight=0.5, tone=HAIR)
    for column in range(part.columns + 1):
        x = MARGIN + column * width
        page.stroke([(x, top), (x, top - rows * height)], weight=0.5, tone=HAIR)
    return top - rows * height


def _code(page: Page, part: Code, top: float) -> float:
    size = part.millimetres * MILLIMETRE
    qr.draw(page.canvas, part.text, MARGIN + (ROOM - size) / 2, top - size, size)
    if not part.caption:
        return top - size
    lines = set_text(part.caption, faces.HEI, 11, ROOM, justify=False)
    return page.set_lines(
        lines, MARGIN, top - size, face=faces.HEI, size=11, pitch=18, tone=QUIET, anchor="middle", width=ROOM
    )


def _boxes(page: Page, part: Boxes, top: float) -> float:
    width = ROOM / len(part.labels)
    for number, label in enumerate(part.labels):
        x = MARGIN + number * width
        page.words(label, x, top - 34, face=faces.HEI, size=11.5, tone=QUIET)
        start = faces.text_width(faces.HEI, label, 11.5) + 6
        page.rule(x + start, top - 36, max(width - start - 14, 20), weight=0.6)
    return top - 40
