"""A row of an old ledger that is over today is said to be, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accounts.preferences import Preferences
from petitions.kinds import Kind
from petitions.old_ledger.expired import Expired, expired
from petitions.periods import Holding
from petitions.transitions.states import State
from tests.petitions.old_ledger.test_reading import TODAY, one

KEPT = Preferences()


def test_a_row_is_over_when_its_last_day_is() -> None:
    case = replace(one(), closed_on=date(2015, 1, 2))
    assert expired([case], KEPT, date(2025, 12, 31)) == ()
    assert expired([case], KEPT, date(2026, 1, 1)) == (
        Expired(case.row, Holding.ANSWERED, date(2015, 1, 2), date(2025, 12, 31)),
    )
    accusation = replace(case, kind=Kind.ACCUSATION)
    assert expired([accusation], Preferences(keep_accusation_years=0), date(2200, 1, 1)) == ()


def test_what_is_in_hand_is_never_over_and_what_was_declined_is_by_the_day_it_was_told() -> None:
    old = replace(one(), closed_on=date(2000, 1, 1), notified_on=date(2022, 5, 1), replied_on=None)
    for state in (State.REGISTERED, State.ACCEPTED, State.REPLIED):
        assert expired([replace(old, state=state)], KEPT, TODAY) == ()
    (declined,) = expired([replace(old, state=State.DECLINED)], KEPT, TODAY)
    assert (declined.holding, declined.finished_on) == (Holding.ENDED, date(2022, 5, 1))
