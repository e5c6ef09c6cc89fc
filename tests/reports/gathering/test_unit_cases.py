"""A unit's petitions are told only where nobody can be worked out by adding and subtracting what is told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import UnitRow, UnitTree
from figures import disclosure
from figures.comparison import Ratio
from petitions.kinds import Channel, LegalClass, Naming
from petitions.outcome.ratings import Grade
from petitions.rates.selection import CaseFacts
from petitions.workflow import State
from reports.gathering import unit_cases
from reports.gathering.unit_cases import Days
from reports.period import Month, Quarter

TODAY = date(2026, 11, 24)
DAYS = Days(TODAY)
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


def told(*cases, today=TODAY):
    return unit_cases.gather(list(cases), Days(today), TREE)


def filed(unit, day, count):
    return [replace(BARE, unit_id=unit, filed_on=day)] * count


def test_it_adds_up_four_whole_quarters_and_the_whole_months_since():
    assert DAYS.summed == (*(Quarter(2025, 4).shifted(by) for by in range(4)), Month(2026, 10))
    assert (DAYS.months[0], DAYS.months[-1]) == (Month(2025, 11), Month(2026, 10))
    assert (DAYS.quarters[0], DAYS.quarters[-1]) == (Quarter(2024, 4), Quarter(2026, 3))
    assert Days(date(2026, 10, 1)).summed[-1] == Quarter(2026, 3)
    assert DAYS.oldest == date(2024, 10, 1)


def test_four_cases_are_not_told_and_five_are():
    assert told(*[BARE] * 4)[3].came is None
    assert told(*[BARE] * 5)[3].came == 5


def test_a_unit_is_hidden_when_the_rest_of_its_parent_would_be_one():
    found = told(*[BARE] * 5, replace(BARE, unit_id=4))
    assert found[2].came == 6
    assert found[3].came is None


def test_what_its_months_are_too_few_for_a_quarter_tells():
    found = told(*(case for month in (7, 8, 9) for case in filed(3, date(2026, month, 5), 2)))[3]
    assert (found.came, found.by_quarter[-1]) == (6, 6)
    assert set(found.by_month) == {None}


def test_a_quarter_stays_untold_where_less_its_months_it_leaves_a_few():
    cases = [*filed(3, date(2026, 7, 5), 6), *filed(3, date(2026, 8, 5), 3), *filed(5, date(2026, 8, 5), 9)]
    found = told(*cases)[3]
    assert (found.by_quarter[-1], found.by_month[-4], found.came, found.all_came) == (None, 6, 6, False)


def test_a_total_says_whether_anything_is_left_out_of_it():
    days = [(2025, 11), (2026, 2), (2026, 5), (2026, 8), (2026, 10)]
    cases = [case for year, month in days for case in filed(3, date(year, month, 5), 5)]
    assert (told(*cases)[3].came, told(*cases)[3].all_came) == (25, True)
    assert (told(*cases[1:])[3].came, told(*cases[1:])[3].all_came) == (20, False)


def test_accusations_and_what_came_before_count_for_no_unit():
    accusation = replace(BARE, legal_class=LegalClass.ACCUSATION)
    earlier = replace(BARE, filed_on=date(2025, 9, 30))
    assert told(*[accusation] * 9, *[earlier] * 9)[1].came is None


def test_topics_are_named_without_counts_and_only_where_five_speak_of_them():
    found = told(*[BARE] * 5, *[replace(BARE, category="canteen")] * 6, *[replace(BARE, category="hours")] * 4)
    assert found[3].topics == ("canteen", "pay")


def test_what_a_unit_answered_is_told_with_how_timely_and_to_whose_content():
    found = told(*[ANSWERED] * 4, replace(ANSWERED, replied_on=date(2026, 9, 10), handle_due=date(2026, 9, 1)))[5]
    assert (found.replied, found.in_time, found.content) == (5, Ratio(4, 5), Ratio(5, 5))
    assert found.mean_days == pytest.approx((4 * 10 + 40) / 5)


def test_four_ratings_of_a_unit_are_not_told():
    unrated = replace(ANSWERED, rated_on=None, unit=None)
    found = told(*[ANSWERED] * 4, *[unrated] * 6)[5]
    assert found.replied == 10
    assert found.content is None


UNIT_MONTHS = st.dictionaries(st.tuples(st.integers(2, 5), st.integers(4, 9)), st.integers(0, 7), max_size=14)


@given(UNIT_MONTHS)
def test_whoever_reads_the_pages_again_a_quarter_later_and_has_the_reports_can_work_out_no_few_cases(counts):
    # The enterprise's own totals are always told, also small ones: here no month has one.
    counts |= {(1, month): 5 for _unit, month in counts}
    cases = [case for (unit, month), n in counts.items() for case in filed(unit, date(2026, month, 5), n)]
    groups = [frozenset(group) for group in _of_reports(counts)]
    for today in (date(2026, 7, 2), date(2026, 10, 2)):
        for unit, each in told(*(case for case in cases if case.filed_on < today), today=today).items():
            groups += _of_page(unit, each, Days(today))
    assert disclosure.reveals(groups, counts, unit_cases.FLOOR) is None


def test_the_same_reader_of_twelve_sliding_months_would_have_the_month_that_came():
    counts = {(3, 8): 6, (3, 9): 2}
    sliding = [frozenset({(3, 8)}), frozenset({(3, 8), (3, 9)})]
    assert disclosure.reveals(sliding, counts, unit_cases.FLOOR) == {(3, 9)}
    assert told(*filed(3, date(2026, 8, 5), 6), *filed(3, date(2026, 9, 5), 2))[3].came == 6


def _of_reports(counts):
    """What the months' reports tell of units: the cells of each line."""
    for month in range(4, 10):
        own = {unit: counts.get((unit, month), 0) for unit in range(1, 6)}
        nodes = [disclosure.Node(row.id, row.parent_id, own[row.id]) for _, row in TREE.walk()]
        shown = set(disclosure.publishable(nodes, unit_cases.FLOOR))
        for unit in shown:
            yield {(each, month) for each in own if TREE.nearest(each, shown) == unit}


def _of_page(unit, found, days):
    """The cells of every figure on a unit's page."""
    inside = TREE.subtree(unit)
    drawn = [*zip(days.months, found.by_month, strict=True), *zip(days.quarters, found.by_quarter, strict=True)]
    for period, count in drawn:
        if count is not None:
            yield frozenset((each, month.month) for each in inside for month in period.months if month.year == 2026)
