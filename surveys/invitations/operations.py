"""Every write that makes a survey one by invitation: the numbers of its staff list, its keys, its links. No name is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from accounts.units import UnitTree
from database import Database
from surveys import operations, queries
from surveys.ballot_box import box, invitations, tickets
from surveys.ballot_box.tickets import UnitKey
from surveys.invitations import rosters
from surveys.invitations.rosters import Roster
from surveys.items import INVITATIONS, OPEN_LINK, Definition, ReportingUnit
from surveys.lifecycle import Stage
from surveys.models import Survey
from vault.instance_key import InstanceKey
from web.errors import Refusal


@dataclass(frozen=True)
class Keys:
    """The keys of all units: the public document, and the private halves by unit."""

    document: bytes
    private: dict[int, bytes] = field(repr=False)


def floor(definition: Definition) -> int:
    """The fewest people a unit of a survey by invitation may have."""
    return max(definition.floor, definition.admission_floor)


def choose(
    session: Session,
    survey: Survey,
    roster: Roster,
    tree: UnitTree,
    *,
    drawing_days: int,
    actor: Person,
    now: datetime,
) -> None:
    """Make a draft one by invitation, with the units and numbers of a staff list. Raises Refusal when it is open."""
    operations.require(survey, now, Stage.DRAFT, operations.ADMISSION_FROZEN)
    definition = Definition.from_json(survey.definition)
    units = rosters.placed(roster, tree, floor=floor(definition)).units
    chosen = replace(definition, admission=INVITATIONS, units=units, drawing_days=drawing_days)
    survey.definition = chosen.to_json()
    session.flush()
    audit.record(session, actor, "survey.invite", operations.subject(survey), now=now, invited=chosen.headcount)


def give_up(session: Session, survey: Survey, *, actor: Person, now: datetime) -> None:
    """Undo `choose`: an open link again, with the units of the enterprise. Raises Refusal when it is open."""
    operations.require(survey, now, Stage.DRAFT, operations.ADMISSION_FROZEN)
    definition = Definition.from_json(survey.definition)
    survey.definition = replace(definition, admission=OPEN_LINK, units=()).to_json()
    session.flush()
    audit.record(session, actor, "survey.invite_not", operations.subject(survey), now=now)


def make_keys(slug: str, units: Sequence[ReportingUnit], progress: Callable[[int, int], None]) -> Keys:
    """A fresh key for each unit; `progress(done, whole)` is told after each."""
    private, public = {}, []
    for number, unit in enumerate(units, start=1):
        private[unit.id], spki = tickets.generate()
        public.append(UnitKey(unit.id, unit.name, unit.headcount, spki))
        progress(number, len(units))
    return Keys(tickets.key_document(slug, public), private)


def open_(
    database: Database,
    survey_id: int,
    *,
    instance_key: InstanceKey,
    actor: Person,
    now: Callable[[], datetime],
    progress: Callable[[int, int], None],
) -> None:
    """Make the keys of a draft and open it: all of it or nothing. Raises Refusal with the obstacle."""
    with database.reading() as session:
        survey = queries.survey(session, survey_id)
        slug, units = survey.slug, operations.frozen(session, survey).choosable_units
    keys = make_keys(slug, units, progress)
    with database.writing() as session, session.begin():
        survey = queries.survey_to_change(session, survey_id)
        operations.open_(session, survey, key_document=keys.document, actor=actor, now=now())
        # While the survey is locked, so that of two openings at once only one leaves its keys. Kept before the commit:
        # keys without an open survey open nothing, an open survey without keys would be half opened.
        invitations.keep_keys(database, survey_id, keys.private, instance_key)
    assert survey.closes_at is not None
    box.open_(database, survey_id, survey.closes_at)


@dataclass(frozen=True)
class Links:
    """A personal link for each person of a staff list, in its order: the secrets, and the units they are invited in."""

    secrets: list[str] = field(repr=False)
    units: list[ReportingUnit]


def draw_up_links(survey: Survey, roster: Roster, tree: UnitTree, *, now: datetime) -> Links:
    """Fresh links for a staff list, which must be the one the survey opened with. Nothing is written yet.

    Raises Refusal when the numbers differ or the survey is not open.
    """
    if queries.stage(survey, now) is not Stage.OPEN:
        raise Refusal(_("问卷开放以后才能生成领券链接。"))
    definition = Definition.from_json(survey.definition)
    placement = rosters.placed(roster, tree, floor=floor(definition))
    if placement.units != definition.units:
        raise Refusal(_differences(definition.units, placement.units))
    units = [placement.units[placement.homes[person.unit_id]] for person in roster.people]
    return Links([invitations.token() for _person in units], units)


def keep_links(
    session: Session, database: Database, survey: Survey, links: Links, *, actor: Person, now: datetime
) -> None:
    """Make links that were drawn up valid, once what they go back in is ready. Raises Refusal when there are some."""
    try:
        invitations.keep_links(database, survey.id, links.secrets, [unit.id for unit in links.units])
    except invitations.LinksExist:
        raise Refusal(_("链接已经生成过了。要重新生成，请先撤销；已经有人领券的就不能撤销了。")) from None
    audit.record(session, actor, "survey.links", operations.subject(survey), now=now, links=len(links.secrets))


def withdraw_links(session: Session, database: Database, survey: Survey, *, actor: Person, now: datetime) -> None:
    """Undo `keep_links` while nobody has drawn. Raises Refusal afterwards."""
    try:
        withdrawn = invitations.withdraw_links(database, survey.id)
    except invitations.Drawn:
        raise Refusal(_("已经有人领券，链接不能再撤销：那会让他们答不了题。")) from None
    audit.record(session, actor, "survey.links_not", operations.subject(survey), now=now, links=withdrawn)


def _differences(frozen: Sequence[ReportingUnit], now: Sequence[ReportingUnit]) -> str:
    """What differs between the staff list a survey opened with and another one, unit by unit."""
    before, after = ({unit.name: unit.headcount for unit in units if unit.choosable} for units in (frozen, now))
    lines = [
        _(
            "%(unit)s：开放时 %(before)d 人，这份名单 %(after)d 人",
            unit=name,
            before=before.get(name, 0),
            after=after.get(name, 0),
        )
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]
    return _("这份名单和开放时的对不上，没有生成链接。请上传开放时的那一份。") + "；".join(lines[:8])
