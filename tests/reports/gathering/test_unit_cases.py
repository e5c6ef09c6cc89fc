"""A unit's petitions are told only where nobody can be worked out by adding and subtracting what is told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import UnitRow, UnitTree
from figures.comparison import Ratio
from petitions.indicators import CaseFacts, Window
from petitions.kinds import CATEGORIES, Channel, LegalClass, Naming
from petitions.ratings import Grade
from petitions.workflow import State
from reports.gathering import unit_cases

YEAR = Window(date(2025, 11, 1), date(2026, 10, 31))
TREE = UnitTree(
    [
        UnitRow(1, None, "集团"),
        UnitRow(2, 1, "一部"),
        UnitRow(3, 2, "一车间"),
        UnitRow(4, 2, "二车间"),
        UnitRow(5, 1, "二部"),
    ]
)
BARE = CaseFacts(
    number="XF2026100001",
    legal_class=LegalClass.CLAIM,
    naming=Naming.ANONYMOUS,
    channel=Channel.WEB,
    category="pay",
    unit_id=3,
    handling_unit_id=None,
    people=1,
    is_repeat=False,
    state=State.FILED,
    filed_on=date(2026, 10, 5),
)
ANSWERED = replace(
    BARE,
    handling_unit_id=5,
    accepted_on=date(2026, 8, 1),
    replied_on=date(2026, 8, 11),
    handle_due=date(2026, 9, 30),
    rated_on=date(2026, 8, 20),
    unit=Grade.SATISFIED,
)


def told(*cases):
    return unit_cases.gather(list(cases), YEAR, TREE)


def test_four_cases_are_not_told_and_five_are():
    assert told(*[BARE] * 4)[3].came is None
    assert told(*[BARE] * 5)[3].came == 5


def test_a_unit_is_hidden_when_the_rest_of_its_parent_would_be_one():
    found = told(*[BARE] * 5, replace(BARE, unit_id=4))
    assert found[2].came == 6
    assert found[3].came is None


def test_accusations_and_what_came_before_the_year_count_for_no_unit():
    accusation = replace(BARE, legal_class=LegalClass.ACCUSATION)
    earlier = replace(BARE, filed_on=date(2025, 10, 31))
    assert told(*[accusation] * 9, *[earlier] * 9)[1].came is None


def test_topics_are_named_without_counts_and_only_where_five_speak_of_them():
    found = told(*[BARE] * 5, *[replace(BARE, category="canteen")] * 6, *[replace(BARE, category="hours")] * 4)
    assert found[3].topics == (CATEGORIES["canteen"], CATEGORIES["pay"])


def test_what_a_unit_answered_is_told_with_how_timely_and_to_whose_content():
    found = told(*[ANSWERED] * 4, replace(ANSWERED, replied_on=date(2026, 10, 10), unit=Grade.DISSATISFIED))[5]
    assert (found.replied, found.in_time, found.content) == (5, Ratio(4, 5), Ratio(4, 5))
    assert found.mean_days == pytest.approx((4 * 10 + 70) / 5)


def test_four_ratings_of_a_unit_are_not_told():
    unrated = replace(ANSWERED, rated_on=None, unit=None)
    found = told(*[ANSWERED] * 4, *[unrated] * 6)[5]
    assert found.replied == 10
    assert found.content is None


@given(st.dictionaries(st.integers(2, 5), st.integers(0, 12)))
def test_no_difference_of_what_is_told_is_a_group_of_one_to_four(counts):
    found = told(*[replace(BARE, unit_id=unit) for unit, count in counts.items() for _case in range(count)])
    shown = {unit: each.came for unit, each in found.items() if each.came is not None}
    for unit, came in shown.items():
        nearest = [other for other in shown if other != unit and _above(other, shown) == unit]
        rest = came - sum(shown[other] for other in nearest)
        assert rest == 0 or rest >= unit_cases.FLOOR


def _above(unit, shown):
    parent = TREE[unit].parent_id
    return TREE.nearest(parent, set(shown)) if parent is not None else None
