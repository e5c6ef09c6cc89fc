"""Asking those who were given aid how it went: a draft from the aid ledger, answered by slips given to them only.

How many slips a unit gets is published with the results. So a unit with fewer recipients than the floor gets as many
as the floor: the number of slips never says that one family was helped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from figures import disclosure
from ledgers import aid
from ledgers import queries as ledgers
from ledgers.queries import Entry
from surveys import operations, reporting_units
from surveys.items import SLIPS, Definition
from surveys.models import FollowUp, Survey
from surveys.questionnaires import BUILT_IN
from web.errors import Refusal

QUESTIONNAIRE = "aid"
#: Help is asked after while it is remembered.
MONTHS_BACK = timedelta(days=92)
LONGEST = timedelta(days=366)
FLOOR = disclosure.FLOOR
WRONG_DAYS = _l("结束日期不能早于开始日期，最多一年。")
NOBODY = _l("这段时间没有发放过帮扶。请换一段日期，或者先在台账里记发放。")


@dataclass(frozen=True)
class UnitPlan:
    """How many recipients a unit has, and how many slips it gets."""

    unit: str
    recipients: int

    @property
    def slips(self) -> int:
        """At least as many as the floor."""
        return max(self.recipients, FLOOR)

    @property
    def is_small(self) -> bool:
        """Whether its answers will only count for the enterprise."""
        return self.recipients < FLOOR


@dataclass(frozen=True)
class Plan:
    """Who would be asked: between two days, by unit."""

    first: date
    last: date
    units: tuple[UnitPlan, ...]

    @property
    def recipients(self) -> int:
        """Everybody."""
        return sum(each.recipients for each in self.units)


def plan(session: Session, who: Person, first: date, last: date) -> Plan:
    """The recipients of aid between two days, as far as `who` sees the ledger, by the ledger's units."""
    tree = accounts.unit_tree(session)
    counts = _recipients(ledgers.seen(session, aid.LEDGER, who, tree), first, last, tree)
    rows = [UnitPlan(tree.path(row.id), counts[row.id]) for _depth, row in tree.walk() if counts[row.id]]
    return Plan(first, last, tuple(rows))


def start(session: Session, first: date, last: date, *, actor: Person, now: datetime) -> Survey:
    """A draft of the built-in questionnaire, by slips, that remembers whom it is for. Raises Refusal, naming the field."""
    if not timedelta(0) <= last - first <= LONGEST:
        raise Refusal(WRONG_DAYS, field="last")
    if not plan(session, actor, first, last).units:
        raise Refusal(NOBODY, field="first")
    asked = BUILT_IN[QUESTIONNAIRE].definition
    title = _("%(year)s年%(month)s月帮扶慰问回访", year=last.year, month=last.month)
    definition = replace(asked, title=title, admission=SLIPS)
    survey = operations.draft(session, definition, questionnaire=QUESTIONNAIRE, actor=actor, now=now)
    session.add(FollowUp(survey_id=survey.id, first_day=first, last_day=last))
    session.flush()
    return survey


def of(session: Session, survey_id: int) -> FollowUp | None:
    """What a survey follows up, if it is a follow-up."""
    return session.get(FollowUp, survey_id)


def made(session: Session) -> list[tuple[Survey, FollowUp]]:
    """Every follow-up survey, the newest first."""
    wanted = sa.select(Survey, FollowUp).join(FollowUp, FollowUp.survey_id == Survey.id)
    rows = session.execute(wanted.order_by(Survey.created_on.desc(), Survey.id))
    return [(survey, follow_up) for survey, follow_up in rows]


def suggested(session: Session, survey: Survey, definition: Definition, who: Person) -> Mapping[int, int] | None:
    """Slips by reporting unit for who is to be asked; None for another survey, or when the units changed since.

    A reporting unit without recipients gets none.
    """
    follow_up = of(session, survey.id)
    if follow_up is None:
        return None
    tree = accounts.unit_tree(session)
    placement = reporting_units.place(tree, floor=definition.floor)
    if placement.units != definition.units:
        return None
    entries = ledgers.seen(session, aid.LEDGER, who, tree)
    counts: Counter[int] = Counter()
    for unit_id, recipients in _recipients(entries, follow_up.first_day, follow_up.last_day, tree).items():
        home = _home(unit_id, tree, placement.homes)
        if home is not None:
            counts[home] += recipients
    return {unit.id: max(counts[unit.id], FLOOR) if counts[unit.id] else 0 for unit in definition.choosable_units}


def _recipients(entries: Iterable[Entry], first: date, last: date, tree: UnitTree) -> Counter[int]:
    """Recipients by unit: a family is one, a gathering counts its people."""
    found: Counter[int] = Counter()
    for entry in entries:
        given_on = entry.value("given_on")
        is_given = entry.state in aid.GIVEN_STATES and isinstance(given_on, date) and first <= given_on <= last
        if is_given and entry.unit_id is not None and entry.unit_id in tree:
            people = entry.value("people") if entry.kind in aid.GATHERINGS else 1
            found[entry.unit_id] += people if isinstance(people, int) and people > 0 else 1
    return found


def _home(unit_id: int, tree: UnitTree, homes: Mapping[int, int]) -> int | None:
    """The reporting unit of a unit; of one that has people only below it, the first of those."""
    for each in (unit_id, *(row.id for _depth, row in tree.walk(unit_id))):
        if each in homes:
            return homes[each]
    nearest = tree.nearest(unit_id, set(homes))
    return homes[nearest] if nearest is not None else None
