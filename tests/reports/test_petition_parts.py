"""The parts of a report that come from petitions: what each kind of period compares with, and nothing where there is nothing."""

import pytest

from paper.manuscript import Figure, KeyFigures, Paragraph, Table
from reports import petition_parts
from reports.numbering import Numbering
from reports.statement import Comments, Count, KeyCase


def blocks(build, statement, kind, comments=None):
    return [each for each in build(statement, comments or Comments(), Numbering()) if isinstance(each, kind)]


@pytest.mark.parametrize(
    ("period", "heads"),
    [
        ("2026-10", ["本月（件）", "占比", "上月（件）", "环比", "上年同月（件）", "同比"]),
        ("2026-Q3", ["本季度（件）", "占比", "上季度（件）", "环比", "上年同期（件）", "同比"]),
        ("2026", ["本年（件）", "占比", "上年（件）", "同比"]),
    ],
)
def test_each_kind_of_period_is_compared_in_its_own_words(statement, period, heads):
    made = statement(period=period)
    (table,) = blocks(petition_parts.topics, made, Table)
    assert [column.title for column in table.columns[1:]] == heads
    assert all(len(row) == len(table.columns) for row in table.rows)
    rates = blocks(petition_parts.handling, made, Table)[0]
    assert all(len(row) == len(rates.columns) for row in rates.rows)
    (panel,) = blocks(petition_parts.overview, made, KeyFigures)
    assert ("同比 +24.0%" in panel.figures[0].change) is (period != "2026")


def test_a_period_without_data_says_so_and_draws_nothing(statement):
    nothing = statement(period="2026-Q3", petitions=None)
    assert blocks(petition_parts.overview, nothing, Paragraph) == [Paragraph("本季度没有可统计的诉求数据。")]
    for build in (petition_parts.topics, petition_parts.handling, petition_parts.in_place):
        assert [*build(nothing, Comments(), Numbering())] == []


def test_a_single_month_of_records_draws_no_line(statement, petitions):
    first = petitions(trend=petitions().trend[-1:], registered=Count(62))
    titles = [each.chart.title for each in blocks(petition_parts.overview, statement(petitions=first), Figure)]
    assert titles == ["诉求反映渠道"]


def test_key_cases_stand_by_number(statement):
    comments = Comments((), (KeyCase("XF202609-4TQ9", "办理中", "倒班津贴标准不一"),))
    (said,) = blocks(petition_parts.key_cases, statement(), Paragraph, comments)
    assert said.text == "1. XF202609-4TQ9（办理中）：倒班津贴标准不一。"
