"""A case that is handled again gets a second opinion and a second reply: which one a day belongs to; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from petitions.transitions.actions import Action


class Taken(Protocol):
    """A step of the history, as this rule reads it."""

    @property
    def action(self) -> Action: ...
    @property
    def day(self) -> date: ...


@dataclass(frozen=True)
class Round:
    """One opinion from its first draft to the reply that carried it; an answer without a draft begins with its reply."""

    began: date
    told_on: date | None = None


def rounds(history: Iterable[Taken]) -> list[Round]:
    """Every opinion of a case, the first one first; only the last may wait for its reply."""
    found: list[Round] = []
    for step in history:
        if step.action in {Action.DRAFT, Action.REPLY} and (not found or found[-1].told_on is not None):
            found.append(Round(step.day))
        if step.action is Action.REPLY:
            found[-1] = replace(found[-1], told_on=step.day)
    return found


def told_on(found: Sequence[Round]) -> date | None:
    """When the last opinion went out with its reply; None while it waits for that."""
    return found[-1].told_on if found else None


def place(found: Sequence[Round], day: date) -> int:
    """Which of them a paper of this day is of, from 0. On the day a later one was begun it may be of that one, and is
    taken to be."""
    return max(sum(each.began <= day for each in found) - 1, 0)


def is_told(found: Sequence[Round], day: date) -> bool:
    """Whether the opinion on a paper of this day went out."""
    return bool(found) and found[place(found, day)].told_on is not None
