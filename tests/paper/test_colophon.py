"""版记 holds whatever an office is called: long lists run over under their first word, and nothing meets the date."""

from dataclasses import replace

import pypdfium2
import pytest

from paper import colophon, style
from paper.document import pdf
from paper.manuscript import Colophon, Manuscript, Paragraph

MM = 72 / 25.4
LONG = "岱山能源集团有限责任公司西北分公司第三综合机械化采煤工区机电运输检修保障一车间夜班甲组检修班（含劳务派遣与外委承包人员）工会委员会"
SHORT = Colophon(("报：公司领导。", "送：各部门。"), "某某公司工会", "2026年11月2日印发")
FULL = Colophon((f"报：{LONG}，{LONG}。", "公司领导"), LONG, "2026年11月2日印发")


@pytest.fixture(scope="module")
def page():
    """The only page of a document with long names in its colophon."""
    document = pypdfium2.PdfDocument(pdf(Manuscript("月报", (Paragraph("本月无事。"),), colophon=FULL)))
    assert len(document) == 1
    return document[0].get_textpage()


def boxes(page, text):
    """Where each line of a text stands: left, bottom, right, top."""
    found = page.search(text)
    place = found.get_next()
    assert place is not None, text
    return [page.get_rect(number) for number in range(page.count_rects(*place))]


def test_it_is_as_high_as_its_lines():
    assert colophon.height(SHORT) == 3 * style.COLOPHON.pitch + 4
    assert colophon.height(FULL) > 5 * style.COLOPHON.pitch


def test_the_copies_stand_in_a_line_of_their_own_under_the_date_or_not_at_all():
    full = replace(SHORT, copies="（共印30份）")
    assert colophon.height(full) == colophon.height(SHORT) + style.COLOPHON.pitch
    page = pypdfium2.PdfDocument(pdf(Manuscript("月报", (Paragraph("本月无事。"),), colophon=full)))[0].get_textpage()
    (copies,), (day,) = boxes(page, "（共印30份）"), boxes(page, full.day)
    assert copies[3] < day[1]
    assert copies[0] > day[0]


def test_nothing_runs_over_the_edge_of_the_type_area(page):
    right = max(page.get_charbox(number)[2] for number in range(page.count_chars()))
    assert right <= (28 + 156) * MM + 0.5


def test_what_runs_over_begins_under_the_first_word_after_the_colon(page):
    head = boxes(page, "报：")[0]
    lefts = [box[0] for box in boxes(page, LONG)]
    assert len(lefts) > 1
    assert all(left >= head[0] + 14 for left in lefts)


def test_a_long_name_of_the_printer_is_cut_before_the_date(page):
    text = page.get_text_range()
    assert "…" in text
    (day,) = boxes(page, "2026年11月2日印发")
    dots = [page.get_charbox(number) for number in range(page.count_chars()) if page.get_text_range(number, 1) == "…"]
    assert max(box[2] for box in dots) < day[0]
