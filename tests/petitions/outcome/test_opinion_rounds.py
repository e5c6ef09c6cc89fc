"""Which of two opinions a paper is of, by its day; and never one that waits before it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from petitions.outcome import opinion_rounds
from petitions.outcome.opinion_rounds import Round
from petitions.transitions.actions import Action

FIRST = date(2026, 11, 2)


@dataclass(frozen=True)
class Step:
    """A step of a history."""

    action: Action
    day: date


def history(*steps: tuple[Action, int]) -> list[Step]:
    return [Step(action, FIRST + timedelta(days=day)) for action, day in steps]


def test_an_opinion_lasts_from_its_first_draft_to_its_reply() -> None:
    assert opinion_rounds.told_on(opinion_rounds.rounds([])) is None
    drafted = history((Action.DRAFT, 1), (Action.RETURN, 1), (Action.DRAFT, 2), (Action.APPROVE, 3))
    assert opinion_rounds.rounds(drafted) == [Round(FIRST + timedelta(days=1))]
    told = [*drafted, *history((Action.REPLY, 4), (Action.REOPEN, 9), (Action.REPLY, 9), (Action.DRAFT, 12))]
    first, at_once, waiting = opinion_rounds.rounds(told)
    assert (first.began, first.told_on) == (FIRST + timedelta(days=1), FIRST + timedelta(days=4))
    assert at_once.told_on == at_once.began
    assert waiting.told_on is None
    assert opinion_rounds.is_told(opinion_rounds.rounds(told), FIRST + timedelta(days=11))
    assert not opinion_rounds.is_told(opinion_rounds.rounds(told), FIRST + timedelta(days=12))


@given(
    st.lists(st.tuples(st.sampled_from([Action.DRAFT, Action.APPROVE, Action.REPLY]), st.integers(0, 9)), max_size=9)
)
def test_a_paper_that_came_with_or_after_a_draft_that_waits_is_not_told(steps: list[tuple[Action, int]]) -> None:
    taken = history(*sorted(steps, key=lambda each: each[1]))
    found = opinion_rounds.rounds(taken)
    waits = bool(found) and found[-1].told_on is None
    for day in range(10):
        told = opinion_rounds.is_told(found, FIRST + timedelta(days=day))
        assert not (told and waits and found[-1].began <= FIRST + timedelta(days=day))
        assert told or waits or not found
