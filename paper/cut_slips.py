"""Slips with a one-time code, many on an A4 page: to cut out and draw by hand, or to fold and close like a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

from paper import faces, qr
from paper.drawing import MILLIMETRE, Sheet, set_text
from paper.typesetting import Line

PINE = "#1f5f57"
QUIET = "#565b63"
CUT = "#8a8d92"
DASH = (3.0, 3.0)
PADDING = 4 * MILLIMETRE
MARGIN = 9 * MILLIMETRE
TICK = 5 * MILLIMETRE
CODE_SIZES = (19, 17, 15, 13)
# Any of the eight patterns can be scanned; trying them all for each of thousands of slips takes five times as long.
MASK = 3


@dataclass(frozen=True)
class CutSlip:
    """One slip: whom it is for, its code as it is typed, and the address its QR code holds."""

    unit: str
    code: str
    url: str
    #: Printed outside a folded one that goes to one person; a slip that is drawn by hand has none.
    number: str = ""


@dataclass(frozen=True)
class SlipWords:
    """What stands on every slip: the title, how to use it and where, the rule about it, and how to fold it."""

    title: str
    how: str
    address: str
    rule: str
    cover: str
    fold: str


def cut_out_pdf(slips: Sequence[CutSlip], words: SlipWords, *, publisher: str = "", mark: str = "") -> bytes:
    """Two columns of five to a page, with cut lines and marks; a page never mixes units, so that piles stay apart."""
    return _pdf(slips, words, _CUT_OUT, publisher, mark)


def folded_pdf(slips: Sequence[CutSlip], words: SlipWords, *, publisher: str = "", mark: str = "") -> bytes:
    """Three to a page: fold each in the middle with the code inside and close it; outside stands only the unit."""
    return _pdf(slips, words, _FOLDED, publisher, mark)


@dataclass(frozen=True)
class _Grid:
    columns: int
    rows: int
    width: float
    height: float
    draw: Callable[[_Printer, CutSlip, float, float], None]

    @property
    def left(self) -> float:
        return (A4[0] - self.columns * self.width) / 2

    @property
    def top(self) -> float:
        return A4[1] - (A4[1] - self.rows * self.height) / 2


def _pdf(slips: Sequence[CutSlip], words: SlipWords, grid: _Grid, publisher: str, mark: str) -> bytes:
    printer = _Printer(Sheet(title=words.title, author=publisher), words, grid)
    for page in _pages(slips, grid.columns * grid.rows):
        _cut_lines(printer.sheet, grid)
        if mark:
            printer.sheet.words(
                mark, A4[0] / 2, 4 * MILLIMETRE, face=faces.HEI_BOLD, size=9, tone="#b3261e", anchor="middle"
            )
        for number, slip in enumerate(page):
            down, across = divmod(number, grid.columns)
            grid.draw(printer, slip, grid.left + across * grid.width, grid.top - down * grid.height)
        printer.sheet.canvas.showPage()
    return printer.sheet.finish()


def _pages(slips: Sequence[CutSlip], room: int) -> Iterator[list[CutSlip]]:
    page: list[CutSlip] = []
    for slip in slips:
        if page and (len(page) == room or page[-1].unit != slip.unit):
            yield page
            page = []
        page.append(slip)
    if page:
        yield page


def _cut_lines(sheet: Sheet, grid: _Grid) -> None:
    """Dashed lines between the slips, and a solid tick at each end for the paper cutter."""
    right, bottom = grid.left + grid.columns * grid.width, grid.top - grid.rows * grid.height
    for row in range(grid.rows + 1):
        y = grid.top - row * grid.height
        sheet.stroke([(grid.left, y), (right, y)], weight=0.4, tone=CUT, dash=DASH)
        for start, end in ((grid.left - TICK, grid.left - 2), (right + 2, right + TICK)):
            sheet.stroke([(start, y), (end, y)], weight=0.6, tone=CUT)
    for column in range(grid.columns + 1):
        x = grid.left + column * grid.width
        sheet.stroke([(x, grid.top), (x, bottom)], weight=0.4, tone=CUT, dash=DASH)
        for start, end in ((grid.top + 2, grid.top + TICK), (bottom - TICK, bottom - 2)):
            sheet.stroke([(x, start), (x, end)], weight=0.6, tone=CUT)


class _Printer:
    """Draws slips on a sheet; what is the same on each is set once."""

    def __init__(self, sheet: Sheet, words: SlipWords, grid: _Grid) -> None:
        self.sheet, self.words, self.grid = sheet, words, grid
        self._set: dict[tuple[str, str, float, float], list[Line]] = {}

    def text(
        self,
        text: str,
        x: float,
        top: float,
        room: float,
        *,
        face: str,
        sizes: Sequence[float],
        lines: int,
        tone: str = "#1d1f22",
        anchor: str = "start",
    ) -> float:
        """Set `text` in the largest of `sizes` in which it takes at most `lines` lines; returns its lower edge."""
        for size in sizes:
            found = self._lines(text, face, size, room)
            if len(found) <= lines:
                break
        return self.sheet.set_lines(
            found, x, top, face=face, size=size, pitch=size * 1.32, tone=tone, anchor=anchor, width=room
        )

    def _lines(self, text: str, face: str, size: float, room: float) -> list[Line]:
        known = (text, face, size, room)
        if known not in self._set:
            self._set[known] = set_text(text, face, size, room, justify=False)
        return self._set[known]


def _draw_cut_out(printer: _Printer, slip: CutSlip, x: float, top: float) -> None:
    grid, words = printer.grid, printer.words
    side = 33 * MILLIMETRE
    room = grid.width - side - 2 * PADDING
    left = x + PADDING
    at = printer.text(words.title, left, top - PADDING, room, face=faces.HEI_BOLD, sizes=(11.5, 10.5, 9.5, 8), lines=2)
    at = printer.text(slip.unit, left, at - 2, room, face=faces.HEI, sizes=(10, 9, 8, 7, 6), lines=2, tone=PINE)
    at = printer.text(words.how, left, at - 3, room, face=faces.HEI, sizes=(8.5, 8, 7, 6), lines=2, tone=QUIET)
    printer.text(words.address, left, at - 1, room, face=faces.HEI, sizes=(9.5, 8.5, 7.5, 6.5, 5.5), lines=1)
    edge = 1 * MILLIMETRE
    qr.draw(printer.sheet.canvas, slip.url, x + grid.width - side - edge, top - side - edge, side, mask=MASK)
    foot = top - grid.height + PADDING
    printer.sheet.words(slip.code, left, foot + 15, face=faces.HEI_BOLD, size=19)
    room = grid.width - 2 * PADDING
    printer.text(words.rule, left, foot + 10, room, face=faces.HEI, sizes=(8, 7, 6), lines=1, tone=QUIET)


def _draw_folded(printer: _Printer, slip: CutSlip, x: float, top: float) -> None:
    sheet, height, half = printer.sheet, printer.grid.height, printer.grid.width / 2
    sheet.stroke([(x + half, top), (x + half, top - height)], weight=0.4, tone=CUT, dash=(1.0, 3.0))
    _outside(printer, slip, x + MARGIN, top, half - 2 * MARGIN)
    _inside(printer, slip, x + half + MARGIN, top, half - 2 * MARGIN)


def _outside(printer: _Printer, slip: CutSlip, x: float, top: float, room: float) -> None:
    words, sizes = printer.words, (18, 16, 14, 12, 10, 8)
    at = top - 30 * MILLIMETRE
    at = printer.text(slip.unit, x, at, room, face=faces.HEI_BOLD, sizes=sizes, lines=2, anchor="middle")
    if slip.number:
        at = printer.text(slip.number, x, at - 4, room, face=faces.HEI, sizes=(16,), lines=1, anchor="middle")
    printer.text(words.cover, x, at - 6, room, face=faces.HEI, sizes=(11, 10, 9), lines=2, tone=PINE, anchor="middle")
    at = top - printer.grid.height + 16 * MILLIMETRE
    printer.text(words.fold, x, at, room, face=faces.HEI, sizes=(9, 8, 7), lines=2, tone=QUIET, anchor="middle")


def _inside(printer: _Printer, slip: CutSlip, x: float, top: float, room: float) -> None:
    words, sheet = printer.words, printer.sheet
    side, middle = 40 * MILLIMETRE, x + room / 2
    at = top - 6 * MILLIMETRE
    at = printer.text(words.title, x, at, room, face=faces.HEI_BOLD, sizes=(13, 12, 11, 9), lines=2, anchor="middle")
    qr.draw(sheet.canvas, slip.url, middle - side / 2, at - side, side, mask=MASK)
    size = next(
        (size for size in CODE_SIZES if faces.text_width(faces.HEI_BOLD, slip.code, size) <= room), CODE_SIZES[-1]
    )
    sheet.words(slip.code, middle, at - side - 15, face=faces.HEI_BOLD, size=size, anchor="middle")
    how = f"{words.how}{words.address}"
    at = printer.text(how, x, at - side - 21, room, face=faces.HEI, sizes=(9, 8, 7), lines=2, anchor="middle")
    printer.text(words.rule, x, at - 1, room, face=faces.HEI, sizes=(8, 7, 6), lines=2, tone=QUIET, anchor="middle")


_CUT_OUT = _Grid(2, 5, 95 * MILLIMETRE, 55 * MILLIMETRE, _draw_cut_out)
_FOLDED = _Grid(1, 3, 190 * MILLIMETRE, 92 * MILLIMETRE, _draw_folded)
