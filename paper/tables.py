"""Tables that run over pages: widths by content, cells set by the rules, the head on every page, nothing clipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from paper import faces, manuscript, style
from paper.blocks import SLACK, Part, Piece, captions, draw_notes, note_lines
from paper.drawing import Sheet, set_text
from paper.style import Frame, whole_lines
from paper.typesetting import Line, clean, is_full_width

FACE, HEAD_FACE = faces.SONG, faces.HEI
PADDING = 4.5
SMALL_PADDING = 2.7
GRID = "#7b7f85"
HEAD_FILL = "#f0eeea"
# A row this tall (half a turned page) is divided where the page ends instead of leaving the page empty.
TALL = style.TYPE_WIDTH / 2
# A table no higher than this is not divided; a longer one begins with so many rows under its head.
SHORT = 9 * style.PITCH
FEWEST_ROWS = 3
MEASURED = 300


@dataclass(frozen=True)
class Row:
    """A set row: the lines of each of its cells."""

    cells: tuple[tuple[Line, ...], ...]
    pitch: float

    padding: float = PADDING

    @property
    def height(self) -> float:
        """Height with its padding."""
        return max(map(len, self.cells), default=1) * self.pitch + 2 * self.padding

    def divided(self, room: float) -> tuple[Row, Row]:
        """This row parted so that the first half fits `room`; for a row taller than a page."""
        lines = max(int((room - 2 * self.padding) // self.pitch), 1)
        upper = tuple(cell[:lines] for cell in self.cells)
        lower = tuple(cell[lines:] for cell in self.cells)
        return replace(self, cells=upper), replace(self, cells=lower)


@dataclass
class TablePart(Part):
    """What is left of a table."""

    block: manuscript.Table
    widths: tuple[float, ...]
    head: Row
    rows: Sequence[Row]
    size: float
    begun: bool = False

    @property
    def may_wait(self) -> bool:  # type: ignore[override]
        """Whether text may pass it: not a table without a caption, which belongs to the sentence before it."""
        return bool(self.block.caption) and not self.begun

    def least(self) -> float:
        if not self.rows:
            return whole_lines(self._above())
        if self.rows[0].height >= TALL:
            return whole_lines(self._above() + 4 * self.rows[0].pitch)
        whole = self._above() + sum(row.height for row in self.rows) + _notes_height(self._notes())
        if not self.begun and whole + 6 <= SHORT:
            return whole_lines(whole + 6)
        return whole_lines(self._above() + sum(row.height for row in self.rows[:FEWEST_ROWS] if row.height < TALL))

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Part | None]:
        available = room - self._above()
        count, used = self._fitting(available)
        rows, rest = list(self.rows[:count]), list(self.rows[count:])
        if not rows and rest:
            if not fresh and (rest[0].height < TALL or available < 4 * rest[0].pitch):
                return None, self
            upper, lower = rest[0].divided(available)
            rows, rest = [upper], [lower, *rest[1:]]
            used = upper.height
        notes = [] if rest else self._notes()
        needed = self._above() + used + _notes_height(notes)
        if needed > room + SLACK and len(rows) > 1 and notes:
            # The note stays with the last row: that row goes to the next page with it.
            rest, notes = [rows.pop()], []
        elif needed > room + SLACK and notes and not fresh:
            return None, self
        if rest and rows:
            _leave_company(rows, rest)
            needed = self._above() + sum(row.height for row in rows)
        height = min(whole_lines(needed + 6), max(room, needed))
        piece = Piece(height, self._drawer(tuple(rows), notes))
        return piece, replace(self, rows=rest, begun=True) if rest else None

    def _fitting(self, available: float) -> tuple[int, float]:
        used = 0.0
        for count, row in enumerate(self.rows):
            if used + row.height > available + SLACK:
                return count, used
            used += row.height
        return len(self.rows), used

    def _above(self) -> float:
        return 6 + len(self._caption()) * style.CAPTION.pitch + 2 + self.head.height

    def _notes(self) -> list[Line]:
        return note_lines(self.block.note, sum(self.widths))

    def _caption(self) -> list[Line]:
        text = f"{self.block.continued}{self.block.caption}" if self.begun else self.block.caption
        return set_text(text, style.CAPTION.face, style.CAPTION.size, sum(self.widths), justify=False)

    def _drawer(self, rows: tuple[Row, ...], notes: Sequence[Line]):  # type: ignore[no-untyped-def]
        caption = self._caption()

        def draw(sheet: Sheet, x: float, top: float) -> None:
            top = captions(sheet, caption, x, top - 6, sum(self.widths)) - 2
            sheet.fill(x, top - self.head.height, sum(self.widths), self.head.height, HEAD_FILL)
            edges = [top]
            for number, row in enumerate((self.head, *rows)):
                self._draw_row(sheet, row, x, edges[-1], head=number == 0)
                edges.append(edges[-1] - row.height)
            self._draw_grid(sheet, x, edges)
            draw_notes(sheet, notes, x, edges[-1] - 5)

        return draw

    def _draw_row(self, sheet: Sheet, row: Row, x: float, top: float, *, head: bool) -> None:
        face = HEAD_FACE if head else FACE
        for column, lines, width in zip(self.block.columns, row.cells, self.widths, strict=True):
            blank = row.height - 2 * row.padding - len(lines) * row.pitch
            anchor = "middle" if head else {"left": "start"}.get(column.align, column.align)
            sheet.set_lines(
                lines,
                x + PADDING,
                # Short cells hang in the middle of a tall row, as in an office table.
                top - row.padding - blank / 2,
                face=face,
                size=self.size,
                pitch=row.pitch,
                anchor=anchor,
                width=width - 2 * PADDING,
            )
            x += width

    def _draw_grid(self, sheet: Sheet, x: float, edges: Sequence[float]) -> None:
        width = sum(self.widths)
        for edge in edges[1:-1]:
            sheet.rule(x, edge, width, weight=0.35, tone=GRID)
        left = x
        for column in self.widths[:-1]:
            left += column
            sheet.stroke([(left, edges[0]), (left, edges[-1])], weight=0.35, tone=GRID)
        for edge in (edges[0], edges[-1]):
            sheet.rule(x, edge, width, weight=1.0)


def table(block: manuscript.Table, frame: Frame) -> TablePart:
    """`block` set for `frame`."""
    size = style.SIZE_5 if not block.small else 9.0
    # A ledger over many pages stands closer than a table that is read with the text.
    pitch, padding = (size * 1.4, PADDING) if not block.small else (size * 1.3, SMALL_PADDING)
    widths = column_widths(block, frame.width, size)
    head = _row([column.title for column in block.columns], widths, HEAD_FACE, size, pitch)
    # Most cells of a ledger say what many others say: each text is set once for its width.
    known: dict[tuple[str, float], tuple[Line, ...]] = {}
    rows = [replace(_row(row, widths, FACE, size, pitch, known), padding=padding) for row in block.rows]
    return TablePart(block, widths, head, rows, size)


def column_widths(block: manuscript.Table, width: float, size: float) -> tuple[float, ...]:
    """Widths that fill `width`: as declared, or by content, giving long columns what short ones do not need."""
    if all(column.share for column in block.columns):
        total = sum(column.share for column in block.columns)
        return tuple(width * column.share / total for column in block.columns)
    least, natural = [], []
    for number, column in enumerate(block.columns):
        texts = _measured([row[number] for row in block.rows])
        head = _solid(column.title, HEAD_FACE, size)
        widest = max((_solid(text, FACE, size) for text in texts), default=0.0)
        longest_run = max((_longest_run(text, size) for text in texts), default=0.0)
        least.append(
            min(max(longest_run, min(head, size * 2.2), min(widest, size * 4.2)), width * 0.4) + 2 * PADDING + 0.5
        )
        natural.append(max(min(max(widest, head), width * 0.6) + 2 * PADDING + 0.5, least[-1]))
    if sum(natural) <= width:
        return tuple(each * width / sum(natural) for each in natural)
    if sum(least) >= width:
        return tuple(each * width / sum(least) for each in least)
    share = (width - sum(least)) / (sum(natural) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, natural, strict=True))


def _measured(texts: Sequence[str]) -> list[str]:
    """The cells by which a column is measured: beyond a few hundred only the longest, as numbers grow; others wrap."""
    length = max(map(len, texts), default=0)
    return [
        clean(text) for text in dict.fromkeys((*texts[:MEASURED], *(each for each in texts if len(each) == length)))
    ]


def _solid(text: str, face: str, size: float) -> float:
    return max((faces.text_width(face, line, size) for line in text.split("\n")), default=0.0)


def _longest_run(text: str, size: float) -> float:
    """Width of the longest piece of `text` that must not be parted."""
    cuts = [0, *(at for at in range(1, len(text)) if is_full_width(text[at]) or is_full_width(text[at - 1])), len(text)]
    pieces = (piece for start, end in pairwise(cuts) for piece in text[start:end].split())
    return max((faces.text_width(FACE, piece, size) for piece in pieces), default=0.0)


def _row(
    texts: Sequence[str],
    widths: Sequence[float],
    face: str,
    size: float,
    pitch: float,
    known: dict[tuple[str, float], tuple[Line, ...]] | None = None,
) -> Row:
    known = {} if known is None else known
    for cell in zip(texts, widths, strict=True):
        if cell not in known:
            text, width = cell
            known[cell] = tuple(set_text(text, face, size, width - 2 * PADDING, justify=False))
    return Row(tuple(known[cell] for cell in zip(texts, widths, strict=True)), pitch)


def _leave_company(rows: list[Row], rest: list[Row]) -> None:
    """Move rows from the end of `rows` to `rest`, so that no page is turned for a single row."""
    while len(rest) < FEWEST_ROWS < len(rows) and rest[0].height < TALL and rows[-1].height < TALL:
        rest.insert(0, rows.pop())


def _notes_height(notes: Sequence[Line]) -> float:
    return len(notes) * style.NOTE.pitch + 5 if notes else 0.0
