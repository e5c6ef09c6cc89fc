"""Office forms and letters: one grid, nothing clipped over pages, and no signature alone on a page."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper.document import pdf
from paper.forms import fields
from paper.manuscript import Addressee, Field, Fields, Manuscript, Paragraph, Reference, Signature, Title
from paper.style import PORTRAIT
from paper.word import docx

LONG = "夜班津贴三个月没有发，问过队里，也问过劳资科。" * 120


def pages(*blocks: object) -> list[str]:
    content = pdf(Manuscript(title="登记表", blocks=tuple(blocks)))  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]


def test_a_long_value_runs_over_pages_and_loses_nothing() -> None:
    found = pages(Fields(((Field("反映内容", LONG),), (Field("经办人", "孙磊"), Field("日期", "2026年11月25日")))))
    assert len(found) > 1
    assert "".join(found).count("贴") == 120
    assert "2026年11月25日" in found[-1]


def test_the_label_stands_on_each_page_its_value_reaches() -> None:
    first, second, *_ = pages(Fields(((Field("反映内容", LONG),),)))
    assert "反映内容" in first
    assert "反映内容" in second


def test_an_empty_space_leaves_room_to_write() -> None:
    plain, tall = (
        fields(Fields(((Field("批示", ""),),), tall=rows), PORTRAIT) for rows in (frozenset(), frozenset({0}))
    )
    assert tall.rows[0].height > 2 * plain.rows[0].height


@settings(max_examples=12, deadline=None)
@given(st.integers(min_value=1, max_value=60))
def test_a_signature_never_stands_alone(lines: int) -> None:
    text = "关于夜班津贴的情况已经核实，现将意见告诉您，请您看过。" * lines
    found = pages(
        Title("答复书"), Addressee("信访人："), Paragraph(text), Signature("岱山能源集团工会", "2026年11月25日")
    )
    last = found[-1]
    assert "岱山能源集团工会" in last
    assert "请您看过" in last


@pytest.mark.parametrize("name", ["工会", "岱山能源集团有限公司新能源与综合利用事业部工会委员会信访接待办公室"])
def test_a_long_name_stays_inside_the_type_area(name: str) -> None:
    content = pdf(Manuscript(title="函", blocks=(Paragraph("见上。"), Signature(name, "2026年11月25日"))))
    text_page = pypdfium2.PdfDocument(content)[0].get_textpage()
    boxes = [text_page.get_charbox(place) for place in range(text_page.count_chars())]
    assert min(left for left, _bottom, right, _top in boxes if right > left) >= PORTRAIT.x - 1
    assert max(right for _left, _bottom, right, _top in boxes) <= PORTRAIT.x + PORTRAIT.width + 1


def test_word_gets_the_same_words() -> None:
    blocks = (
        Title("登记表"),
        Reference("（XF202611T749-登）"),
        Fields(((Field("渠道", "网上"), Field("人数", "3 人")), (Field("反映内容", "津贴"),)), tall=frozenset({1})),
        Addressee("信访人："),
        Paragraph("见上。"),
        Signature("工会", "2026年11月25日"),
    )
    content = docx(Manuscript(title="登记表", blocks=blocks))
    assert content.startswith(b"PK")
    assert content == docx(Manuscript(title="登记表", blocks=blocks))
