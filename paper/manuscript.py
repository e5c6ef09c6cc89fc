"""What an office document says, part by part, before it becomes a PDF or a Word file; declarations only."""

from __future__ import annotations

from dataclasses import dataclass

from paper.charts import Chart


@dataclass(frozen=True)
class Masthead:
    """报头: the red name, the issue line, who publishes it and when."""

    name: str
    issue: str
    publisher: str
    day: str


@dataclass(frozen=True)
class Title:
    """The title under the red rule."""

    text: str


@dataclass(frozen=True)
class Reference:
    """编号 under a title, centred."""

    text: str


@dataclass(frozen=True)
class Addressee:
    """主送: whom a letter is to, at the left edge and ending with a full-width colon."""

    text: str


@dataclass(frozen=True)
class Signature:
    """署名 and 成文日期 after the text; the seal goes over the date, which stands four characters from the edge."""

    name: str
    day: str


@dataclass(frozen=True)
class Field:
    """One labelled space of an office form; an empty value leaves room to write, `share` is its relative width."""

    label: str
    value: str
    share: float = 1.0


@dataclass(frozen=True)
class Fields:
    """An office form: rows of labelled spaces in one grid; `tall` rows are at least four lines high."""

    rows: tuple[tuple[Field, ...], ...]
    tall: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Contents:
    """本期要目: every first-level heading with its page."""

    title: str


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、), 2 (（一）) or 3 (1.); the number is part of the text."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of body text; a newline begins another."""

    text: str


@dataclass(frozen=True)
class Space:
    """Room in a Word draft for somebody's words on what stands above, filled with `text`; on paper just its text."""

    key: str
    label: str
    text: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """A figure to be seen first: what, how much, and how it moved."""

    label: str
    value: str
    change: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """A panel of key figures."""

    figures: tuple[KeyFigure, ...]
    columns: int = 4


@dataclass(frozen=True)
class Figure:
    """A chart with its caption under it."""

    chart: Chart
    caption: str
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, alignment (left, middle, end) and relative width (0: by its content)."""

    title: str
    align: str = "left"
    share: float = 0.0


@dataclass(frozen=True)
class Table:
    """A table with its caption above it; it runs over as many pages as it needs, with its head on each."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    small: bool = False
    #: Written before the caption on the pages after the first.
    continued: str = ""


@dataclass(frozen=True)
class NewPage:
    """Go on at the top of a new page, turned if `landscape`."""

    landscape: bool = False


Block = (
    Title
    | Reference
    | Addressee
    | Signature
    | Fields
    | Contents
    | Heading
    | Paragraph
    | Space
    | KeyFigures
    | Figure
    | Table
    | NewPage
)


@dataclass(frozen=True)
class Colophon:
    """版记 at the foot of the last page: who receives it, who printed it and when, and in how many copies."""

    recipients: tuple[str, ...]
    printer: str
    day: str
    copies: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A whole document."""

    title: str
    blocks: tuple[Block, ...]
    masthead: Masthead | None = None
    marking: str = ""
    colophon: Colophon | None = None
    author: str = ""
    subject: str = ""
    #: A line at the head of every page, such as that the data are a demonstration.
    mark: str = ""
    #: What a Word file is known by when it comes back; kept in its properties.
    keywords: str = ""
