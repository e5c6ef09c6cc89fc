"""Who may know of a case, and what they are to it: said once as a condition on rows and once of one case."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import workflow
from petitions.models import (
    Exclusion,
    Petition,
)
from petitions.workflow import KNOWN_IN, CaseRole
from vault import reading_groups
from web import kept_reads

_EXCLUDED = sa.select(Exclusion.account_id).where(Exclusion.petition_id == sa.bindparam("petition_id"))


def excluded(session: Session, petition_id: int) -> frozenset[int]:
    """The accounts that must never see a case."""
    return frozenset(session.execute(_EXCLUDED, {"petition_id": petition_id}).scalars())


def visible(session: Session, petition_id: int, who: Person) -> Petition:
    """A case that `who` may know of. Raises NoResultFound for one that is not there or not for them."""
    wanted = sa.select(Petition).where(Petition.id == petition_id, may_know(session, who))
    return session.execute(wanted).scalar_one()


def roles(session: Session, case: Petition, who: Person) -> frozenset[CaseRole]:
    """What `who` is to a case now: nothing once excluded or destroyed, whatever else they hold."""
    if case.purged_on is not None or who.id in excluded(session, case.id):
        return frozenset()
    offices = reading_groups.groups_of(session, who.id) if who.can("petitions.assign") else frozenset()
    found = set()
    if case.group_id in offices:
        found.add(CaseRole.OFFICE)
    elif case.state in KNOWN_IN[CaseRole.SENDER] and case.sent_from_id in offices:
        found.add(CaseRole.SENDER)
    for role, (permission, column) in GIVEN_STEPS.items():
        if getattr(case, column.key) == who.id and who.can(permission) and case.state in KNOWN_IN[role]:
            found.add(role)
    return frozenset(found)


#: The steps that are given to a person: the permission they want, and where the case says whose they are.
GIVEN_STEPS = {
    CaseRole.HANDLER: ("petitions.handle", Petition.handler_id),
    CaseRole.APPROVER: ("petitions.approve", Petition.approver_id),
    CaseRole.EXTENDER: ("petitions.approve", Petition.extender_id),
    CaseRole.SPONSOR: ("petitions.approve", Petition.sponsor_id),
    CaseRole.REVIEWER: ("petitions.approve", Petition.reviewer_id),
}


def may_know(session: Session, who: Person) -> sa.ColumnElement[bool]:
    """The condition on Petition under which `who` may know that a case exists; says the same as `roles`."""
    return sa.and_(may_count(session, who), Petition.purged_on.is_(None))


def may_count(session: Session, who: Person) -> sa.ColumnElement[bool]:
    """The condition under which a case counts in figures for `who`: also once nothing but an anonymous row is left.

    A way that leads to no case now is left out, because an office's list walks an index and an OR would stop that.
    """
    return kept_reads.while_reading(session, ("may count", who), lambda reading: _may_count(reading, who))


def _may_count(session: Session, who: Person) -> sa.ColumnElement[bool]:
    ways: list[sa.ColumnElement[bool]] = []
    offices = offices_of(session, who)
    if offices:
        ways.append(in_offices(offices))
    elsewhere = _leading_somewhere(session, [*steps_of(who), *sent_from(offices)], offices)
    known = sa.or_(sa.false(), *ways, *elsewhere) if elsewhere or not ways else ways[0]
    left_out = sorted(session.execute(sa.select(Exclusion.petition_id).where(Exclusion.account_id == who.id)).scalars())
    return sa.and_(known, Petition.id.not_in(left_out)) if left_out else known


def offices_of(session: Session, who: Person) -> list[int]:
    """The offices (reading groups) in which somebody works cases."""
    return sorted(reading_groups.groups_of(session, who.id)) if who.can("petitions.assign") else []


def in_offices(offices: Collection[int]) -> sa.ColumnElement[bool]:
    """The condition that a case belongs to one of these offices."""
    only = next(iter(offices)) if len(offices) == 1 else None
    return Petition.group_id == only if only is not None else Petition.group_id.in_(sorted(offices))


def steps_of(who: Person) -> list[sa.ColumnElement[bool]]:
    """The conditions under which a step of a case was given to `who`."""
    return [
        sa.and_(column == who.id, Petition.state.in_(ordered(KNOWN_IN[role])))
        for role, (permission, column) in GIVEN_STEPS.items()
        if who.can(permission)
    ]


def sent_from(offices: Collection[int]) -> list[sa.ColumnElement[bool]]:
    """The condition that one of these offices sent a case that the other one has not taken yet."""
    known = Petition.state.in_(ordered(KNOWN_IN[CaseRole.SENDER]))
    return [sa.and_(Petition.sent_from_id.in_(sorted(offices)), known)] if offices else []


def _leading_somewhere(
    session: Session, ways: Collection[sa.ColumnElement[bool]], offices: Collection[int]
) -> list[sa.ColumnElement[bool]]:
    """Those of the `ways` that lead to a case of another office now, asked at once."""
    if not ways:
        return []
    others = Petition.group_id.not_in(sorted(offices))
    leads = session.execute(sa.select(*(sa.exists().where(way, others) for way in ways))).one()
    return [way for way, is_one in zip(ways, leads, strict=True) if is_one]


def id_of_number(session: Session, number: str, who: Person) -> int | None:
    """The case with this number, when `who` may know of it."""
    wanted = sa.select(Petition.id).where(Petition.number == number.strip().upper(), may_know(session, who))
    return session.execute(wanted).scalar_one_or_none()


def ordered(states: Iterable[workflow.State]) -> list[workflow.State]:
    """States in a fixed order, so that a statement is the same each time."""
    return [state for state in workflow.State if state in set(states)]
