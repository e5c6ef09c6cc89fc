"""The report as a document: parts that have something to say, pages a leader can read, and nothing that points at one."""

import re
import time
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from paper.document import pdf, print_out
from paper.manuscript import Figure, Heading, Table
from reports.counts import Count
from reports.manuscript.document import DEMO_MARK, Issue, issue_line, manuscript, parts, title
from reports.statement import Comments, KeyCase

ISSUE = Issue(10, 34, date(2026, 11, 2))
WORDS = Comments((("problems", "一是催办不够。\n二是解释不够。"), ("next_steps", "逐件督办。")))


def text_of(content):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def squeezed(text):
    return "".join(text.split())


def test_a_full_month_has_twelve_pages_and_six_charts(statement):
    made = manuscript(statement(), WORDS, ISSUE)
    assert print_out(made).pages >= 12
    assert sum(isinstance(block, Figure) for block in made.blocks) >= 6


def test_it_is_printed_in_less_than_a_second_once_warm(statement):
    made = manuscript(statement(), WORDS, ISSUE)
    pdf(made)
    start = time.process_time()
    pdf(made)
    assert time.process_time() - start < 1


def test_parts_are_numbered_without_a_gap_and_absent_when_there_is_nothing(statement, petitions):
    bare = statement(petitions=petitions(), surveys=())
    keys = [part.key for part in parts(bare, Comments())]
    assert keys == ["overview", "topics", "handling", "in_place"]
    headings = [
        block.text for block in manuscript(bare, WORDS, ISSUE).blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert headings[:6] == [
        "一、总体情况",
        "二、诉求分类与热点",
        "三、办理情况",
        "四、“三个到位”落实情况",
        "五、存在问题与建议",
        "六、下步打算",
    ]


def test_an_empty_month_still_makes_a_document(statement, petitions):
    nothing = statement(petitions=None, surveys=())
    assert "本月没有可统计的诉求数据" in squeezed(text_of(pdf(manuscript(nothing, Comments(), None))))
    quiet = petitions(registered=Count(0, 0, 0), ledger=(), late=(), ratings=(), trend=(), duties=())
    assert "本月没有登记职工诉求" in squeezed(text_of(pdf(manuscript(statement(petitions=quiet), Comments(), ISSUE))))


def test_an_issue_carries_its_number_and_a_draft_says_how_far_it_counts(statement):
    assert issue_line(statement(), ISSUE) == "第10期（总第34期）"
    assert issue_line(statement(counted_to="2026-10-12"), None) == "（草稿　截至2026年10月12日）"


def test_the_officer_s_words_stand_at_the_end_of_their_part(statement):
    comments = Comments((("overview", "总体平稳。"),), (KeyCase("XF202609-4TQ9", "办理中", "倒班津贴标准不一"),))
    text = squeezed(text_of(pdf(manuscript(statement(), comments, ISSUE))))
    assert text.index("总体平稳。") < text.index("从诉求性质看")
    assert "1.XF202609-4TQ9（办理中）：倒班津贴标准不一。" in text


def test_a_demonstration_is_marked_on_every_page(statement):
    document = pypdfium2.PdfDocument(pdf(manuscript(statement(demo=True), WORDS, ISSUE)))
    assert all(DEMO_MARK in page.get_textpage().get_text_range() for page in document)
    plain = pypdfium2.PdfDocument(pdf(manuscript(statement(), WORDS, ISSUE)))
    assert all(DEMO_MARK not in page.get_textpage().get_text_range() for page in plain)


def test_every_formula_is_printed(statement):
    text = squeezed(text_of(pdf(manuscript(statement(), WORDS, ISSUE))))
    for rate in statement().petitions.rates:
        assert squeezed(rate.formula) in text
    for words in ("人次", "平均办结用时", "到位率", "同比、环比", "不予列示"):
        assert words in text[text.index("指标口径说明") :]


def test_the_digest_of_all_histories_is_printed_once_issued(statement):
    issued = statement(chain="0f" * 16)
    assert f"办理记录校验码：{'0f' * 16}" in squeezed(text_of(pdf(manuscript(issued, WORDS, ISSUE))))
    assert "校验码" not in text_of(pdf(manuscript(statement(), WORDS, ISSUE)))


def test_every_ledger_line_is_printed_and_cases_kept_out_are_only_counted(statement):
    text = squeezed(text_of(pdf(manuscript(statement(), WORDS, ISSUE))))
    assert all(line.number in text for line in statement().petitions.ledger)
    assert "另有2件依规不列示" in text


def test_a_hidden_figure_is_drawn_without_its_value(statement):
    blocks = manuscript(statement(), WORDS, ISSUE).blocks
    heat = next(block.chart for block in blocks if isinstance(block, Figure) and hasattr(block.chart, "rows"))
    assert {repr(value) for value in heat.values[2]} == {"HIDDEN"}


@pytest.mark.parametrize("name", ["长" * 60, "李𬱖䶮㛃镕喆", "<b>&amp;</b>", "😀"])
def test_names_of_any_kind_do_not_break_the_layout(statement, name):
    odd = statement(publisher=name, report_title=name, recipients=(f"报：{name}。",))
    assert print_out(manuscript(odd, WORDS, ISSUE)).pages >= 12


def test_the_same_month_is_the_same_file(statement):
    assert pdf(manuscript(statement(), WORDS, ISSUE)) == pdf(manuscript(statement(), WORDS, ISSUE))


def test_tables_have_as_many_cells_as_columns(statement):
    for block in manuscript(statement(), WORDS, ISSUE).blocks:
        if isinstance(block, Table):
            assert all(len(row) == len(block.columns) for row in block.rows)


def test_five_hundred_rows_in_the_appendix_are_all_printed_in_seconds_under_a_head_on_each_page(statement, petitions):
    base = petitions().ledger
    ledger = tuple(replace(base[number % 62], number=f"XQ{number:06d}") for number in range(500))
    made = manuscript(statement(petitions=petitions(ledger=ledger)), WORDS, ISSUE)
    start = time.process_time()
    content = pdf(made)
    assert time.process_time() - start < 5
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content)]
    found = [number for page in pages for number in re.findall(r"XQ\d{6}", page)]
    assert sorted(found) == [line.number for line in ledger]
    assert all("内容分类" in page for page in pages if re.search(r"XQ\d{6}", page))


