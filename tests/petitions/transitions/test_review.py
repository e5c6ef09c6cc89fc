"""复查 and 复核: a petitioner asks, an answer comes with its own clock, and after the second nothing follows."""

from petitions.deadlines import ClockKind
from petitions.transitions.actions import Action, CaseRole
from petitions.transitions.review import ROWS
from petitions.transitions.states import State


def test_only_those_concerned_ask_and_asking_starts_both_clocks_of_the_office() -> None:
    asking = [row for row in ROWS if row.action in (Action.ASK_REVIEW, Action.ASK_REREVIEW)]

    assert {row.roles for row in asking} == {frozenset({CaseRole.PETITIONER}), frozenset({CaseRole.VOICE})}
    assert all(ClockKind.REVIEW_DECIDE in row.starts and len(row.starts) == 2 for row in asking)


def test_one_who_joined_asks_without_ending_the_days_of_the_others() -> None:
    for row in ROWS:
        if row.roles == {CaseRole.VOICE}:
            assert row.stops == ()
        if row.roles == {CaseRole.PETITIONER}:
            assert len(row.stops) == 1


def test_each_result_stops_the_clocks_of_its_review_and_the_first_opens_the_second() -> None:
    for row in ROWS:
        if row.action in (Action.UPHOLD, Action.AMEND):
            first = row.sources == {State.REVIEWING}
            answered = (ClockKind.REVIEW_ANSWER, ClockKind.REVIEW)
            again = (ClockKind.REREVIEW_ANSWER, ClockKind.REREVIEW)
            # Nobody asks any more for the review that has been decided.
            assert row.stops == (answered if first else again)
            assert row.starts == ((ClockKind.REREVIEW,) if first else ())
            assert row.target is (State.REVIEWED if first else State.FINAL)


def test_hearing_time_moves_the_second_review_only() -> None:
    assert [row.extends for row in ROWS if row.extends] == [(ClockKind.REREVIEW_ANSWER,)]
