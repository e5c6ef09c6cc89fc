"""The office layout, measured on the finished PDF: type area, grid, masthead, numbers, tables, colophon."""

import ctypes
import io
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper import style
from paper.charts import Bars, Series, Trend
from paper.document import compose, pdf
from paper.manuscript import (
    Colophon,
    Column,
    Contents,
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
from paper.typesetting import NO_END, NO_START

MM = 72 / 25.4
PROSE = (
    "本月，各受理机构共登记职工诉求65件，同比上升12.5%；其中“薪酬待遇”类23件（占35.4%），编号XF202610-7K2M等已逾期。"
)
MASTHEAD = Masthead("职工诉求与信访工作月报", "第10期（总第34期）", "某某公司工会委员会", "2026年10月31日")
COLOPHON = Colophon(("报：公司领导。", "送：各部门。"), "某某公司工会", "2026年11月2日印发")
CHART = Bars("分布", ("甲", "乙"), (12.0, 7.0), unit="件")


def manuscript(*blocks, **parts):
    return Manuscript("月报", tuple(blocks), **parts)


def opened(*blocks, **parts):
    return pypdfium2.PdfDocument(pdf(manuscript(*blocks, **parts)))


def characters(page):
    """(character, left, bottom, right, top of its ink, baseline x, baseline y, size) of everything on a page."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text, index)
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = text.get_text_range(index, 1) if code < 0x10000 else chr(code)
        if char.strip():
            found.append((char, *text.get_charbox(index), x.value, y.value, size))
    return found


def lines_of(page, size=16.0):
    """Body lines as (baseline, text), from the top down; boxed by the type size."""
    rows = {}
    for char, _left, _bottom, _right, _top, x, y, its_size in characters(page):
        if abs(its_size - size) < 0.1:
            rows.setdefault(round(y, 1), []).append((x, char))
    return [(y, "".join(char for _, char in sorted(row))) for y, row in sorted(rows.items(), reverse=True)]


def text_of(document):
    return "".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text):
    return "".join(text.split())


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters():
    document = opened(Paragraph("职" * 28 * 60))
    lines = lines_of(document[0])
    assert len(lines) == 22
    assert {len(text) for _, text in lines[1:]} == {28}
    assert len(lines[0][1]) == 26


def test_the_pitch_is_even_and_fills_the_type_area():
    lines = lines_of(opened(Paragraph("职" * 28 * 60))[0])
    steps = [above - below for (above, _), (below, _) in pairwise(lines)]
    assert all(step == pytest.approx(28.95, abs=0.06) for step in steps)
    assert 22 * 28.95 <= 225 * MM <= 22 * 28.95 + 1.5


def test_all_text_lies_in_the_type_area_of_156_by_225_millimetres():
    document = opened(Paragraph(PROSE * 40))
    width, height = document[0].get_size()
    assert (width, height) == pytest.approx((210 * MM, 297 * MM), abs=0.5)
    body = [each for each in characters(document[0]) if abs(each[7] - 16) < 0.1]
    assert min(each[1] for each in body) >= 28 * MM - 0.5
    assert max(each[3] for each in body) <= (28 + 156) * MM + 0.5
    assert max(each[4] for each in body) <= height - 37 * MM
    assert min(each[2] for each in body) >= 35 * MM - 0.5


def test_both_edges_are_flush_and_no_line_breaks_a_rule_of_punctuation():
    document = opened(Paragraph(PROSE * 40))
    lines = lines_of(document[0])
    for (_, before), (_, after) in pairwise(lines):
        assert before[-1] not in NO_END
        assert after[0] not in NO_START
    rights = {}
    for char, _left, _bottom, right, _top, _x, y, size in characters(document[0]):
        if abs(size - 16) < 0.1:
            rights.setdefault(round(y, 1), []).append((right, char))
    for y, _text in lines[:-1]:
        right, char = max(rights[y])
        blank = 11.5 if char in "，。；：、）”" else 2.5
        assert right >= 184 * MM - blank, (char, right)


def test_the_upper_edge_of_the_red_name_is_35_millimetres_below_the_type_area():
    page = opened(Paragraph(PROSE), masthead=MASTHEAD)[0]
    name = [each for each in characters(page) if each[7] > 30]
    assert "".join(each[0] for each in name) == MASTHEAD.name
    top = max(each[4] for each in name)
    assert page.get_height() - top == pytest.approx((37 + 35) * MM, abs=1.5)
    middle = (min(each[1] for each in name) + max(each[3] for each in name)) / 2
    assert middle == pytest.approx((28 + 78) * MM, abs=2)


def test_a_red_rule_as_wide_as_the_type_area_stands_four_millimetres_under_the_issue_lines():
    page = opened(Paragraph(PROSE), masthead=MASTHEAD)[0]
    rules = [each for each in page.get_objects() if each.type == pdfium.FPDF_PAGEOBJ_PATH]
    left, bottom, right, top = rules[0].get_bounds()
    assert right - left == pytest.approx(156 * MM, abs=3.5)
    day = [each for each in characters(page) if each[0] == "日" and abs(each[7] - 16) < 0.1]
    # The character's body reaches 0.12 em below its baseline.
    assert day[0][6] - 0.12 * 16 - (top + bottom) / 2 == pytest.approx(4 * MM, abs=1.5)


def test_a_masthead_too_long_for_the_line_is_made_smaller():
    long = Masthead("某某能源集团有限责任公司职工诉求与信访工作情况月度报告", "第1期", "甲" * 40, "2026年10月31日")
    page = opened(Paragraph(PROSE), masthead=long)[0]
    everything = characters(page)
    assert max(each[3] for each in everything) <= 184 * MM + 1
    assert min(each[1] for each in everything) >= 28 * MM - 1
    assert "…" in [each[0] for each in everything]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    document = opened(Paragraph(PROSE * 60))
    for number, page in enumerate(document, start=1):
        foot = [each for each in characters(page) if each[6] < 35 * MM]
        assert "".join(each[0] for each in foot) == f"—{number}—"
        assert all(each[7] == pytest.approx(14, abs=0.01) for each in foot)
        dash_top = foot[0][4]
        assert 35 * MM - dash_top == pytest.approx(7 * MM, abs=1.5)
        if number % 2:
            assert max(each[3] for each in foot) == pytest.approx(184 * MM - 14, abs=2)
        else:
            assert min(each[1] for each in foot) == pytest.approx(28 * MM + 14, abs=2)


def test_the_colophon_stands_at_the_foot_of_the_last_page_only():
    document = opened(Paragraph(PROSE * 40), colophon=COLOPHON)
    last = document[len(document) - 1]
    for page in document:
        assert ("公司领导" in page.get_textpage().get_text_range()) is _same(page, last)
    rows = lines_of(last, 14.0)
    texts = [text for _, text in rows]
    assert "报：公司领导。" in texts
    printed = next(y for y, text in rows if "印发" in text)
    assert printed - 35 * MM < 14


def _same(page, other):
    return page.get_textpage().get_text_range() == other.get_textpage().get_text_range()


@pytest.mark.parametrize("lines", range(14, 23))
def test_a_colophon_that_does_not_fit_gets_a_page_of_its_own_and_covers_nothing(lines):
    document = opened(Paragraph("职" * (28 * lines - 2)), colophon=COLOPHON)
    last = document[len(document) - 1]
    body = [each[2] for each in characters(last) if abs(each[7] - 16) < 0.1]
    assert min(body, default=999) > 35 * MM + 3 * 24


@given(st.lists(st.sampled_from(["paragraph", "heading", "figure", "table"]), min_size=4, max_size=14))
@settings(max_examples=12, deadline=None)
def test_no_heading_stands_alone_at_the_foot_of_a_page(kinds):
    blocks = []
    for number, kind in enumerate(kinds):
        blocks.append(Heading(1, f"标题{number}"))
        if kind == "paragraph":
            blocks.append(Paragraph(PROSE * (number % 5 + 1)))
        elif kind == "heading":
            blocks += [Heading(2, "（一）小标题"), Paragraph(PROSE)]
        elif kind == "figure":
            blocks.append(Figure(CHART, "图"))
        else:
            blocks.append(Table("表", (Column("甲"),), tuple((f"第{row}行",) for row in range(30))))
    for page in opened(*blocks):
        body = sorted((each for each in characters(page) if each[6] > 35 * MM), key=lambda each: each[6])
        lowest = "".join(each[0] for each in body if abs(each[6] - body[0][6]) < 0.5)
        assert "标题" not in lowest


def test_a_long_table_repeats_its_head_on_each_page_and_loses_no_row():
    columns = (Column("编号"), Column("内容"))
    rows = tuple((f"XF{number:04d}", PROSE) for number in range(120))
    document = opened(Table("台账", columns, rows, continued="（续）", note="注：完。"))
    assert len(document) > 3
    text = [squeezed(page.get_textpage().get_text_range()) for page in document]
    assert all("编号" in page and "内容" in page for page in text)
    assert all("（续）台账" in page for page in text[1:])
    found = Counter(number for number in range(120) for page in text if f"XF{number:04d}" in page)
    assert found == Counter(range(120))
    assert squeezed("".join(text)).count("注：完。") == 1


def test_a_row_taller_than_a_page_is_divided_and_nothing_is_clipped():
    document = opened(Table("长", (Column("甲"), Column("乙")), (("一", "诉求" * 3000), ("二", "末行"))))
    text = squeezed(text_of(document))
    assert text.count("诉求") == 3000
    assert "末行" in text
    for page in document:
        ink = [each for each in characters(page) if each[6] > 35 * MM]
        assert min(each[2] for each in ink) >= 35 * MM - 1


def test_a_very_wide_table_stays_inside_the_turned_page():
    columns = tuple(Column(f"栏目{number}") for number in range(16))
    rows = tuple(tuple("XF202610-7K2M 某某集团生产一车间" for _ in columns) for _ in range(3))
    document = opened(NewPage(landscape=True), Table("宽", columns, rows, small=True))
    page = document[0]
    assert page.get_size() == pytest.approx((297 * MM, 210 * MM), abs=0.5)
    everything = characters(page)
    assert max(each[3] for each in everything) <= page.get_width() - 37 * MM + 1
    assert min(each[1] for each in everything) >= 35 * MM - 1


def test_contents_name_the_page_of_every_first_level_heading():
    blocks = [Title("报告"), Contents("本期要目")]
    for number in range(5):
        blocks += [Heading(1, f"第{number}部分情况"), Paragraph(PROSE * 12)]
    document = opened(*blocks, masthead=MASTHEAD)
    listed = squeezed(document[0].get_textpage().get_text_range())
    for number in range(5):
        page = next(
            place
            for place, each in enumerate(document, start=1)
            if any(f"第{number}部分情况" in text for _, text in lines_of(each))
        )
        assert f"第{number}部分情况{page}" in listed


def test_bookmarks_follow_the_headings_and_the_language_is_chinese():
    data = pdf(manuscript(Heading(1, "一、总体"), Paragraph(PROSE), Heading(2, "（一）分类"), Paragraph(PROSE)))
    outline = [(each.level, each.get_title()) for each in pypdfium2.PdfDocument(data).get_toc()]
    assert outline == [(0, "一、总体"), (1, "（一）分类")]
    with pikepdf.open(io.BytesIO(data)) as file:
        assert str(file.Root.Lang) == "zh-CN"
        assert str(file.docinfo["/Title"]) == "月报"


def test_every_font_is_an_embedded_subset_and_none_is_helvetica():
    trend = Trend("率", ("1月", "2月"), (Series("满意率", (80.0, 90.0)),), unit="%")
    data = pdf(
        manuscript(
            Title("报告"),
            KeyFigures((KeyFigure("登记", "65件", "环比 +1"),)),
            Heading(1, "一、情况"),
            Heading(2, "（一）分类"),
            Paragraph("李𬱖镕喆" + PROSE),
            Figure(trend, "图1"),
            Table("表1", (Column("甲"),), (("乙",),)),
            masthead=MASTHEAD,
            colophon=COLOPHON,
            marking="内部资料",
            mark="演示数据",
        )
    )
    seen = set()
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            for font in page.Resources.Font.values():
                seen.add(str(font.BaseFont))
                assert "/FontFile2" in font.FontDescriptor, font.BaseFont
                assert "/ToUnicode" in font
        assert not any("/XObject" in page.Resources and page.Resources.XObject for page in file.pages)
    assert all("+" in name for name in seen)
    assert not any("Helvetica" in name for name in seen)


def test_rare_names_are_printed_and_can_be_searched_and_copied():
    text = text_of(opened(Paragraph("李𬱖、赵䶮、钱㛃、张镕、王喆。")))
    assert squeezed(text).startswith("李𬱖、赵䶮、钱㛃、张镕、王喆。")


def test_the_same_manuscript_gives_the_same_bytes_in_another_process():
    source = (
        "import hashlib, sys; sys.path.insert(0, '.');"
        "from paper.document import pdf; from paper.manuscript import *;"
        "print(hashlib.sha256(pdf(Manuscript('月报', (Heading(1, '一、情况'), Paragraph('职工诉求𬱖' * 99))))).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(digests) == 1


@given(st.text(max_size=400))
@settings(max_examples=20, deadline=None)
def test_whatever_somebody_wrote_can_be_printed(text):
    pdf(
        manuscript(
            Title(text),
            Heading(1, text),
            Paragraph(text),
            Table(text, (Column(text), Column("乙")), ((text, "丙"),), note=text),
            masthead=Masthead(text, text, text, text),
        )
    )


def test_the_mark_of_a_demonstration_stands_on_every_page():
    for page in opened(Paragraph(PROSE * 40), mark="演示数据"):
        assert "演示数据" in page.get_textpage().get_text_range()


def test_text_after_a_table_or_chart_stands_on_the_grid_again():
    page = opened(Table("表", (Column("甲"),), (("乙",),)), Paragraph(PROSE), Figure(CHART, "图"), Paragraph(PROSE))[0]
    top = page.get_height() - style.TOP
    first = top - (28.95 - 16) / 2 - 0.88 * 16
    for y, _ in lines_of(page):
        lines = (first - y) / 28.95
        assert lines == pytest.approx(round(lines), abs=0.01)


def test_a_long_list_of_contents_stands_in_two_columns_so_that_the_report_begins_on_its_first_page():
    blocks = [Title("报告"), Contents("本期要目")]
    for number in range(14):
        blocks += [Heading(1, f"第{number}部分情况"), Paragraph(PROSE)]
    document = opened(*blocks, masthead=MASTHEAD)
    first = characters(document[0])
    left = {round(each[1]) for each in first if each[0] == "第" and each[7] == pytest.approx(12.5, abs=0.1)}
    assert len(left) == 2
    assert any("第0部分情况" in text for _, text in lines_of(document[0]))


def test_the_rules_of_the_colophon_are_as_wide_as_the_type_area_and_the_last_lies_on_its_lower_edge():
    document = opened(Paragraph(PROSE), colophon=COLOPHON)
    page = document[len(document) - 1]
    rules = []
    for each in page.get_objects():
        if each.type == pdfium.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = each.get_bounds()
            weight = ctypes.c_float()
            pdfium.FPDFPageObj_GetStrokeWidth(each, weight)
            rules.append(((bottom + top) / 2, right - left, weight.value))
    rules.sort()
    assert [round(weight / MM, 2) for _, _, weight in rules] == [0.35, 0.25, 0.25, 0.35]
    assert all(width == pytest.approx(156 * MM, abs=2) for _, width, _ in rules)
    assert rules[0][0] == pytest.approx(35 * MM, abs=0.6)


def test_page_numbers_of_turned_pages_stand_at_the_same_ends():
    rows = tuple((f"XF{number:04d}", "甲") for number in range(90))
    document = opened(NewPage(landscape=True), Table("台账", (Column("编号"), Column("内容")), rows, small=True))
    for number, page in enumerate(document, start=1):
        foot = [each for each in characters(page) if each[7] == pytest.approx(14, abs=0.01)]
        assert "".join(each[0] for each in foot) == f"—{number}—"
        middle = page.get_width() / 2
        assert (foot[0][1] > middle) is bool(number % 2)


def test_a_name_of_sixty_characters_wraps_in_its_cell_and_is_whole():
    name = "某某能源集团有限责任公司第二矿业分公司综合机械化采煤工程队检修班组联合党支部委员会工会分会女职工工作委员会帮扶小组甲乙丙丁"
    document = opened(Table("表", (Column("单位"), Column("件数", "end")), ((name, "12"),)))
    assert name in squeezed(text_of(document))
    assert max(each[3] for each in characters(document[0])) <= 184 * MM + 1


def test_text_flows_up_before_a_chart_that_has_no_room_and_never_past_a_heading():
    lines = "字" * (28 * 19 - 2)
    chart = Figure(Bars("标题", ("甲", "乙", "丙", "丁"), (1.0, 2.0, 3.0, 4.0)), "图1　标题")

    def pages(*after):
        found = compose(Manuscript("题", (Paragraph(lines), chart, *after)), {})
        return [len(page.pieces) for page in found], round(found[0].room / style.PITCH)

    # Three lines are left under nineteen: a paragraph of two stands there, one of nine is divided before and after the chart.
    assert pages(Paragraph("字" * 40)) == ([2, 1], 1)
    assert pages(Paragraph("字" * (28 * 9 - 2))) == ([2, 2], 0)
    assert pages(Heading(1, "二、别的"), Paragraph("字" * 40)) == ([1, 3], 3)
    bare = Table("", (Column("甲"),), tuple((str(number),) for number in range(8)))
    assert len(compose(Manuscript("题", (Paragraph(lines), bare, Paragraph("字" * 40))), {})[0].pieces) == 1
