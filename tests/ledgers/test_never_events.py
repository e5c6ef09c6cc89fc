"""Days without it run from the start or from the last time, and start again when it happens."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledgers.never_events import ITEMS, LEDGER, VARIANTS, Item, standings

TODAY = date(2026, 11, 24)
ITEM = Item(1, 2026, 1, "不发生集体访", date(2026, 1, 1))


def test_every_variant_has_five_different_ones() -> None:
    assert set(VARIANTS) == {"A", "B", "C", "D"}
    for _about, labels in VARIANTS.values():
        assert len(set(labels)) == ITEMS
        assert all(label.startswith("不发生") for label in labels)


def test_nothing_counts_before_it_is_confirmed() -> None:
    confirming = [step for step in LEDGER.steps if step.target == "confirmed"]
    assert [step.code for step in confirming] == ["confirm"]
    assert confirming[0].note_needed


def test_without_anything_days_run_from_the_start() -> None:
    (found,) = standings([ITEM], [], TODAY)
    assert (found.this_month, found.this_year, found.days_without, found.last_on) == (0, 0, 327, None)


def test_what_happened_starts_the_count_again_and_is_counted_in_its_month_and_year() -> None:
    happened = [(ITEM.label, date(2026, 11, 2)), (ITEM.label, date(2026, 3, 1)), ("别的", TODAY)]
    (found,) = standings([ITEM], happened, TODAY)
    assert (found.this_month, found.this_year, found.days_without) == (1, 2, 22)


def test_the_same_words_in_another_year_are_one_row_of_days() -> None:
    since = Item(9, 2026, 1, ITEM.label, date(2024, 1, 1))
    (found,) = standings([since], [(ITEM.label, date(2025, 11, 24))], TODAY)
    assert (found.this_year, found.days_without) == (0, 365)


@given(st.lists(st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)), max_size=8))
def test_what_comes_later_changes_nothing_today(days: list[date]) -> None:
    happened = [(ITEM.label, day) for day in days]
    until_today = [(label, day) for label, day in happened if day <= TODAY]
    (found,) = standings([ITEM], happened, TODAY)
    assert [found] == standings([ITEM], until_today, TODAY)
    assert found.this_month <= found.this_year
    assert 0 <= found.days_without <= (TODAY - ITEM.since).days
    if found.last_on and found.last_on >= ITEM.since:
        assert found.days_without == (TODAY - found.last_on) // timedelta(days=1)
