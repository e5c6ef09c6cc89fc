"""In hand: the clock of article 34 stops with the reply and moves only by an extension."""

from petitions.deadlines import ClockKind
from petitions.transitions.actions import Action, CaseRole
from petitions.transitions.handling import ROWS


def test_only_an_approved_extension_moves_the_last_day() -> None:
    assert {row.action for row in ROWS if row.extends} == {Action.EXTEND}
    assert {row.roles for row in ROWS if row.extends} == {frozenset({CaseRole.EXTENDER})}


def test_the_reply_stops_handling_and_starts_what_the_petitioner_may_do() -> None:
    reply = next(row for row in ROWS if row.action is Action.REPLY)

    assert {ClockKind.HANDLE, ClockKind.SIMPLE} == set(reply.stops)
    assert {ClockKind.RATE, ClockKind.REVIEW} == set(reply.starts)


def test_what_the_petitioner_is_asked_or_told_stands_on_the_timeline() -> None:
    for row in ROWS:
        if CaseRole.PETITIONER in row.told:
            assert row.timeline, row.label