def test_a_quarter_and_a_year_carry_their_own_name_and_issue_line(statement):
    year = statement(period="2026", report_title="职工诉求与信访工作年报")
    assert issue_line(year, Issue(1, 3, date(2027, 1, 5))) == "2026年度（总第3期）"
    assert title(year) == "2026年度职工诉求办理情况报告"
    assert title(statement(period="2026-Q3")) == "2026年第三季度职工诉求办理情况报告"
    text = squeezed(text_of(pdf(manuscript(year, WORDS, Issue(1, 3, date(2027, 1, 5))))))
    assert "本月" not in text.replace("本月办结", "")


def test_contents_and_bookmarks_lead_to_every_part_and_appendix(statement):
    made = manuscript(statement(), WORDS, ISSUE)
    document = pypdfium2.PdfDocument(pdf(made))
    marks = {each.get_title(): each.get_dest().get_index() + 1 for each in document.get_toc() if each.level == 0}
    headings = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert list(marks) == headings
    listed = squeezed(document[0].get_textpage().get_text_range())
    for heading, page in marks.items():
        assert squeezed(f"{heading}{page}") in listed
        assert squeezed(heading) in squeezed(document[page - 1].get_textpage().get_text_range())


def test_the_last_page_is_upright_and_ends_with_the_colophon(statement):
    document = pypdfium2.PdfDocument(pdf(manuscript(statement(), WORDS, ISSUE)))
    sizes = [page.get_size() for page in document]
    assert sizes[-1][0] < sizes[-1][1]
    assert any(width > height for width, height in sizes)
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert "印发" in last
    assert "指标" in last
    assert "共印" not in last


def test_the_colophon_tells_the_copies_that_were_set(statement):
    assert manuscript(statement(), WORDS, ISSUE).colophon.copies == ""
    assert manuscript(statement(copies=30), WORDS, ISSUE).colophon.copies == "（共印30份）"
