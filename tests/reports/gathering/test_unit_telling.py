"""Units are told by month and by quarter only where months and quarters taken from each other leave no few cases."""

from collections import Counter

import pytest

from reports.gathering.unit_telling import Telling
from reports.period import Quarter
from tests.reports.gathering.test_unit_cases import TREE

QUARTER = Quarter(2026, 3)
JULY, AUGUST, SEPTEMBER = QUARTER.months


def telling(**options):
    """Counts of a quarter by month: {unit: cases}."""

    def go(*months):
        counts = {month: Counter(own) for month, own in zip(QUARTER.months, months, strict=False)}
        return Telling(counts, TREE, **options)

    return go


def test_a_month_tells_a_unit_of_which_its_lines_leave_nothing_out():
    found = telling()({3: 5, 4: 2, 5: 6})
    assert found.month(JULY) == {1, 2, 5}
    assert found.month(AUGUST) == frozenset()


def test_a_quarter_tells_what_was_too_few_in_each_month():
    found = telling()({3: 2, 5: 6}, {3: 2, 5: 6}, {3: 2, 5: 6})
    assert {3, 5} <= found.quarter(QUARTER)
    assert not {3, 2} & found.month(JULY)


@pytest.mark.parametrize(("third", "is_told"), [(0, True), (4, False), (5, True)])
def test_a_unit_two_months_told_stays_untold_while_the_third_is_small(third, is_told):
    found = telling()({3: 6, 5: 6}, {3: 7, 5: 6}, {3: third, 5: 9})
    assert (3 in found.quarter(QUARTER)) is is_told


def test_a_unit_is_told_only_inside_what_the_quarters_report_tells():
    months = ({3: 2, 5: 6}, {3: 2, 5: 6}, {3: 2, 5: 6})
    assert telling(reported=lambda _quarter: {5})(*months).quarter(QUARTER) == {1, 5}
    assert telling(reported=lambda _quarter: {2, 5})(*months).quarter(QUARTER) == {1, 2, 3, 5}


def test_the_enterprise_is_told_from_five_on_and_nothing_of_a_quarter_without_cases():
    assert telling()({3: 4}).quarter(QUARTER) == frozenset()
    assert telling()({3: 1}, {3: 1}, {5: 3}).quarter(QUARTER) == {1}
    assert telling()().quarter(QUARTER) == frozenset()
