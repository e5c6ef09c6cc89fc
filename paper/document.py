"""A manuscript as a PDF in the layout of GB/T 9704: parts are placed on pages, then drawn with marks and numbers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from paper import blocks, colophon, faces, manuscript, style
from paper.blocks import SLACK, Closing, Part, Piece, Text
from paper.drawing import Sheet
from paper.forms import fields
from paper.manuscript import Contents, Heading, Manuscript, NewPage, Paragraph, Signature
from paper.style import LANDSCAPE, PORTRAIT, Frame
from paper.tables import table


@dataclass
class Page:
    """A page being filled: pieces with the height at which each begins."""

    number: int
    frame: Frame
    pieces: list[tuple[float, Piece]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    used: float = 0.0

    @property
    def room(self) -> float:
        """Height that is left."""
        return self.frame.height - self.used

    def place(self, piece: Piece) -> None:
        self.pieces.append((self.used, piece))
        self.used += piece.height


@dataclass(frozen=True)
class Printed:
    """A finished file and its number of pages."""

    content: bytes
    pages: int


def pdf(document: Manuscript) -> bytes:
    """The finished file: every font embedded, bookmarks, and the same bytes for the same manuscript."""
    return print_out(document).content


def print_out(document: Manuscript) -> Printed:
    """The finished file with its number of pages."""
    pages_of: dict[str, int] = {}
    pages = compose(document, pages_of)
    sheet = Sheet(title=document.title, author=document.author, subject=document.subject)
    level = 0
    for page in pages:
        sheet.canvas.setPageSize(page.frame.page)
        level = _bookmarks(sheet, page, level)
        for depth, piece in page.pieces:
            piece.draw(sheet, page.frame.x, page.frame.top - depth)
        _page_number(sheet, page)
        if document.mark:
            _mark(sheet, page, document.mark)
        if document.colophon and page is pages[-1]:
            colophon.draw(sheet, document.colophon, page.frame)
        sheet.canvas.showPage()
    return Printed(sheet.finish(), len(pages))


def compose(document: Manuscript, pages_of: dict[str, int]) -> list[Page]:
    """Place every part; `pages_of` receives the page of each first-level heading for the contents."""
    pages = [Page(1, PORTRAIT)]
    waiting = deque(_parts(document, pages_of))
    while waiting:
        heading, part = waiting.popleft()
        if isinstance(part, Frame):
            if pages[-1].pieces or pages[-1].frame is not part:
                _turn(pages, part)
            continue
        page = pages[-1]
        if page.pieces and page.room + SLACK < _needed(part, waiting):
            if part.may_wait:
                _flow_up(page, waiting)
            page = _turn(pages, page.frame)
        if heading is not None:
            page.headings.append(heading)
            pages_of.setdefault(heading.text, page.number)
        reserve = colophon.height(document.colophon) + style.PITCH if document.colophon and not waiting else 0.0
        _pour(pages, part, reserve)
    if document.colophon and pages[-1].room < colophon.height(document.colophon) + style.PITCH:
        _turn(pages, PORTRAIT)
    return pages


_Waiting = deque[tuple[Heading | None, Part | Frame]]


def _parts(document: Manuscript, pages_of: dict[str, int]) -> Iterator[tuple[Heading | None, Part | Frame]]:
    frame = PORTRAIT
    if document.masthead:
        yield None, blocks.masthead(document.masthead, document.marking, frame)
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    closed = False
    for block, following in pairwise((*document.blocks, None)):
        if closed:
            closed = False
        elif isinstance(block, Paragraph) and isinstance(following, Signature):
            closed = True
            yield None, Closing(blocks.paragraph(block.text, frame), blocks.signature(following, frame))
        elif isinstance(block, NewPage):
            frame = LANDSCAPE if block.landscape else PORTRAIT
            yield None, frame
        elif isinstance(block, Contents):
            yield None, blocks.contents(block, headings, pages_of, frame)
        elif block is not None:
            yield (block if isinstance(block, Heading) else None), _part(block, frame)


def _part(block: manuscript.Block, frame: Frame) -> Part:
    if isinstance(block, manuscript.Title):
        return blocks.title(block, frame)
    if isinstance(block, manuscript.Reference):
        return blocks.reference(block, frame)
    if isinstance(block, manuscript.Addressee):
        return blocks.addressee(block, frame)
    if isinstance(block, manuscript.Signature):
        return blocks.signature(block, frame)
    if isinstance(block, manuscript.Fields):
        return fields(block, frame)
    if isinstance(block, Heading):
        return blocks.heading(block, frame)
    if isinstance(block, manuscript.Paragraph):
        return blocks.paragraph(block.text, frame)
    if isinstance(block, manuscript.Space):
        return blocks.paragraph(block.text, frame)
    if isinstance(block, manuscript.KeyFigures):
        return blocks.key_figures(block, frame)
    if isinstance(block, manuscript.Figure):
        return blocks.figure(block, frame)
    assert isinstance(block, manuscript.Table)
    return table(block, frame)


def _needed(part: Part, waiting: _Waiting) -> float:
    """Room without which `part` goes to the next page: its own beginning and that of all it must stay with."""
    needed = part.least()
    for _, following in waiting:
        if not part.keeps_with_next or isinstance(following, Frame):
            break
        needed += following.least()
        part = following
    return min(needed, style.TYPE_WIDTH)


def _flow_up(page: Page, waiting: _Waiting) -> None:
    """Fill what is left of `page` with the paragraphs that come next, up to the next heading, table or chart."""
    while waiting:
        heading, part = waiting[0]
        if heading is not None or not isinstance(part, Text) or part.whole or page.room + SLACK < part.least():
            return
        piece, rest = part.take(page.room, fresh=False)
        assert piece is not None
        page.place(piece)
        waiting.popleft()
        if rest is not None:
            waiting.appendleft((None, rest))
            return


def _pour(pages: list[Page], part: Part, reserve: float) -> None:
    """Place a part; the last leaves `reserve` under it, or takes some of itself along, so that 版记 never stands alone."""
    rest: Part | None = part
    while rest is not None:
        page, whole = pages[-1], rest
        piece, rest = whole.take(page.room, fresh=not page.pieces)
        if piece is not None and rest is None and page.room - piece.height < reserve < page.room:
            piece, rest = whole.take(page.room - reserve, fresh=False)
        if piece is not None:
            page.place(piece)
        if rest is not None:
            _turn(pages, page.frame)


def _turn(pages: list[Page], frame: Frame) -> Page:
    """A new page; an empty one is turned instead of left behind."""
    if pages[-1].pieces:
        pages.append(Page(pages[-1].number + 1, frame))
    else:
        pages[-1].frame = frame
    return pages[-1]


def _bookmarks(sheet: Sheet, page: Page, level: int) -> int:
    """An outline entry for each heading on `page`; a level is never skipped, as the format demands."""
    for number, heading in enumerate(page.headings):
        key = f"p{page.number}-{number}"
        sheet.canvas.bookmarkPage(key)
        level = min(heading.level - 1, level + 1) if level or number or page.number > 1 else 0
        sheet.canvas.addOutlineEntry(heading.text, key, level=level, closed=False)
    return level


def _page_number(sheet: Sheet, page: Page) -> None:
    """— 1 —, 7 mm below the type area: odd pages at the right, even pages at the left, one character from the edge."""
    type_ = style.PAGE_NUMBER
    frame = page.frame
    # The dash lies about a third of an em above the baseline: its upper edge is what the standard measures.
    y = frame.bottom - style.PAGE_NUMBER_DROP - 0.36 * type_.size
    text = f"— {page.number} —"
    if page.number % 2:
        place = {"x": frame.x + frame.width - type_.size, "anchor": "end"}
    else:
        place = {"x": frame.x + type_.size, "anchor": "start"}
    sheet.words(text, y=y, face=type_.face, size=type_.size, **place)  # type: ignore[arg-type]


def _mark(sheet: Sheet, page: Page, mark: str) -> None:
    width, height = page.frame.page
    sheet.words(mark, width / 2, height - 42, face=faces.HEI_BOLD, size=11, tone="#b3261e", anchor="middle")
