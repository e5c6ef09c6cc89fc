"""联名, the rules: when others may add their voice, how many, what they are told, and whom the figures count; pure.

A joint petition is one matter (一件次) of several people (人次), each with a number and a receipt of their own.
"""

from __future__ import annotations

from petitions.actions import Action
from petitions.kinds import LegalClass
from petitions.states import State

LONGEST_TITLE = 60
LONGEST_SUMMARY = 2_000
LONGEST_WORDS = 2_000
#: More than this is not one case any more but something to be called together for.
MOST_VOICES = 500

#: Others may join until the matter is answered or has gone elsewhere.
JOINABLE = frozenset(
    {
        State.FILED,
        State.REGISTERED,
        State.TRANSFERRED,
        State.OBJECTED,
        State.ACCEPTED,
        State.ASSIGNED,
        State.INVESTIGATING,
        State.ASKING,
        State.DRAFTED,
        State.APPROVED,
    }
)
#: What the office writes to everybody concerned. Questions and conversation stay between it and the first petitioner.
TOLD = frozenset(
    {
        Action.DECLINE,
        Action.DIVERT,
        Action.HAND_OVER,
        Action.RELAY,
        Action.EXTEND,
        Action.REPLY,
        Action.UPHOLD,
        Action.AMEND,
        Action.REVOKE,
        Action.REOPEN,
    }
)


def may_join(state: State, legal_class: LegalClass) -> bool:
    """Whether others may add their voice. Never to an accusation, which is nobody's business but discipline's."""
    return state in JOINABLE and legal_class is not LegalClass.ACCUSATION


def counts(people: int, voices: int) -> bool:
    """Whether the figures count the voice that makes it `voices` beside the first petitioner.

    `people` were said to be in the same situation when it was filed; they are taken to be the first who join.
    """
    return 1 + voices > people
