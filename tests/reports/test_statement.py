"""The figures of a month are a value: frozen and comparable."""

from dataclasses import FrozenInstanceError

import pytest

from reports.period import Quarter
from reports.statement import Comments


def test_equal_months_are_equal_and_cannot_be_changed(statement):
    assert statement() == statement()
    with pytest.raises(FrozenInstanceError):
        statement().period = "2026-11"


def test_a_statement_knows_its_period_and_what_to_call_it(statement):
    assert statement(period="2026-Q3").covers == Quarter(2026, 3)
    assert [statement(period=each).words.last for each in ("2026-10", "2026-Q3", "2026")] == ["上月", "上季度", "上年"]


def test_a_part_without_words_is_silent():
    assert Comments().of("overview") == ""
