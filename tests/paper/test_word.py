"""The Word file: the same words as the PDF, in the office's own layout."""

import io
import time
import zipfile

import pytest
from docx import Document
from docx.shared import Mm, Pt

from paper.charts import HIDDEN, Bars
from paper.manuscript import (
    Colophon,
    Column,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Manuscript,
    Masthead,
    NewPage,
    Paragraph,
    Table,
    Title,
)
from paper.word import docx

FULL = Manuscript(
    "月报",
    (
        Title("情况报告"),
        KeyFigures((KeyFigure("登记", "65件", "环比 +1"),)),
        Heading(1, "一、总体情况"),
        Paragraph("李𬱖反映。\n第二段。"),
        Figure(Bars("图", ("甲", "乙"), (12.0, HIDDEN), unit="件"), "图1　分布", note="注：一。"),
        NewPage(landscape=True),
        Table("表1", (Column("编号"), Column("内容")), (("XF1", "某事"),)),
        NewPage(),
        Heading(2, "（一）小结"),
    ),
    masthead=Masthead("职工诉求与信访工作月报", "第10期", "某工会", "2026年10月31日"),
    marking="内部资料",
    colophon=Colophon(("报：公司领导。",), "某工会", "2026年11月2日印发"),
    mark="演示数据",
)


@pytest.fixture(scope="module")
def opened():
    """The file as Word would open it."""
    return Document(io.BytesIO(docx(FULL)))


def test_every_word_of_the_manuscript_is_there(opened):
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(each.text for each in opened.paragraphs), *cells])
    for words in (
        "情况报告",
        "65件",
        "一、总体情况",
        "李𬱖反映。",
        "第二段。",
        "图1　分布",
        "XF1",
        "报：公司领导。",
        "第10期",
    ):
        assert words in text


def test_a_hidden_figure_is_marked_and_not_written(opened):
    chart = next(table for table in opened.tables if table.rows[1].cells[0].text == "甲")
    assert [row.cells[1].text for row in chart.rows] == ["件", "12", "＊"]


def test_the_page_is_that_of_the_standard(opened):
    section = opened.sections[0]
    # Word counts in twentieths of a point.
    twip = 635
    assert section.page_width == pytest.approx(Mm(210), abs=twip)
    assert section.page_height == pytest.approx(Mm(297), abs=twip)
    assert section.top_margin == pytest.approx(Mm(37), abs=twip)
    assert section.page_width - section.left_margin - section.right_margin == pytest.approx(Mm(156), abs=2 * twip)


def test_tables_on_a_turned_page_and_text_upright_again(opened):
    assert [section.page_width > section.page_height for section in opened.sections] == [False, True, False]


def test_body_lines_are_fixed_at_the_standard_s_pitch(opened):
    body = next(each for each in opened.paragraphs if each.text == "李𬱖反映。")
    assert body.paragraph_format.line_spacing == pytest.approx(Pt(28.95), abs=7000)
    assert body.paragraph_format.first_line_indent == Pt(32)


def test_headings_are_headings_so_that_word_can_list_them(opened):
    assert [each.style.name for each in opened.paragraphs if each.text.startswith("一、")] == ["Heading 1"]


def test_the_mark_of_a_demonstration_is_in_the_head_of_every_page(opened):
    section = opened.sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "演示数据"


def test_the_same_manuscript_is_the_same_file():
    assert docx(FULL) == docx(FULL)


def test_control_characters_do_not_break_the_file():
    Document(
        io.BytesIO(
            docx(
                Manuscript("月\x00报", (Paragraph("一\x0b二\x1f三"), Paragraph("表\t格\x0b二\ufffe"), Title("\ud800x")))
            )
        )
    )


def test_a_thousand_rows_are_written_in_seconds_and_each_is_there():
    rows = tuple((f"XF202610{number:04d}", "申诉求决", " 首尾空格 ") for number in range(1000))
    start = time.process_time()
    made = docx(Manuscript("台账", (Table("台账", (Column("编号"), Column("类别"), Column("备注")), rows),)))
    assert time.process_time() - start < 3
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert all(row[0] in text for row in rows)
