"""Families and people are sealed columns; whatever a report counts is not."""

from __future__ import annotations

from ledgers import aid
from ledgers.declaration import Place


def test_whatever_points_at_a_family_is_sealed_and_whatever_is_counted_is_clear() -> None:
    sealed = {each.code for each in aid.LEDGER.columns if each.sealed}
    assert sealed == {"name", "contact", "family", "account"}
    assert aid.LEDGER.is_sealed
    for place in (Place.TITLE, Place.KIND, Place.UNIT):
        column = aid.LEDGER.placed(place)
        assert column is not None
        assert not column.sealed


def test_nothing_is_given_without_a_day_and_a_number_of_people() -> None:
    ways = [step for step in aid.LEDGER.steps if step.target == aid.GIVEN]
    assert all({"given_on", "people"} <= set(step.needed) for step in ways)
