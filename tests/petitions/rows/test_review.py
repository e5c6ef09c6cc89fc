"""复查 and 复核: a petitioner asks, an answer comes with its own clock, and after the second nothing follows."""

from petitions.actions import Action, CaseRole
from petitions.deadlines import ClockKind
from petitions.rows.review import ROWS
from petitions.states import State


def test_only_the_petitioner_asks_and_asking_starts_both_clocks_of_the_office() -> None:
    asking = [row for row in ROWS if row.action in (Action.ASK_REVIEW, Action.ASK_REREVIEW)]

    assert {row.roles for row in asking} == {frozenset({CaseRole.PETITIONER})}
    assert all(ClockKind.REVIEW_DECIDE in row.starts and len(row.starts) == 2 for row in asking)


def test_each_result_stops_the_clock_of_its_review_and_the_first_opens_the_second() -> None:
    for row in ROWS:
        if row.action in (Action.UPHOLD, Action.AMEND):
            first = row.sources == {State.REVIEWING}
            assert row.stops == (ClockKind.REVIEW_ANSWER if first else ClockKind.REREVIEW_ANSWER,)
            assert row.starts == ((ClockKind.REREVIEW,) if first else ())
            assert row.target is (State.REVIEWED if first else State.FINAL)


def test_hearing_time_moves_the_second_review_only() -> None:
    assert [row.extends for row in ROWS if row.extends] == [(ClockKind.REREVIEW_ANSWER,)]
