"""Whom petitioners asked to step back, and who that can be."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from petitions import reach
from petitions.models import Petition
from petitions.recusal.models import RecusalRequest
from petitions.workflow import KNOWN_IN, ROLE_LABELS, CaseRole

OFFICE = ROLE_LABELS[CaseRole.OFFICE]


def requests(session: Session, petition_id: int) -> list[RecusalRequest]:
    """Everybody the petitioner asked to step back, in order."""
    wanted = sa.select(RecusalRequest).where(RecusalRequest.petition_id == petition_id)
    return list(session.execute(wanted.order_by(RecusalRequest.message)).scalars())


def undecided(session: Session, petition_id: int) -> list[RecusalRequest]:
    """Those of them on whom the office has not decided yet."""
    return [each for each in requests(session, petition_id) if each.decided_on is None]


def named(session: Session, petition_id: int) -> list[tuple[str, RecusalRequest]]:
    """The same, each with the name of whom it is about."""
    names = {each.id: each.name for each in accounts.accounts(session)}
    return [(names.get(each.account_id or 0, _("没有列出的人")), each) for each in requests(session, petition_id)]


def by_part(session: Session, case: Petition, readers: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The readers of a case, each with what they are to it or what they are called."""
    titles = {each.id: each.title for each in accounts.accounts(session)}
    return [
        (each, _("%(name)s（%(part)s）", name=name, part=_part(case, each) or titles.get(each) or _(OFFICE)))
        for each, name in readers
    ]


def has_step(case: Petition, account_id: int) -> bool:
    """Whether a step of the case is somebody's now."""
    return bool(_part(case, account_id))


def outsiders(session: Session, readers: Collection[int], out: Collection[int]) -> list[Person]:
    """Who works petitions, does not read this one and may still come to: they are not in `out`."""
    return [
        each
        for each in accounts.people(session)
        if each.can("petitions") and each.id not in readers and each.id not in out
    ]


def _part(case: Petition, account_id: int) -> str:
    for role, (_may, column) in reach.GIVEN_STEPS.items():
        if getattr(case, column.key) == account_id and case.state in KNOWN_IN[role]:
            return _(ROLE_LABELS[role])
    return ""
