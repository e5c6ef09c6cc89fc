"""Sheets handed over in person: a page each, every word on it, never cut off."""

import pypdfium2
import pytest

from paper.slips import Boxes, Code, Facts, Lines, Sheet, TooMuchForOnePage, Words, sheet_pdf

WORDS = tuple(f"word{number}" for number in range(33))


def sheet(title="恢复单"):
    parts = (
        Lines(("任意两份可以恢复。",)),
        Lines(("妥善保管",), strong=True),
        Facts((("保管人", "李𬱖"),)),
        Words(WORDS),
        Code("secret words", "扫码"),
        Boxes(("签字：", "日期：")),
    )
    return Sheet(title, parts, foot="第1份")


def test_every_word_and_fact_can_be_read_and_copied_back():
    document = pypdfium2.PdfDocument(sheet_pdf([sheet()], publisher="某工会", mark="演示数据"))
    text = document[0].get_textpage().get_text_range()
    for expected in (*WORDS, "李𬱖", "恢复单", "某工会", "演示数据", "第1份", "妥善保管"):
        assert expected in text


def test_each_sheet_is_a_page_of_its_own():
    assert len(pypdfium2.PdfDocument(sheet_pdf([sheet(), sheet(), sheet()]))) == 3


def test_a_sheet_that_would_be_cut_off_is_refused():
    with pytest.raises(TooMuchForOnePage):
        sheet_pdf([Sheet("长", (Lines(("很长的话" * 800,)),))])
