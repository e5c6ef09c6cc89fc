"""Every write to a draft's questionnaire: one step at a time, each undone by the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from surveys import operations
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from web.errors import Refusal
from web.words import N_

#: What each step is called when it can be undone.
STEPS = {
    "add": N_("加了 %(n)s 道题"),
    "reword": N_("改了“%(text)s”"),
    "move": N_("移动了“%(text)s”"),
    "delete": N_("删除了“%(text)s”"),
    "section": N_("移动了“%(text)s”一段"),
    "condition": N_("改了“%(text)s”的出现条件"),
    "measure": N_("改了维度和分组"),
    "english": N_("改了英文"),
}


@dataclass(frozen=True)
class Workshop:
    """What is kept beside a draft: the last step with the definition before it, and what an import left behind.

    `losses` are (msgid, values) of everything a foreign questionnaire held that cannot be carried over.
    """

    step: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    losses: tuple[tuple[str, Mapping[str, Any]], ...] = ()


def workshop(survey: Survey) -> Workshop:
    """What is kept beside this draft."""
    stored = dict(survey.workshop or {})
    stored["losses"] = tuple((message, values) for message, values in stored.get("losses", ()))
    return Workshop(**stored)


def change(
    session: Session,
    survey: Survey,
    definition: Definition,
    step: str,
    *,
    actor: Person,
    now: datetime,
    told: Mapping[str, Any] | None = None,
    **recorded: str,
) -> None:
    """Keep a changed draft and the one before it; `recorded` goes into the audit log. Raises Refusal once it is open."""
    operations.require(survey, now, Stage.DRAFT, operations.FROZEN)
    kept = Workshop(step, told or {}, survey.definition, workshop(survey).losses)
    survey.definition, survey.workshop = definition.to_json(), asdict(kept)
    session.flush()
    audit.record(session, actor, "survey.edit", operations.subject(survey), now=now, step=step, **recorded)


def undo(session: Session, survey: Survey, *, actor: Person, now: datetime) -> None:
    """Take the last step back; done twice, it is there again. Raises Refusal when there is none."""
    operations.require(survey, now, Stage.DRAFT, operations.FROZEN)
    last = workshop(survey)
    if last.before is None:
        raise Refusal(_("没有可以撤销的步骤。"))
    kept = Workshop(last.step, last.told, survey.definition, last.losses)
    survey.definition, survey.workshop = dict(last.before), asdict(kept)
    session.flush()
    audit.record(session, actor, "survey.edit", operations.subject(survey), now=now, step="undo")


def copy(session: Session, survey: Survey, *, actor: Person, now: datetime) -> Survey:
    """A new draft with the same questions, so that the next wave can be compared."""
    return operations.draft(
        session,
        Definition.from_json(survey.definition),
        questionnaire=survey.questionnaire,
        actor=actor,
        now=now,
        copied=operations.subject(survey),
    )


def bring_in(
    session: Session,
    definition: Definition,
    losses: tuple[tuple[str, Mapping[str, Any]], ...],
    *,
    form: str,
    actor: Person,
    now: datetime,
) -> Survey:
    """A new draft from a file of another program; what could not be carried over is kept beside it."""
    survey = operations.draft(session, definition, actor=actor, now=now, imported=form)
    if losses:
        survey.workshop = asdict(Workshop(losses=losses))
        session.flush()
    return survey
