"""Office forms: labelled spaces in one grid, as on a 登记表 or 审批表; long values run over pages, nothing is clipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paper import faces, manuscript, style
from paper.blocks import SLACK, Part, Piece
from paper.drawing import Sheet, set_text
from paper.style import Frame, whole_lines
from paper.typesetting import Line

LABEL_FACE, FACE = faces.HEI, faces.FANGSONG
SIZE = style.SMALL_4
LINE = SIZE * 1.5
PADDING = 6.0
LABEL_CELLS = 6.5
TALL_LINES = 4
GRID = "#3d4147"
# A row as tall as this is divided where the page ends instead of leaving the page empty.
DIVIDED_FROM = style.TYPE_HEIGHT / 3


@dataclass(frozen=True)
class Space:
    """A label and its value, set, with the width of each."""

    label: tuple[Line, ...]
    value: tuple[Line, ...]
    label_width: float
    value_width: float


@dataclass(frozen=True)
class FormRow:
    """One row of the grid."""

    spaces: tuple[Space, ...]
    least_lines: int = 1

    @property
    def height(self) -> float:
        """Height with its padding."""
        lines = max(max(len(space.label), len(space.value)) for space in self.spaces)
        return max(lines, self.least_lines) * LINE + 2 * PADDING

    def divided(self, room: float) -> tuple[FormRow, FormRow]:
        """This row parted so that the first half fits `room`; the labels stand on both."""
        lines = max(int((room - 2 * PADDING) // LINE), 1)
        upper = tuple(replace(space, value=space.value[:lines]) for space in self.spaces)
        lower = tuple(replace(space, value=space.value[lines:]) for space in self.spaces)
        return FormRow(upper, min(self.least_lines, lines)), FormRow(lower)


@dataclass
class FormPart(Part):
    """What is left of a form."""

    rows: Sequence[FormRow]
    width: float

    def least(self) -> float:
        first = self.rows[0].height
        return whole_lines(first if first < DIVIDED_FROM else 4 * LINE)

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Part | None]:
        fitting, used = 0, 0.0
        while fitting < len(self.rows) and used + self.rows[fitting].height <= room + SLACK:
            used += self.rows[fitting].height
            fitting += 1
        rows, rest = list(self.rows[:fitting]), list(self.rows[fitting:])
        left = room - used
        if rest and left > 4 * LINE and (rest[0].height >= DIVIDED_FROM or (fresh and not rows)):
            upper, lower = rest[0].divided(left)
            rows, rest = [*rows, upper], [lower, *rest[1:]]
        if not rows:
            return None, self
        height = sum(row.height for row in rows)
        taken = min(whole_lines(height + (4 if fresh else 14)), max(room, height))
        # Under a text the form keeps clear of its last line.
        piece = Piece(taken, self._drawer(rows, 0.0 if fresh else min(8.0, (taken - height) / 2)))
        return piece, replace(self, rows=rest) if rest else None

    def _drawer(self, rows: Sequence[FormRow], lead: float):  # type: ignore[no-untyped-def]
        def draw(sheet: Sheet, x: float, top: float) -> None:
            top -= lead
            upper = top
            for row in rows:
                _draw_row(sheet, row, x, upper)
                upper -= row.height
                sheet.rule(x, upper, self.width, weight=0.5, tone=GRID)
            for edge in (top, upper):
                sheet.rule(x, edge, self.width, weight=1.0, tone=GRID)
            for side in (x, x + self.width):
                sheet.stroke([(side, top), (side, upper)], weight=1.0, tone=GRID)

        return draw


def fields(block: manuscript.Fields, frame: Frame) -> FormPart:
    """`block` set for `frame`."""
    rows = [_row(row, frame.width, TALL_LINES if number in block.tall else 1) for number, row in enumerate(block.rows)]
    return FormPart(rows, frame.width)


def _row(row: tuple[manuscript.Field, ...], width: float, least_lines: int) -> FormRow:
    label_width = LABEL_CELLS * SIZE
    shares = sum(field.share for field in row)
    spaces = []
    for field in row:
        value_width = width * field.share / shares - label_width
        label = set_text(field.label, LABEL_FACE, SIZE, label_width - 2 * PADDING, justify=False)
        value = set_text(field.value, FACE, SIZE, value_width - 2 * PADDING, justify=False) if field.value else []
        spaces.append(Space(tuple(label), tuple(value), label_width, value_width))
    return FormRow(tuple(spaces), least_lines)


def _draw_row(sheet: Sheet, row: FormRow, x: float, top: float) -> None:
    for space in row.spaces:
        _draw_lines(sheet, space.label, x, top, row.height, space.label_width, face=LABEL_FACE, anchor="middle")
        x += space.label_width
        sheet.stroke([(x, top), (x, top - row.height)], weight=0.5, tone=GRID)
        _draw_lines(sheet, space.value, x, top, row.height, space.value_width, face=FACE, anchor="start")
        x += space.value_width
        sheet.stroke([(x, top), (x, top - row.height)], weight=0.5, tone=GRID)


def _draw_lines(
    sheet: Sheet, lines: Sequence[Line], x: float, top: float, height: float, width: float, *, face: str, anchor: str
) -> None:
    blank = height - 2 * PADDING - len(lines) * LINE
    # A label hangs in the middle of its row; a long text begins at the top of it.
    above = blank / 2 if anchor == "middle" or len(lines) == 1 else 0.0
    place = {"face": face, "size": SIZE, "pitch": LINE, "anchor": anchor, "width": width - 2 * PADDING}
    sheet.set_lines(lines, x + PADDING, top - PADDING - above, **place)  # type: ignore[arg-type]
