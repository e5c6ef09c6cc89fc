"""Parts of a document ready to be placed: each gives the page what fits and keeps the rest for the next."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from paper import faces, manuscript, style
from paper.chart_layout import lay_out
from paper.drawing import MILLIMETRE, RED, Sheet, lettering, set_text
from paper.style import PITCH, Frame, Type, whole_lines
from paper.typesetting import Line

CHART_LETTERING = 10.0
SLACK = 0.01
# More headings than this are listed in two columns, a little smaller.
LONGEST_CONTENTS = 8
SMALLER_CONTENTS = 12.5
# Lines that stay with a signature, which never stands alone on a page.
CLOSING_LINES = 2


@dataclass(frozen=True)
class Piece:
    """Something with a height that can draw itself at (x, top)."""

    height: float
    draw: Callable[[Sheet, float, float], None]


class Part(ABC):
    """A part of the document that can be divided over pages."""

    #: Stands on the same page as what follows it.
    keeps_with_next = False
    #: Lets text that follows fill a page on which it has no room itself: what has a number and a caption is found again.
    may_wait = False

    @abstractmethod
    def least(self) -> float:
        """The smallest height this part is worth beginning in."""

    @abstractmethod
    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Part | None]:
        """What fits in `room` and what is left; `fresh` says the page is empty, so something must be taken."""


@dataclass
class Text(Part):
    """Set lines of one type; divides between any two lines unless it keeps with the next part."""

    lines: Sequence[Line]
    type: Type
    anchor: str = "start"
    width: float = 0.0
    whole: bool = False
    after: float = 0.0
    keeps_with_next: bool = False

    def least(self) -> float:
        count = len(self.lines) if self.whole else min(len(self.lines), 2)
        return count * self.type.pitch + (self.after if self.whole else 0)

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Part | None]:
        fitting = math.floor((room + SLACK) / self.type.pitch)
        if fitting >= len(self.lines):
            # White space after the text may be lost at the foot of a page.
            return self._piece(self.lines, min(len(self.lines) * self.type.pitch + self.after, room)), None
        if (self.whole or fitting < 1) and not fresh:
            return None, self
        fitting = max(fitting, 1)
        rest = replace(self, lines=self.lines[fitting:])
        return self._piece(self.lines[:fitting], fitting * self.type.pitch), rest

    def _piece(self, lines: Sequence[Line], height: float) -> Piece:
        def draw(sheet: Sheet, x: float, top: float) -> None:
            place = {"face": self.type.face, "size": self.type.size, "pitch": self.type.pitch, "tone": self.type.tone}
            sheet.set_lines(lines, x, top, anchor=self.anchor, width=self.width, **place)  # type: ignore[arg-type]

        return Piece(height, draw)


@dataclass
class Solid(Part):
    """Something that is never divided."""

    piece: Piece
    keeps_with_next: bool = False
    may_wait: bool = False

    def least(self) -> float:
        return self.piece.height

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Part | None]:
        if self.piece.height <= room + SLACK or fresh:
            return self.piece, None
        return None, self


@dataclass
class Closing(Part):
    """The last paragraph with what stands under it, which never stands alone on a page."""

    text: Text
    under: Solid

    def least(self) -> float:
        lines = len(self.text.lines)
        return min(lines, 2) * self.text.type.pitch + (self.under.piece.height if lines <= CLOSING_LINES else 0)

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Part | None]:
        pitch = self.text.type.pitch
        deep = len(self.text.lines) * pitch
        if deep + self.under.piece.height <= room + SLACK:
            upper, _rest = self.text.take(deep, fresh=True)
            assert upper is not None
            return _stacked(upper, self.under.piece), None
        # At least two lines go to the next page with it.
        fitting = min(math.floor((room + SLACK) / pitch), len(self.text.lines) - CLOSING_LINES)
        if fitting < 1:
            if not fresh:
                return None, self
            upper, _rest = self.text.take(deep, fresh=True)
            return upper, self.under
        upper, rest = self.text.take(fitting * pitch, fresh=True)
        assert isinstance(rest, Text)
        return upper, replace(self, text=rest)


def _stacked(upper: Piece, lower: Piece) -> Piece:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        upper.draw(sheet, x, top)
        lower.draw(sheet, x, top - upper.height)

    return Piece(upper.height + lower.height, draw)


def paragraph(text: str, frame: Frame, type_: Type = style.BODY) -> Text:
    """Body text on the grid: 28 cells a line, each paragraph indented by two."""
    lines: list[Line] = []
    for piece in text.split("\n"):
        if piece.strip():
            indent = type_.indent * style.CELL
            lines += set_text(piece.strip(), type_.face, type_.size, frame.width, cell=style.CELL, indent=indent)
    return Text(lines, type_)


def heading(block: manuscript.Heading, frame: Frame) -> Text:
    """A heading, which never stands alone at the foot of a page."""
    text = paragraph(block.text, frame, style.HEADINGS[block.level])
    return replace(text, whole=True, keeps_with_next=True)


def title(block: manuscript.Title, frame: Frame) -> Text:
    """The title, centred, in lines of even length, with a line of white after it."""
    type_ = style.TITLE
    lines = _even(block.text, type_, frame.width - 2 * type_.size)
    height = len(lines) * type_.pitch
    after = whole_lines(height + PITCH * 0.5) - height
    return Text(lines, type_, "middle", frame.width, whole=True, after=after, keeps_with_next=True)


def reference(block: manuscript.Reference, frame: Frame) -> Text:
    """The number of a letter under its title, with a line of white after it."""
    type_ = style.FLUSH
    lines = set_text(block.text, type_.face, type_.size, frame.width, justify=False)
    return Text(lines, type_, "middle", frame.width, whole=True, after=PITCH, keeps_with_next=True)


def addressee(block: manuscript.Addressee, frame: Frame) -> Text:
    """主送 at the left edge; it stays with what it introduces."""
    return replace(paragraph(block.text, frame, style.FLUSH), whole=True, keeps_with_next=True)


def signature(block: manuscript.Signature, frame: Frame) -> Solid:
    """A line of white, the name centred over the day, and room for a seal over both; a long name takes more lines."""
    face, size = faces.FANGSONG, style.SIZE_3
    names = set_text(block.name, face, size, frame.width - 4 * style.CELL, justify=False)
    widest = max(faces.text_width(face, line.text, size) for line in names)
    day_width = faces.text_width(face, block.day, size)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        right = x + frame.width - 4 * style.CELL
        # A long name reaches to two characters from the edge before it goes further left than the day.
        middle = min(right - day_width / 2, x + frame.width - 2 * style.CELL - widest / 2)
        for number, line in enumerate(names, start=1):
            sheet.words(line.text, middle, _line(top, number), face=face, size=size, anchor="middle")
        sheet.words(block.day, right, _line(top, len(names) + 1), face=face, size=size, anchor="end")

    return Solid(Piece((len(names) + 2) * PITCH, draw))


def _even(text: str, type_: Type, width: float) -> list[Line]:
    """Lines of nearly equal length, so that a long title does not leave one character alone."""
    lines = set_text(text, type_.face, type_.size, width, justify=False)
    narrower = width
    while len(lines) > 1 and narrower > type_.size * 4:
        narrower -= type_.size / 2
        tried = set_text(text, type_.face, type_.size, narrower, justify=False)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def masthead(block: manuscript.Masthead, marking: str, frame: Frame) -> Solid:
    """报头 down to two blank lines under the red rule."""
    size = min(style.MASTHEAD.size, frame.width * 0.98 / max(faces.text_width(faces.TITLE, block.name, 1), 1))
    issue = style.MASTHEAD_DROP + size + PITCH * 0.5
    rule = issue + 2 * PITCH - (PITCH - style.SIZE_3) / 2 + style.RULE_DROP

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle, right = x + frame.width / 2, x + frame.width
        body = {"face": faces.FANGSONG, "size": style.SIZE_3}
        if marking:
            sheet.words(marking, x, _line(top, 0), face=style.MARKING.face, size=style.MARKING.size)
        # The upper edge of the characters, not of their em square, lies 35 mm below the type area's.
        name = top - style.MASTHEAD_DROP - 0.845 * size
        sheet.words(block.name, middle, name, face=faces.TITLE, size=size, tone=RED, anchor="middle")
        sheet.words(block.issue, middle, _line(top - issue, 0), anchor="middle", **body)  # type: ignore[arg-type]
        below = _line(top - issue, 1)
        publisher = fitted(
            block.publisher,
            frame.width - 3 * style.CELL - faces.text_width(faces.FANGSONG, block.day, style.SIZE_3),
            style.SIZE_3,
        )
        sheet.words(publisher, x + style.CELL, below, **body)  # type: ignore[arg-type]
        sheet.words(block.day, right - style.CELL, below, anchor="end", **body)  # type: ignore[arg-type]
        sheet.rule(x, top - rule, frame.width, weight=style.RED_RULE, tone=RED)

    return Solid(Piece(whole_lines(rule + 2 * PITCH - (PITCH - style.SIZE_3)), draw), keeps_with_next=True)


def fitted(text: str, width: float, size: float) -> str:
    """`text`, cut with an ellipsis where it would run into what stands at the other end of its line."""
    shown = text
    while shown and faces.text_width(faces.FANGSONG, shown + ("…" if shown != text else ""), size) > width:
        shown = shown[:-1]
    return shown if shown == text else shown + "…"


def _line(top: float, number: int) -> float:
    """Baseline of the `number`th grid line hanging from `top`."""
    return top - number * PITCH - (PITCH - style.SIZE_3) / 2 - 0.88 * style.SIZE_3


def contents(block: manuscript.Contents, headings: Sequence[str], pages: dict[str, int], frame: Frame) -> Solid:
    """本期要目 with dotted leaders; the pages are filled in once everything is placed."""
    type_ = style.CONTENTS
    # A long list stands in two columns, so that the report itself begins on its first page.
    columns = 2 if len(headings) > LONGEST_CONTENTS else 1
    rows = -(-len(headings) // columns)
    height = whole_lines((rows + 1) * type_.pitch + PITCH * 0.4)
    width = frame.width / columns

    def draw(sheet: Sheet, x: float, top: float) -> None:
        heading_at = top - type_.pitch * 0.72
        sheet.words(block.title, x + frame.width / 2, heading_at, face=faces.HEI, size=type_.size, anchor="middle")
        for number, text in enumerate(headings):
            column, row = divmod(number, max(rows, 1))
            y = heading_at - (row + 1) * type_.pitch
            _contents_line(sheet, text, str(pages.get(text, "")), (x + column * width, y), width, columns)

    return Solid(Piece(height, draw))


def _contents_line(sheet: Sheet, text: str, page: str, place: tuple[float, float], width: float, columns: int) -> None:
    type_ = style.CONTENTS
    left, y = place
    edge = style.CELL if columns == 1 else style.CELL / 2
    right = left + width - edge
    size = type_.size if columns == 1 else SMALLER_CONTENTS
    shown = fitted(text, width - 2 * edge - 26, size)
    sheet.words(shown, left + edge, y, face=type_.face, size=size)
    sheet.words(page, right, y, face=faces.SONG, size=size, anchor="end")
    start = left + edge + faces.text_width(type_.face, shown, size) + 6
    end = right - faces.text_width(faces.SONG, page, size) - 6
    if end > start:
        sheet.stroke([(start, y + 3), (end, y + 3)], weight=0.9, tone="#8b8e92", dash=(0.9, 4))


def figure(block: manuscript.Figure, frame: Frame) -> Solid:
    """A chart, its caption and its note, kept together."""
    scene = lay_out(block.chart, frame.width, lettering, size=CHART_LETTERING)
    caption = set_text(block.caption, style.CAPTION.face, style.CAPTION.size, frame.width, justify=False)
    notes = note_lines(block.note, frame.width)
    needed = 8 + scene.height + 6 + len(caption) * style.CAPTION.pitch + len(notes) * style.NOTE.pitch
    height = whole_lines(needed + 8)
    spare = (height - needed) / 2

    def draw(sheet: Sheet, x: float, top: float) -> None:
        top -= 8 + spare * 0.8
        sheet.scene(scene, x, top)
        top = captions(sheet, caption, x, top - scene.height - 6, frame.width)
        draw_notes(sheet, notes, x, top)

    return Solid(Piece(height, draw), may_wait=bool(block.caption))


def captions(sheet: Sheet, lines: Sequence[Line], x: float, top: float, width: float) -> float:
    """Draw a caption, centred; returns its lower edge."""
    type_ = style.CAPTION
    return sheet.set_lines(
        lines, x, top, face=type_.face, size=type_.size, pitch=type_.pitch, anchor="middle", width=width
    )


def note_lines(text: str, width: float) -> list[Line]:
    """A note under a chart or table, set small."""
    return set_text(text, style.NOTE.face, style.NOTE.size, width) if text else []


def draw_notes(sheet: Sheet, lines: Sequence[Line], x: float, top: float) -> None:
    """Draw a note."""
    sheet.set_lines(
        lines, x, top, face=style.NOTE.face, size=style.NOTE.size, pitch=style.NOTE.pitch, tone=style.NOTE.tone
    )


def key_figures(block: manuscript.KeyFigures, frame: Frame) -> Solid:
    """A panel of key figures in a quiet frame."""
    rows = -(-len(block.figures) // block.columns)
    width, tall = frame.width / block.columns, 23 * MILLIMETRE
    height = whole_lines(rows * tall + 14)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        top -= (height - rows * tall) / 2
        for number, each in enumerate(block.figures):
            row, column = divmod(number, block.columns)
            _key_figure(sheet, each, (x + (column + 0.5) * width, top - row * tall), width)
        for row in range(rows + 1):
            weight = 1.0 if row in (0, rows) else 0.35
            sheet.rule(x, top - row * tall, frame.width, weight=weight)
        for column in range(1, block.columns):
            left = x + column * width
            sheet.stroke([(left, top - 6), (left, top - rows * tall + 6)], weight=0.35, tone="#8b8e92")

    return Solid(Piece(height, draw))


def _key_figure(sheet: Sheet, each: manuscript.KeyFigure, place: tuple[float, float], width: float) -> None:
    middle, top = place
    size = min(22.0, 22.0 * (width - 10) / max(faces.text_width(faces.HEI_BOLD, each.value, 22), 1))
    sheet.words(each.label, middle, top - 17, face=faces.HEI, size=10.5, tone="#3d4147", anchor="middle")
    sheet.words(each.value, middle, top - 42, face=faces.HEI_BOLD, size=size, tone="#1f5f57", anchor="middle")
    small = min(9.5, 9.5 * (width - 8) / max(faces.text_width(faces.HEI, each.change, 9.5), 1))
    sheet.words(each.change, middle, top - 57, face=faces.HEI, size=small, tone="#565b63", anchor="middle")
