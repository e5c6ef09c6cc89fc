"""The figures of a month are a value: frozen, comparable, and honest about missing bases."""

from dataclasses import FrozenInstanceError

import pytest

from reports.statement import Comments, Count, Duty


def test_a_count_compares_with_both_bases():
    count = Count(12, 10, None)
    assert count.month_change.percent() == "+20.0%"
    assert count.year_change.percent() == "—"


def test_a_duty_that_nobody_owed_has_no_rate():
    assert Duty("依法处理", 0, 0).rate.percent() == "—"
    assert Duty("依法处理", 4, 3).rate.percent() == "75.0%"


def test_equal_months_are_equal_and_cannot_be_changed(statement):
    assert statement() == statement()
    with pytest.raises(FrozenInstanceError):
        statement().month = "2026-11"


def test_a_part_without_words_is_silent():
    assert Comments().of("overview") == ""
