"""The summary for the notice board says what the Release says, on few pages, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from flask import Flask

from paper.document import pdf, print_out
from paper.manuscript import Figure, Heading, Manuscript, Paragraph
from surveys.counting.release import Release
from surveys.results import summary
from tests.surveys.results.test_charts import released
from tests.surveys.results.test_tidy import accounted, full, with_comments


@pytest.fixture(autouse=True)
def chinese(app: Flask) -> Iterator[None]:
    """The language of every paper."""
    with app.test_request_context():
        yield


def _paper(release: Release, *, published_on: date | None = date(2026, 11, 24), demo: bool = False) -> Manuscript:
    return summary.manuscript(release, publisher="岱山能源集团工会", published_on=published_on, demo=demo)


def _text(manuscript: Manuscript) -> str:
    document = pypdfium2.PdfDocument(pdf(manuscript))
    return "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")


def test_it_fits_two_to_six_pages_and_prints_the_same_bytes() -> None:
    first, second = print_out(_paper(full())), print_out(_paper(full()))
    assert 2 <= first.pages <= 6
    assert first.content == second.content


def test_figures_method_and_digest_are_those_of_the_release() -> None:
    release = with_comments()
    text = _text(_paper(release))
    assert f"{release.index.value:.1f}" in text
    assert release.digest in text
    assert "内部" not in text.split("方法与核对")[0]
    assert "一车间" in text


def test_a_hidden_unit_is_named_and_has_no_row() -> None:
    paper = _paper(with_comments())
    heat = next(block.chart for block in paper.blocks if isinstance(block, Figure) and "单位" in block.caption)
    assert not any("三车间" in row for row in heat.rows)  # type: ignore[union-attr]
    assert any(isinstance(block, Paragraph) and "三车间" in block.text for block in paper.blocks)


def test_texts_are_quoted_masked_and_in_company() -> None:
    text = _text(_paper(with_comments()))
    assert "夜班没有热饭，等于白跑一趟" in text
    assert "坚持什么" in text
    headings = [block.text for block in _paper(released(unit_1=30)).blocks if isinstance(block, Heading)]
    assert not any("大家写的话" in heading for heading in headings)


def test_before_publishing_and_in_a_demonstration_every_page_says_so() -> None:
    assert "尚未公布" in _text(_paper(with_comments(), published_on=None))
    document = pypdfium2.PdfDocument(pdf(_paper(with_comments(), demo=True)))
    assert all("演示数据" in page.get_textpage().get_text_bounded() for page in document)


def test_a_survey_of_four_and_one_of_many_units_are_papers_too() -> None:
    assert print_out(_paper(released(unit_1=4))).pages >= 1
    release = with_comments()
    many = [replace(release.groups[1], id=number, name=f"第{number}工区", depth=1) for number in range(10, 60)]
    wide = _paper(replace(release, groups=(release.groups[0], *many)))
    heat = next(block.chart for block in wide.blocks if isinstance(block, Figure) and "单位" in block.caption)
    assert len(heat.rows) == summary.MOST_UNITS  # type: ignore[union-attr]


def test_comparison_groups_and_drivers_have_their_parts_when_there_are_any() -> None:
    headings = "".join(block.text for block in _paper(full()).blocks if isinstance(block, Heading))
    assert all(part in headings for part in ("和上次相比", "各群体情况", "最带动总体感受"))
    text = _text(_paper(full()))
    assert "六十岁以上" in text
    assert "52.5" in text
    bare = replace(with_comments(), drivers=None)
    plain = "".join(block.text for block in _paper(bare).blocks if isinstance(block, Heading))
    assert not any(part in plain for part in ("和上次相比", "各群体情况", "最带动总体感受"))


def test_what_was_handed_out_and_used_stands_on_paper() -> None:
    text = _text(_paper(accounted()))
    for words in ("发出和用掉的", "答题码的去向", "并入上级", "未核销", "受邀70人，领券61张，用券答卷53份", "90–99%"):
        assert words in text
    assert "发出和用掉的" not in _text(_paper(full()))
