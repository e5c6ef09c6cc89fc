"""联名, the rules: when others may add their voice, how many, what they are told, and whom the figures count; pure.

A joint petition is one matter (一件次) of several people (人次), each with a number and a receipt of their own.
"""

from __future__ import annotations

import enum

from petitions.kinds import LegalClass
from petitions.transitions.actions import Action
from petitions.transitions.states import LIVE_STATES, PETITIONER_LABELS, State
from web.words import N_


class Speech(enum.Enum):
    """What one who joined and the office say to each other, by what it comes with; the values are those of the steps."""

    #: What was brought on joining.
    JOIN = "join"
    SAY = "say"
    ASK_REVIEW = "ask-review"
    ASK_REREVIEW = "ask-rereview"
    CHECK_IN = "check-in"
    WITHDRAW = "withdraw"
    ANSWER = "write"


#: What is more than words, as the conversation marks it.
SPEECH_LABELS = {
    Speech.ASK_REVIEW: N_("申请复查"),
    Speech.ASK_REREVIEW: N_("申请复核"),
    Speech.CHECK_IN: N_("回答有没有被为难"),
    Speech.WITHDRAW: N_("退出联名"),
}

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
        Action.SETTLE,
        Action.CONCLUDE,
        Action.UPHOLD,
        Action.AMEND,
        Action.REVOKE,
        Action.REOPEN,
    }
)
#: What answers whoever joined and had written; that the time is extended or begins anew does not.
ANSWERING = TOLD - {Action.EXTEND, Action.REOPEN}
#: Steps between the first petitioner and the office that are nobody else's business: words, grades, whom they do not
#: trust, and above all whether anybody takes revenge.
PRIVATE = frozenset(
    {
        Action.SAY,
        Action.ASK,
        Action.WRITE,
        Action.CORRECT,
        Action.RATE,
        Action.CALL_BACK,
        Action.CHECK_IN,
        Action.PROTECT,
        Action.ASK_RECUSAL,
        Action.DECIDE_RECUSAL,
        Action.OFFER_MEDIATION,
        Action.ANSWER_MEDIATION,
        Action.END_MEDIATION,
    }
)
#: The steps of the first petitioner's timeline in the words of whoever joined.
OTHERWISE = {
    Action.FILE: N_("有人提出诉求"),
    Action.ASK_REVIEW: N_("有人申请复查"),
    Action.ASK_REREVIEW: N_("有人申请复核"),
    Action.WITHDRAW: N_("提诉求的人撤回了诉求"),
}
#: States that say something else to whoever joined than to the first petitioner.
STATE_LABELS = {
    **PETITIONER_LABELS,
    State.ASKING: PETITIONER_LABELS[State.INVESTIGATING],
    State.WITHDRAWN: N_("提诉求的人已撤回"),
}
#: While a review is asked for or under way others may stand behind it: which one, by state.
UNDER_REVIEW = {
    State.REVIEW_ASKED: Speech.ASK_REVIEW,
    State.REVIEWING: Speech.ASK_REVIEW,
    State.REREVIEW_ASKED: Speech.ASK_REREVIEW,
    State.REREVIEWING: Speech.ASK_REREVIEW,
}


def may_join(state: State, legal_class: LegalClass) -> bool:
    """Whether others may add their voice. Never to an accusation, which is nobody's business but discipline's."""
    return state in JOINABLE and legal_class is not LegalClass.ACCUSATION


def counts(people: int, voices: int) -> bool:
    """Whether the figures count the voice that makes it `voices` beside the first petitioner.

    `people` were said to be in the same situation when it was filed; they are taken to be the first who join.
    """
    return 1 + voices > people


def may_say(state: State) -> bool:
    """Whether one who joined can still write to the office."""
    return state in LIVE_STATES
