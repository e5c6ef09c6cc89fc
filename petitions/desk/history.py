"""The history of a case as the desk reads it: each step with who took it, and to whom it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from petitions import workflow
from petitions.models import CaseEvent
from web.words import N_

BY_HAND = N_("记录来访、来信或来电")
#: Under which names the facts of a step say whom it is about.
TO_WHOM = ("handler", "approver", "leader", "asked")
#: Days of the old ledger as the history calls them.
OLD_STEPS = {
    "filed": N_("登记"),
    "notified": N_("告知"),
    "accepted": N_("受理"),
    "replied": N_("答复"),
    "closed": N_("办结"),
    "concluded": N_("终结"),
}


@dataclass(frozen=True)
class Step:
    """One line of the history as the desk reads it."""

    day: date
    label: str
    who: str
    after: str


def of(events: Iterable[CaseEvent], names: Mapping[int, str]) -> list[Step]:
    """The lines of all events, in their order."""
    return [step for event in events for step in _steps(event, names)]


def _steps(event: CaseEvent, names: Mapping[int, str]) -> list[Step]:
    """The line of an event; of a case brought over, before it the days that the old ledger named."""
    if event.action is not workflow.Action.CARRY_OVER:
        return [_step(event, names)]
    days = [
        (date.fromisoformat(str(event.details[name])), label)
        for name, label in OLD_STEPS.items()
        if name in event.details
    ]
    return [*(Step(day, label, _("旧台账"), "") for day, label in days), _step(event, names)]


def _step(event: CaseEvent, names: Mapping[int, str]) -> Step:
    row = workflow.find(event.action, event.from_state, {event.role})
    nobody = _("在服务器上导入") if event.action is workflow.Action.CARRY_OVER else _(workflow.ROLE_LABELS[event.role])
    who = nobody if event.account_id is None else names.get(event.account_id, _("已停用的账号"))
    handed = next((event.details[key] for key in TO_WHOM if key in event.details), None)
    after = names.get(handed, "") if isinstance(handed, int) else ""
    if event.details.get("redacted"):
        after += _("（只给遮盖版）")
    elif event.details.get("lifted"):
        after = _("改给原文")
    label = row.label if row else event.action.value
    by_hand = event.action is workflow.Action.FILE and event.account_id is not None
    return Step(event.day, BY_HAND if by_hand else label, who, after)
