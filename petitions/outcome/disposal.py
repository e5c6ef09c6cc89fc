"""处置方式: what became of a case, as a 信访台账 states it in one of five words; pure.

It follows from the steps that were taken, and only where no step tells it does an officer say it: a paper report to a
leader, a suggestion put on file.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from petitions.transitions.actions import Action
from petitions.transitions.states import State
from web.words import N_


class Disposal(enum.Enum):
    """What became of a case."""

    ANSWERED = "answered"
    REFERRED = "referred"
    CHARGED = "charged"
    REPORTED = "reported"
    FILED = "filed"


DISPOSAL_LABELS = {
    Disposal.ANSWERED: N_("直接答复"),
    Disposal.REFERRED: N_("转办"),
    Disposal.CHARGED: N_("交办"),
    Disposal.REPORTED: N_("呈报"),
    Disposal.FILED: N_("存查"),
}

#: Steps after which it is one of them, whatever it was before.
AFTER = {
    Action.TRANSFER: Disposal.REFERRED,
    Action.HAND_OVER: Disposal.REFERRED,
    Action.DECLINE: Disposal.ANSWERED,
    Action.DIVERT: Disposal.ANSWERED,
    Action.MERGE: Disposal.FILED,
    Action.WITHDRAW: Disposal.FILED,
}
#: The office that has it now has not disposed of it yet.
UNDONE = frozenset({Action.TAKE, Action.TAKE_BACK})
#: A leader was asked: 呈报, unless it lies with somebody already.
ASKED = frozenset({Action.SPONSOR, Action.ESCALATE})
#: How a case of the old ledger stands there, where that ledger has no word of its own for it.
OF_STATE = {
    State.WITHDRAWN: Disposal.FILED,
    State.HANDED_OVER: Disposal.REFERRED,
    State.DECLINED: Disposal.ANSWERED,
}


def after(action: Action, before: Disposal | None, is_with_office: Callable[[], bool]) -> Disposal | None:
    """What became of a case by a step; `is_with_office` says whether its handler sits in the office that has it."""
    if action is Action.ASSIGN:
        return Disposal.ANSWERED if is_with_office() else Disposal.CHARGED
    if action in ASKED:
        return before or Disposal.REPORTED
    return None if action in UNDONE else AFTER.get(action, before)


def of_old(state: State, *, is_given: bool) -> Disposal | None:
    """What became of a case of the old ledger, by where it stands and whether a unit was named that handled it."""
    return OF_STATE.get(state) or (Disposal.CHARGED if is_given else None)
