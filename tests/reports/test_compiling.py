"""What a report puts right of earlier ones: the superseded edition in the new one, and both in the next number."""

from datetime import date

import pytest

from reports import compiling
from reports.period import Month
from reports.statement import Corrected

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


@pytest.fixture
def corrections(session, october, clock):
    """What October, counted now, puts right."""
    return lambda month=OCTOBER, **how: compiling.compiled(session, month, today=clock().date(), **how)[0].corrections


def test_a_first_issue_puts_nothing_right(corrections):
    assert corrections() == ()


def test_a_number_after_an_unchanged_one_puts_nothing_right(corrections, issue):
    issue(SEPTEMBER)
    assert corrections() == ()


def test_a_further_edition_tells_what_the_superseded_one_said(corrections, issue, file_case):
    issue(OCTOBER)
    file_case("XF202610MORE", date(2026, 10, 30))
    (found,) = corrections(reason="补登记")
    assert (found.issue, found.reason) == ("2026年10月月报（第1期）", "补登记")
    assert Corrected("登记诉求（件次）", "16", "17") in found.figures


def test_a_third_edition_keeps_what_the_second_told(issue, corrections, file_case):
    issue(OCTOBER)
    file_case("XF202610MORE", date(2026, 10, 30))
    issue(OCTOBER, reason="补登记一件")
    file_case("XF202610LAST", date(2026, 10, 30))
    assert [(each.issue[-3:], each.figures[0].after) for each in corrections(reason="再补一件")] == [
        ("第2版", "18"),
        ("1期）", "17"),
    ]


def test_the_next_number_tells_of_a_figure_corrected_in_a_further_edition(corrections, issue, file_case, clock):
    issue(SEPTEMBER)
    file_case("XF202609MORE", date(2026, 9, 30))
    clock.advance(days=1)
    issue(SEPTEMBER, reason="补登记一件")
    (found,) = corrections()
    assert (found.issue, found.reason) == ("2026年9月月报（第1期）", "补登记一件")
    assert Corrected("登记诉求（件次）", "8", "9") in found.figures


def test_the_next_number_tells_where_its_base_is_not_what_was_printed(corrections, issue, file_case):
    issue(SEPTEMBER)
    file_case("XF202609MORE", date(2026, 9, 30))
    (found,) = corrections()
    assert found.reason == compiling.LATER_ENTRIES
    assert Corrected("登记诉求（件次）", "8", "9") in found.figures


def test_the_number_after_the_next_is_silent_again(corrections, issue, file_case, clock):
    august = Month(2026, 8)
    issue(august)
    issue(august, reason="改一处文字")
    clock.advance(days=1)
    issue(SEPTEMBER)
    assert corrections() == ()
