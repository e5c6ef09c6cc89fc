"""After the answer: what only the petitioner does, and what is done again."""

from petitions.deadlines import ClockKind
from petitions.transitions.actions import Action, CaseRole, Tone
from petitions.transitions.closing import ONCE_ANSWERED, ROWS
from petitions.transitions.states import State


def test_rating_withdrawing_and_the_check_on_revenge_are_the_petitioners_alone() -> None:
    for action in (Action.RATE, Action.WITHDRAW, Action.CHECK_IN):
        assert {row.roles for row in ROWS if row.action is action} == {frozenset({CaseRole.PETITIONER})}


def test_doing_it_again_starts_the_time_anew_and_is_thought_about_twice() -> None:
    again = {row.target: row for row in ROWS if row.action is Action.REOPEN}

    assert again[State.ACCEPTED].starts == (ClockKind.HANDLE,)
    assert again[State.REGISTERED].starts == (ClockKind.NOTIFY,)
    assert {row.tone for row in again.values()} == {Tone.GRAVE}


def test_an_archived_case_still_asks_whether_anybody_takes_revenge() -> None:
    assert State.ARCHIVED in ONCE_ANSWERED
    assert State.DECLINED not in ONCE_ANSWERED
