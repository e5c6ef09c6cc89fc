"""A topic that shoots up and a low score warn; small movements and hidden figures do not."""

from dataclasses import replace

import pytest

from reports.counts import Count, Counted
from reports.gathering import warnings
from reports.survey_statement import DimensionScore, HeatRow


def _titles(statement):
    return [each.title for each in warnings.found_in(statement)]


@pytest.mark.parametrize(
    ("count", "warns"),
    [
        (Count(15, 10), True),
        (Count(5, 0), True),
        (Count(14, 10), False),
        (Count(45, 40), False),
        (Count(8, 9), False),
        (Count(9, None), False),
        (None, False),
    ],
)
def test_a_topic_warns_when_it_grew_by_five_and_by_half(statement, petitions, count, warns):
    month = statement(petitions=petitions(categories=(Counted("食堂", count),)), surveys=())
    assert _titles(month) == (["“食堂”类诉求明显增多"] if warns else [])


def test_the_lowest_scores_that_may_be_shown_warn(statement, petitions):
    base = statement(petitions=petitions(categories=()))
    survey = replace(
        base.surveys[0],
        dimensions=(DimensionScore("薪酬", 50.0), DimensionScore("强度", None)),
        heat=(HeatRow("甲", (39.9, None)), HeatRow("乙", (40.0, 12.0)), HeatRow("丙", (20.0, 30.0))),
    )
    found = warnings.found_in(replace(base, surveys=(survey,)))
    assert [each.title for each in found] == ["乙“强度”得分偏低", "丙“薪酬”得分偏低", "丙“强度”得分偏低"]
    assert "12.0分" in found[0].about


def test_a_month_without_anything_warns_of_nothing(statement):
    assert warnings.found_in(statement(petitions=None, surveys=())) == []
