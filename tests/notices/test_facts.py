"""A notice carries numbers, steps and days, and nothing anybody wrote."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.facts import NotClear, cleared


def test_numbers_steps_and_days_pass() -> None:
    kept = cleared({"number": "XF2026117K2M", "step": "assigned", "due": date(2026, 11, 30), "version": 3})

    assert kept == {"number": "XF2026117K2M", "step": "assigned", "due": "2026-11-30", "version": 3}


@pytest.mark.parametrize(
    "written", ["班长扣了我的加班费", "two words", "", "a" * 41, "line\nbreak", True, 1.5, ["x"], {}]
)
def test_what_is_written_does_not(written: object) -> None:
    with pytest.raises(NotClear):
        cleared({"number": written})


def test_a_fact_by_another_name_does_not() -> None:
    with pytest.raises(NotClear):
        cleared({"text": "XF2026117K2M"})


@given(st.text(alphabet=st.characters(min_codepoint=0x2E80), min_size=1))
def test_no_chinese_word_ever_passes(text: str) -> None:
    with pytest.raises(NotClear):
        cleared({"step": text})
