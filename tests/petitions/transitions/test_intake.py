"""Before acceptance: whatever ends a case there tells its petitioner, and stops the notice."""

from petitions.deadlines import ClockKind
from petitions.transitions.actions import Action, CaseRole
from petitions.transitions.intake import ROWS
from petitions.transitions.states import ENDED_STATES, State


def test_whoever_is_turned_away_or_sent_on_is_told() -> None:
    for row in ROWS:
        if row.target in ENDED_STATES | {State.TRANSFERRED}:
            assert CaseRole.PETITIONER in row.told, row.label
            assert row.timeline


def test_the_notice_of_article_23_starts_with_filing_and_stops_with_every_decision() -> None:
    starting = {row.action for row in ROWS if ClockKind.NOTIFY in row.starts}
    deciding = {row.action for row in ROWS if ClockKind.NOTIFY in row.stops}

    assert {Action.FILE, Action.TRANSFER, Action.TAKE_BACK} == starting
    assert {Action.ACCEPT, Action.DECLINE, Action.DIVERT, Action.HAND_OVER, Action.MERGE, Action.TRANSFER} == deciding
