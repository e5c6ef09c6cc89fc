"""The life of a case as data: one table of transitions that everything else reads.

Buttons, permission, refusals, the sentence afterwards, the petitioner's timeline, docs/workflow.md and the test matrix
all come from TRANSITIONS. Rows are added, never removed; they stand by subject in the modules of
`petitions.transitions`. The duties behind the rows are those of 《信访工作条例》 (articles are named row by row); a clock
that a row starts or stops is explained in petitions.deadlines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from petitions.transitions import assigning as assigning_rows
from petitions.transitions import carried as carried_rows
from petitions.transitions import closing as closing_rows
from petitions.transitions import handling as handling_rows
from petitions.transitions import intake as intake_rows
from petitions.transitions import mandate as mandate_rows
from petitions.transitions import mediation as mediation_rows
from petitions.transitions import oversight as oversight_rows
from petitions.transitions import recusal as recusal_rows
from petitions.transitions import review as review_rows
from petitions.transitions.actions import (
    GROUND_LABELS,
    NEED_LABELS,
    PROCEDURE_LABELS,
    ROLE_LABELS,
    ROUTE_LABELS,
    TRIGGER_LABELS,
    Action,
    CaseRole,
    Ground,
    LegalRoute,
    Need,
    Procedure,
    Tone,
    Transition,
    Trigger,
)
from petitions.transitions.states import (
    ANSWERED_STATES,
    ENDED_STATES,
    FINISHED_STATES,
    HANDLER_STATES,
    HANDLING_STATES,
    LIVE_STATES,
    OPEN_STATES,
    PETITIONER_LABELS,
    REVIEW_STATES,
    STATE_LABELS,
    TRANSFER_STATES,
    WITH_ANSWER_STATES,
    State,
)
from web.words import N_

__all__ = [
    "ANSWERED_STATES",
    "ENDED_STATES",
    "FINISHED_STATES",
    "GROUND_LABELS",
    "HANDLER_STATES",
    "HANDLING_STATES",
    "KNOWN_IN",
    "LIVE_STATES",
    "NEED_LABELS",
    "OPEN_STATES",
    "PETITIONER_LABELS",
    "PRECEDENCE",
    "PROCEDURE_LABELS",
    "REVIEW_STATES",
    "ROLE_LABELS",
    "ROUTE_LABELS",
    "STATE_LABELS",
    "SUBJECTS",
    "TRANSFER_STATES",
    "TRANSITIONS",
    "TRIGGER_LABELS",
    "WITH_ANSWER_STATES",
    "Action",
    "CaseRole",
    "Ground",
    "LegalRoute",
    "Need",
    "Procedure",
    "State",
    "Tone",
    "Transition",
    "Trigger",
    "allowed",
    "find",
    "fold",
    "lands",
    "next_step",
    "waits_for",
]

TRANSITIONS: tuple[Transition, ...] = (
    *intake_rows.ROWS,
    *assigning_rows.ROWS,
    *handling_rows.ROWS,
    *recusal_rows.ROWS,
    *mediation_rows.ROWS,
    *oversight_rows.ROWS,
    *mandate_rows.ROWS,
    *review_rows.ROWS,
    *closing_rows.ROWS,
    *carried_rows.ROWS,
)

_BY_ACTION = {action: tuple(row for row in TRANSITIONS if row.action is action) for action in Action}

#: The same rows by subject, as a menu lists them.
SUBJECTS: tuple[tuple[str, tuple[Transition, ...]], ...] = (
    (N_("登记受理"), intake_rows.ROWS),
    (N_("办理"), (*assigning_rows.ROWS, *handling_rows.ROWS)),
    (N_("回避"), recusal_rows.ROWS),
    (N_("调解和解"), mediation_rows.ROWS),
    (N_("督促"), oversight_rows.ROWS),
    (N_("交办"), mandate_rows.ROWS),
    (N_("复查复核"), review_rows.ROWS),
    (N_("落实办结"), closing_rows.ROWS),
    (N_("旧台账"), carried_rows.ROWS),
)

# Somebody who is several things to a case acts as the first of these that has a row.
PRECEDENCE = (
    CaseRole.PETITIONER,
    CaseRole.HANDLER,
    CaseRole.APPROVER,
    CaseRole.REVIEWER,
    CaseRole.EXTENDER,
    CaseRole.SPONSOR,
    CaseRole.SENDER,
    CaseRole.OFFICE,
    CaseRole.VOICE,
)

#: In which states somebody who was given a step knows of the case; elsewhere the step is over and the key is back.
KNOWN_IN = {
    CaseRole.HANDLER: HANDLER_STATES | {State.DRAFTED},
    CaseRole.APPROVER: frozenset({State.DRAFTED}),
    CaseRole.SENDER: TRANSFER_STATES,
    CaseRole.EXTENDER: HANDLING_STATES,
    CaseRole.SPONSOR: (OPEN_STATES | ANSWERED_STATES) - TRANSFER_STATES,
    CaseRole.REVIEWER: frozenset({State.REVIEWING, State.REREVIEWING}),
}


def find(action: Action, state: State | None, roles: Collection[CaseRole]) -> Transition | None:
    """The row by which somebody with `roles` may do `action` from `state` (None: no case yet), or None."""
    rows = [row for row in _BY_ACTION[action] if _leaves(row, state)]
    for role in PRECEDENCE if rows else ():
        for row in rows:
            if role in roles and role in row.roles:
                return row
    return None


def allowed(state: State, roles: Collection[CaseRole]) -> list[Transition]:
    """Every row open to somebody with `roles` in `state`, one for each action, in the order of the table."""
    return list(_allowed(state, frozenset(roles)))


@cache
def _allowed(state: State, roles: frozenset[CaseRole]) -> tuple[Transition, ...]:
    found = [find(action, state, roles) for action in Action]
    return tuple(row for row in TRANSITIONS if row.sources and any(row is each for each in found))


def next_step(rows: Iterable[Transition]) -> Transition | None:
    """The one primary step among `rows`: the one furthest along the table."""
    primary = [row for row in rows if row.tone is Tone.PRIMARY]
    return primary[-1] if primary else None


def lands(row: Transition, before: State, gone: Collection[CaseRole]) -> State:
    """The state after `row`, when the steps of those who were `gone` in these roles are nobody's any more."""
    return next((state for role, state in row.instead if role in gone), row.target or before)


