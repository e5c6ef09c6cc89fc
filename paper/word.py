"""A manuscript as a Word file in the same office layout, for offices that edit before they print."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from paper import manuscript as ms
from paper import word_spaces
from paper.charts import tabulate
from paper.forms import TALL_LINES
from paper.style import PITCH, SIZE_2, SIZE_3, SIZE_4, SIZE_5, SMALL_4
from paper.typesetting import clean

# Names of the typefaces every Chinese office machine has; Word puts its own in their place where one is missing.
FANGSONG, HEI, KAI, TITLE = "仿宋", "黑体", "楷体", "方正小标宋简体"
HEADING_FACES = {1: HEI, 2: KAI, 3: FANGSONG}
RED = RGBColor(0xC0, 0, 0)
BLACK = RGBColor(0, 0, 0)
#: Stands in the pattern of a row.
BLANK = "　"
GREY = RGBColor(0x6B, 0x70, 0x76)
#: Every entry of the archive carries this moment, so that the same manuscript gives the same bytes.
EPOCH = (2000, 1, 1, 0, 0, 0)


def docx(document: ms.Manuscript) -> bytes:
    """The finished .docx: page and type of GB/T 9704, headings as Word headings, charts as the tables behind them."""
    file = Document()
    _prepare(file, document)
    if document.masthead:
        _masthead(file, document.masthead, document.marking)
    for block in document.blocks:
        _block(file, block)
    if any(isinstance(block, ms.Space) for block in document.blocks):
        word_spaces.lock_others(file.element.body)
    if document.colophon:
        _colophon(file, document.colophon)
    out = io.BytesIO()
    file.save(out)
    return _settled(out.getvalue())


def _prepare(file: DocumentType, document: ms.Manuscript) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = (
        Mm(37),
        Mm(28),
        Mm(26),
        Mm(35),
    )
    section.footer_distance = Mm(25)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(SIZE_3)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)
    file.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    if document.mark:
        for header in (section.header, section.even_page_header):
            _run(_aligned(header.paragraphs[0], WD_ALIGN_PARAGRAPH.CENTER), document.mark, HEI, SMALL_4, RED)
    core = file.core_properties
    core.title, core.author, core.subject = clean(document.title), clean(document.author), clean(document.subject)
    core.created = core.modified = datetime(*EPOCH)  # noqa: DTZ001 - the file format has no zone
    core.language, core.comments, core.keywords = "zh-CN", "", document.keywords


def _masthead(file: DocumentType, masthead: ms.Masthead, marking: str) -> None:
    if marking:
        _run(_paragraph(file), marking, HEI, SIZE_3)
    name = _paragraph(file, WD_ALIGN_PARAGRAPH.CENTER, exact=False)
    name.paragraph_format.space_before = Pt(40)
    _run(name, masthead.name, TITLE, 38, RED)
    _run(_paragraph(file, WD_ALIGN_PARAGRAPH.CENTER), masthead.issue, FANGSONG, SIZE_3)
    line = _paragraph(file)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(150), alignment=2)
    _run(line, f"　{masthead.publisher}\t{masthead.day}", FANGSONG, SIZE_3)
    _rule_below(line)
    _paragraph(file)


def _block(file: DocumentType, block: ms.Block) -> None:
    if isinstance(block, ms.Heading):
        _heading(file, block)
    elif isinstance(block, ms.Paragraph):
        for text in block.text.split("\n"):
            _indented(_paragraph(file, WD_ALIGN_PARAGRAPH.JUSTIFY), text, FANGSONG)
    elif isinstance(block, ms.Space):
        _space(file, block)
    elif isinstance(block, ms.KeyFigures):
        heads = tuple(each.label for each in block.figures)
        _table(file, "", heads, (tuple(f"{each.value}\n{each.change}" for each in block.figures),), SIZE_5)
    elif isinstance(block, ms.Figure):
        _table(file, block.caption, *tabulate(block.chart), SIZE_5)
        _note(file, block.note)
    elif isinstance(block, ms.Table):
        size = 9.0 if block.small else SIZE_5
        _table(file, block.caption, tuple(column.title for column in block.columns), block.rows, size)
        _note(file, block.note)
    elif isinstance(block, ms.NewPage):
        _new_page(file, landscape=block.landscape)
    else:
        _letter_block(file, block)


def _letter_block(file: DocumentType, block: ms.Block) -> None:
    if isinstance(block, ms.Title):
        _run(_paragraph(file, WD_ALIGN_PARAGRAPH.CENTER, exact=False), block.text, TITLE, SIZE_2)
        _paragraph(file)
    elif isinstance(block, ms.Reference):
        _run(_paragraph(file, WD_ALIGN_PARAGRAPH.CENTER), block.text, FANGSONG, SIZE_3)
        _paragraph(file)
    elif isinstance(block, ms.Addressee):
        _run(_paragraph(file), block.text, FANGSONG, SIZE_3)
    elif isinstance(block, ms.Signature):
        _signature(file, block)
    elif isinstance(block, ms.Fields):
        _fields(file, block)


def _heading(file: DocumentType, block: ms.Heading) -> None:
    heading = file.add_heading(level=block.level)
    _exact(heading)
    _indented(heading, block.text, HEADING_FACES[block.level])


def _indented(paragraph: Paragraph, text: str, face: str) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE_3)
    _run(paragraph, text, face, SIZE_3)


def _space(file: DocumentType, block: ms.Space) -> None:
    """Two marked lines, and between them a content control with what was written so far."""
    _mark(file, word_spaces.opening(block.label))
    lines = [_paragraph(file, WD_ALIGN_PARAGRAPH.JUSTIFY) for _ in (block.text or word_spaces.EMPTY).split("\n")]
    for line, text in zip(lines, (block.text or word_spaces.EMPTY).split("\n"), strict=True):
        _indented(line, text, KAI)
    word_spaces.controlled(block.key, block.label, [line._p for line in lines])
    _mark(file, word_spaces.closing(block.label))


def _mark(file: DocumentType, text: str) -> None:
    _run(_paragraph(file, exact=False), text, HEI, SIZE_5, GREY)


def _signature(file: DocumentType, block: ms.Signature) -> None:
    _paragraph(file)
    for text, indent in ((block.name, 2), (block.day, 4)):
        line = _paragraph(file, WD_ALIGN_PARAGRAPH.RIGHT)
        line.paragraph_format.right_indent = Pt(indent * SIZE_3)
        _run(line, text, FANGSONG, SIZE_3)


def _fields(file: DocumentType, block: ms.Fields) -> None:
    """The form as one Word table; a row with fewer spaces lets the last value reach to the edge."""
    columns = 2 * max(map(len, block.rows))
    table = file.add_table(rows=0, cols=columns)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for position, field in enumerate(row):
            _cell(cells[2 * position], field.label, HEI, SMALL_4, WD_ALIGN_PARAGRAPH.CENTER)
            value = cells[2 * position + 1]
            if position == len(row) - 1 and 2 * len(row) < columns:
                value = value.merge(cells[-1])
            blank = "\n" * (TALL_LINES - 1) if number in block.tall and not field.value else ""
            _cell(value, field.value + blank, FANGSONG, SMALL_4, WD_ALIGN_PARAGRAPH.LEFT)


def _new_page(file: DocumentType, *, landscape: bool) -> None:
    section = file.add_section()
    turned = section.orientation == WD_ORIENT.LANDSCAPE
    if turned is not landscape:
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
    margins = (Mm(28), Mm(35), Mm(37), Mm(26)) if landscape else (Mm(37), Mm(28), Mm(26), Mm(35))
    section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = margins


def _table(
    file: DocumentType, caption: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], size: float
) -> None:
    if caption:
        title = _paragraph(file, WD_ALIGN_PARAGRAPH.CENTER, exact=False)
        title.paragraph_format.keep_with_next = True
        _run(title, caption, HEI, SMALL_4)
    table = file.add_table(rows=1, cols=len(heads))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, text, HEI, size, WD_ALIGN_PARAGRAPH.CENTER)
    _repeat(table.rows[0]._tr)
    if not rows:
        return
    for cell in table.add_row().cells:
        _cell(cell, BLANK, FANGSONG, size, WD_ALIGN_PARAGRAPH.LEFT)
    pattern = table.rows[-1]._tr
    for row in rows:
        table._tbl.append(_filled(pattern, row))
    table._tbl.remove(pattern)


def _filled(pattern: Any, texts: tuple[str, ...]) -> Any:
    """A row like `pattern` with other texts: copying one is a hundred times faster than building one."""
    row = deepcopy(pattern)
    for run, text in zip([*row.iter(qn("w:r"))], texts, strict=True):
        run.text = clean(text)
    return row


def _cell(cell: _Cell, text: str, face: str, size: float, alignment: WD_ALIGN_PARAGRAPH) -> None:
    _run(_aligned(cell.paragraphs[0], alignment), text, face, size)


def _note(file: DocumentType, text: str) -> None:
    if text:
        _run(_paragraph(file, exact=False), text, FANGSONG, SIZE_5)


def _colophon(file: DocumentType, colophon: ms.Colophon) -> None:
    _paragraph(file)
    table = file.add_table(rows=0, cols=1)
    table.style = "Table Grid"
    printed = "　　".join(filter(None, (colophon.printer, colophon.day, colophon.copies)))
    for text in (*colophon.recipients, printed):
        _cell(table.add_row().cells[0], f"　{text}", FANGSONG, SIZE_4, WD_ALIGN_PARAGRAPH.LEFT)


# Word's own parts


def _paragraph(
    file: DocumentType, alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT, *, exact: bool = True
) -> Paragraph:
    paragraph = _aligned(file.add_paragraph(), alignment)
    if exact:
        _exact(paragraph)
    return paragraph


def _exact(paragraph: Paragraph) -> None:
    """固定值: 22 lines fill the page whatever the typeface."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    form.space_before = form.space_after = Pt(0)


def _aligned(paragraph: Paragraph, alignment: WD_ALIGN_PARAGRAPH) -> Paragraph:
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _run(paragraph: Paragraph, text: str, face: str, size: float, colour: RGBColor = BLACK) -> Run:
    run = paragraph.add_run("\t".join(map(clean, text.split("\t"))))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), False, colour
    run.font.name = "Times New Roman" if face == FANGSONG else face
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return run


def _page_number(paragraph: Paragraph, alignment: WD_ALIGN_PARAGRAPH) -> None:
    _aligned(paragraph, alignment)
    indent = Pt(SIZE_4)
    form = paragraph.paragraph_format
    form.right_indent, form.left_indent = (indent, None) if alignment == WD_ALIGN_PARAGRAPH.RIGHT else (None, indent)
    _run(paragraph, "— ", "宋体", SIZE_4)
    field = _run(paragraph, "", "宋体", SIZE_4)._element
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        field.append(part)
    _run(paragraph, " —", "宋体", SIZE_4)


def _rule_below(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "C00000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _repeat(row: object) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)  # type: ignore[attr-defined]


def _settled(content: bytes) -> bytes:
    """The archive with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
