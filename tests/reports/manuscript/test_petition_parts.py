"""The parts of a report that come from petitions: what each kind of period compares with, and nothing where there is nothing."""

import pytest

from paper.charts import Multiples
from paper.manuscript import Figure, KeyFigures, Paragraph, Table
from reports.counts import Count
from reports.manuscript import petition_parts
from reports.manuscript.numbering import Numbering
from reports.statement import Comments, KeyCase


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


def test_a_quarter_sets_its_months_side_by_side_and_a_month_does_not(statement):
    quarter = statement(period="2026-Q3")
    (table,) = blocks(petition_parts.overview, quarter, Table)
    assert [row[:4] for row in table.rows] == [
        ("7月", "56", "46", "44"),
        ("8月", "58", "47", "45"),
        ("9月", "60", "48", "46"),
    ]
    assert blocks(petition_parts.overview, statement(), Table) == []
    panels = [
        each.chart for each in blocks(petition_parts.handling, quarter, Figure) if isinstance(each.chart, Multiples)
    ]
    assert [series.name for series in panels[0].series] == ["及时受理率", "按期答复率", "满意率", "参评率"]
    assert not any(isinstance(each.chart, Multiples) for each in blocks(petition_parts.handling, statement(), Figure))


def test_what_came_to_nothing_is_told_without_a_panel_of_dashes(statement, petitions):
    nothing = Count(0, 0, 0)
    quiet = petitions(registered=nothing, accepted=nothing, replied=nothing, closed=nothing, ledger=(), late=())
    made = statement(petitions=quiet)
    assert blocks(petition_parts.overview, made, KeyFigures) == []
    assert blocks(petition_parts.handling, made, Paragraph)[0].text == "本月没有受理、答复和办结的诉求；期末在办33件。"


def test_a_single_month_of_records_draws_no_line(statement, petitions):
    first = petitions(trend=petitions().trend[-1:], registered=Count(62))
    titles = [each.chart.title for each in blocks(petition_parts.overview, statement(petitions=first), Figure)]
    assert titles == ["诉求反映渠道"]


def test_key_cases_stand_by_number(statement):
    comments = Comments((), (KeyCase("XF202609-4TQ9", "办理中", "倒班津贴标准不一"),))
    (said,) = blocks(petition_parts.key_cases, statement(), Paragraph, comments)
    assert said.text == "1. XF202609-4TQ9（办理中）：倒班津贴标准不一。"