def fold(steps: Iterable[tuple[Action, State | None, State]]) -> State | None:
    """The state that a history of (action, state before, state after) ends in. Raises ValueError when it cannot be."""
    state: State | None = None
    for action, before, after in steps:
        rows = [row for row in _BY_ACTION[action] if _leaves(row, before)]
        if before is not state or all(after not in _may_land(row, before) for row in rows):
            raise ValueError(f"{action.value} does not lead from {before} to {after}")
        state = after
    return state


def waits_for(state: State) -> str:
    """Who the case lies with, in the desk's words."""
    if state in FINISHED_STATES:
        return ""
    owners = {
        State.ASKING: CaseRole.PETITIONER,
        State.DRAFTED: CaseRole.APPROVER,
        State.OBJECTED: CaseRole.SENDER,
        State.REVIEWING: CaseRole.REVIEWER,
        State.REREVIEWING: CaseRole.REVIEWER,
    }
    default = CaseRole.HANDLER if state in HANDLER_STATES else CaseRole.OFFICE
    return ROLE_LABELS[owners.get(state, default)]


def _may_land(row: Transition, before: State | None) -> set[State | None]:
    return {row.target or before, *(state for _role, state in row.instead)}


def _leaves(row: Transition, state: State | None) -> bool:
    return state in row.sources if state is not None else not row.sources
