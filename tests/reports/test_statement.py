"""The figures of a month are a value: frozen, comparable, and honest about missing bases."""

from dataclasses import FrozenInstanceError

import pytest

from reports.period import Quarter
from reports.statement import Comments, Count, Duty


def test_a_count_compares_with_both_bases():
    count = Count(12, 10, None)
    assert count.change.percent() == "+20.0%"
    assert count.year_change.percent() == "—"


def test_a_duty_that_nobody_owed_has_no_rate():
    assert Duty("依法处理", 0, 0).rate.percent() == "—"
    assert Duty("依法处理", 4, 3).rate.percent() == "75.0%"


def test_equal_months_are_equal_and_cannot_be_changed(statement):
    assert statement() == statement()
    with pytest.raises(FrozenInstanceError):
        statement().period = "2026-11"


def test_a_statement_knows_its_period_and_what_to_call_it(statement):
    assert statement(period="2026-Q3").covers == Quarter(2026, 3)
    assert [statement(period=each).words.last for each in ("2026-10", "2026-Q3", "2026")] == ["上月", "上季度", "上年"]


def test_a_part_without_words_is_silent():
    assert Comments().of("overview") == ""
