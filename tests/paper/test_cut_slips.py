"""Slips on A4: every code readable and copyable, units never mixed on a page, thousands in seconds."""

from __future__ import annotations

import pypdfium2
import pytest

from paper.cut_slips import CutSlip, SlipWords, cut_out_pdf, folded_pdf

WORDS = SlipWords(
    "2026年第四季度员工幸福指数与归属感调查（全体职工，含劳务派遣）",
    "手机扫码，或打开网址输 12 位码：",
    "gonghui.daishan.example/c",
    "一码一份，截止前有效。",
    "纸质答题码 · 请本人拆开",
    "沿中线对折。",
)
LONG = (
    "综采一队、检修班、通风区（含瓦斯检查、防突、测风测尘各班组）、地测防治水科、机电运输部副立井提升班组及下属外委单位"
)


def slips(number: int, unit: str = "一车间") -> list[CutSlip]:
    return [
        CutSlip(unit, f"K7QM-2X9D-{each:04}", f"https://gonghui.daishan.example/c#K7QM2X9D{each:04}")
        for each in range(number)
    ]


def _pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize(("draw", "to_a_page"), [(cut_out_pdf, 10), (folded_pdf, 3)])
def test_every_code_stands_once_and_a_page_never_mixes_units(draw: object, to_a_page: int) -> None:
    pages = _pages(draw([*slips(to_a_page + 1), *slips(2, "𬱖家沟采区")], WORDS, publisher="工会", mark="演示数据"))  # type: ignore[operator]
    assert [page.count("K7QM-2X9D-") for page in pages] == [to_a_page, 1, 2]
    assert ["一车间" in page for page in pages] == [True, True, False]
    assert "𬱖家沟采区" in pages[2]
    assert all("演示数据" in page for page in pages)


@pytest.mark.parametrize("draw", [cut_out_pdf, folded_pdf])
def test_a_long_unit_name_is_printed_whole(draw: object) -> None:
    (page,) = _pages(draw(slips(1, LONG), WORDS))  # type: ignore[operator]
    assert LONG in page.replace("\r\n", "").replace("\n", "")


def test_the_same_slips_print_the_same_bytes() -> None:
    assert cut_out_pdf(slips(12), WORDS) == cut_out_pdf(slips(12), WORDS)
