"""A released survey in the report: read from its Release, hidden cells stay hidden."""

from dataclasses import replace

import pytest

from figures.disclosure import HIDDEN_WORDS
from reports.gathering.survey_figures import MOST_UNITS, survey
from surveys.counting.release import Cell, Change, DimensionRow, GroupRow, Release, Trend
from tests.surveys.results.test_tidy import with_comments

HIDDEN = Cell(None, HIDDEN_WORDS)


SHOWN = (Cell(61.0), Cell(52.5))


def group(number, depth=1, *, shown=True):
    return GroupRow(
        number,
        number - 1 or None,
        f"单位{number}",
        depth,
        (),
        20,
        shown,
        12,
        0.6,
        Cell(60.0),
        SHOWN if shown else (HIDDEN,) * 2,
    )


@pytest.fixture
def release():
    """A release with two dimensions and three units, one hidden."""
    return Release(
        slug="a",
        title="2026年员工幸福指数调查",
        digest="d",
        opened_on="2026-10-01",
        closed_on="2026-10-20",
        admission="open",
        scoring="zero_based",
        floor=5,
        headcount=60,
        answered=36,
        rate=0.6,
        low_response=False,
        index=Cell(60.4),
        happiness=Cell(6.5),
        enps=Cell(12),
        dimensions=(
            DimensionRow("pay", "薪酬待遇", Cell(58.0), 50, 0.8),
            DimensionRow("load", "劳动强度", HIDDEN, None, None),
        ),
        items=(),
        groups=(group(1, 0), group(2), group(3, shown=False), group(4)),
        texts=0,
    )


def test_a_release_is_told_with_its_caveats(release):
    told = survey(release)
    assert (told.answered, told.invited, told.response) == (36, 60, 0.6)
    assert told.unverified
    assert told.closed == "2026年10月20日"
    assert told.index == 60.4
    assert "0、25、50、75、100" in told.method


def test_hidden_figures_stay_hidden(release):
    told = survey(release)
    assert [each.score for each in told.dimensions] == [58.0, None]
    assert [row.scores for row in told.heat] == [(61.0, 52.5), (None, None), (61.0, 52.5)]


@pytest.mark.parametrize(
    ("change", "told"), [(None, None), (Change(2.1, 0.4, 3.8), 2.1), (Change(2.1, -0.4, 4.6), 0.0)]
)
def test_a_change_is_told_only_where_the_interval_leaves_no_doubt(release, change, told):
    assert survey(replace(release, trend=Trend((), change, (), ()))).index_change == told


def test_the_enterprise_itself_is_no_row_of_the_heat_map(release):
    assert [row.unit for row in survey(release).heat] == ["单位2", "单位3", "单位4"]


def test_an_index_in_words_stays_in_words(release):
    told = survey(replace(release, index=Cell(None, "较高（70分以上）")))
    assert (told.index, told.index_words) == (None, "较高（70分以上）")


def test_too_many_units_are_told_by_their_upper_level(release):
    deep = tuple(group(number, 2) for number in range(10, 40))
    many = replace(release, groups=(group(1, 0), group(2), group(4), *deep))
    assert [row.unit for row in survey(many).heat] == ["单位2", "单位4"]
    flat = replace(release, groups=(group(1, 0), *(group(number) for number in range(2, 60))))
    assert len(survey(flat).heat) == MOST_UNITS


def test_the_words_most_texts_speak_of_come_with_a_quote_of_a_reviewed_text():
    (spoken,) = survey(with_comments()).spoken
    assert spoken.question == "先改什么？"
    assert spoken.words == (("夜班、热饭", 12),)
    assert spoken.quote == "夜班没有热饭，等于白跑一趟。"
