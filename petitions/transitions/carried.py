"""How a case of the office's old ledger begins here: at once where the ledger says it stands; pure rows."""

from __future__ import annotations

from petitions.transitions.actions import OFFICE, Action, Tone, Transition
from petitions.transitions.states import State
from web.words import N_

#: Where an old ledger may say that a case stands.
CARRIED_TO = (
    State.REGISTERED,
    State.ACCEPTED,
    State.REPLIED,
    State.CLOSED,
    State.DECLINED,
    State.HANDED_OVER,
    State.WITHDRAWN,
)

ROWS: tuple[Transition, ...] = tuple(
    Transition(
        action=Action.CARRY_OVER,
        label=N_("由旧台账转入"),
        sources=frozenset(),
        target=state,
        roles=OFFICE,
        tone=Tone.QUIET,
        done=N_("已由旧台账转入。"),
        timeline=N_("由旧台账转入"),
    )
    for state in CARRIED_TO
)


def row_to(state: State) -> Transition:
    """The row by which a case begins in `state`. Raises StopIteration for a state no old ledger knows."""
    return next(row for row in ROWS if row.target is state)
