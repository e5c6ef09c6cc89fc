"""Cases as lines: small units and categories are blurred, accusations and restricted cases stand in none."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.queries import unit_tree
from petitions.rates import statistics
from reports.gathering import case_lines
from reports.gathering.case_lines import ITSELF, NOT_SHOWN, NOT_TOLD


@pytest.fixture
def cases(session, october):
    """October's cases by number."""
    return {each.number: each for each in statistics.case_facts(session, date(2025, 1, 1))}


def test_accusations_and_restricted_cases_are_listed_nowhere(cases):
    hidden = {number for number, case in cases.items() if not case_lines.is_listed(case)}
    assert hidden == {"XF202610ACCU", "XF202610HIDE"}


def test_a_unit_or_category_that_may_not_be_shown_is_not_shown_in_a_line(cases, enterprise, tree):
    came = [cases[number] for number in ("XF2026100001", "XF202610W001", "XF202610ACCU")]
    shop = enterprise.units["一车间"]
    lines = case_lines.case_lines(came, tree, {shop: frozenset({shop})}, {"pay": "薪酬"})
    assert [line.number for line in lines] == ["XF2026100001", "XF202610W001"]
    assert lines[0].unit.endswith("一车间")
    assert lines[0].category == "薪酬"
    assert (lines[1].unit, lines[1].category) == (NOT_SHOWN, "其他")


def test_the_enterprise_itself_is_named_shortly(cases, enterprise, tree, session):
    top = next(iter(tree.roots())).id
    (line,) = case_lines.case_lines([replace(cases["XF2026100001"], handling_unit_id=top)], tree, {}, {})
    assert line.handling_unit == ITSELF


def test_a_late_case_tells_its_days(cases, tree):
    late = case_lines.late_case(cases["XF202608LATE"], tree, date(2026, 10, 31), {"pay": "薪酬"})
    assert (late.number, late.due, late.days) == ("XF202608LATE", "2026-10-10", 21)
    assert late.category == "薪酬"
    assert case_lines.late_case(cases["XF202608LATE"], tree, date(2026, 10, 31), {}).category == NOT_TOLD


@pytest.fixture
def tree(session, october):
    """The units."""
    return unit_tree(session)
