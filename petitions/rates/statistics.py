"""The one SELECT behind every petition statistic: plain facts of cases, in a fixed order, nothing sealed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from petitions.categories import queries as category_queries
from petitions.deadlines import ClockKind
from petitions.in_place import Duty
from petitions.joint.models import Voice
from petitions.models import CaseClock, Exclusion, Petition
from petitions.old_ledger import queries as carried_over
from petitions.outcome.models import DutyDone, Rating
from petitions.rates.selection import CaseFacts

#: What is read of a case itself; the names are those of CaseFacts.
COLUMNS = (
    "number",
    "legal_class",
    "naming",
    "channel",
    "category",
    "unit_id",
    "handling_unit_id",
    "people",
    "is_repeat",
    "state",
    "filed_on",
    "respond_by",
    "responded_on",
    "decided_on",
    "accepted_on",
    "reopened_on",
    "ended_on",
    "call_back",
    "called_back_on",
    "sponsored_on",
    "charged_on",
    "closed_on",
    "first_closed_on",
    "first_reopened_on",
    "passed_on",
    "outcome",
    "judgement",
    "hardship",
    "unlawful",
)
CLOCKS = (ClockKind.NOTIFY, ClockKind.HANDLE, ClockKind.SIMPLE, ClockKind.RATE)


def case_facts(
    session: Session, since: date, *, only: sa.ColumnElement[bool] | None = None, closed_since: date | None = None
) -> list[CaseFacts]:
    """Every case that came in, was decided, answered, closed or rated on or after `since`, or is still open then.

    `only` narrows them, for somebody who may not know of all; with `closed_since` those closed since then are read too.
    """
    wanted = _MATTERING if closed_since is None else _MATTERING_OR_CLOSED
    wanted = wanted if only is None else wanted.where(only)
    days = {"since": since, "closed_since": closed_since}
    done, restricted, carried = _duties_done(session), _restricted(session), carried_over.carried_over(session)
    joined, categories = _joined(session), category_queries.tree(session)
    return [
        CaseFacts(
            **{**row, "category": categories.report_code(row["category"])},
            duties_done=frozenset(done.get(row["id"], ())),
            is_restricted=row["id"] in restricted,
            is_carried_over=row["id"] in carried,
            joined=tuple(joined.get(row["id"], ())),
        )
        for row in session.execute(wanted, days).mappings()
    ]


def _wanted() -> sa.Select[Any]:
    """What is read of a case, its clocks and its rating."""
    clocks = {kind: aliased(CaseClock) for kind in CLOCKS}
    wanted = sa.select(
        Petition.id,
        *(getattr(Petition, name) for name in COLUMNS),
        # A reopened case keeps its first answer, which its first time is measured by.
        Petition.first_replied_on.label("replied_on"),
        Petition.replied_on.label("last_replied_on"),
        clocks[ClockKind.NOTIFY].due_on.label("notify_due"),
        # A case converted from 简易办理 has both clocks; the ordinary one then rules.
        sa.func.coalesce(clocks[ClockKind.HANDLE].due_on, clocks[ClockKind.SIMPLE].due_on).label("handle_due"),
        clocks[ClockKind.RATE].due_on.label("rate_due"),
        Petition.purged_on.is_not(None).label("is_purged"),
        Rating.day.label("rated_on"),
        Rating.office,
        Rating.unit,
        Rating.solved,
        _came_again_on().label("came_again_on"),
    ).select_from(Petition)
    wanted = wanted.outerjoin(Rating, Rating.petition_id == Petition.id)
    for kind, clock in clocks.items():
        wanted = wanted.outerjoin(clock, sa.and_(clock.petition_id == Petition.id, clock.kind == kind, _round(clock)))
    return wanted.order_by(Petition.filed_on, Petition.number)


def _came_again_on() -> sa.ScalarSelect[date]:
    again = aliased(Petition)
    return sa.select(sa.func.min(again.filed_on)).where(again.repeat_of_id == Petition.id).scalar_subquery()


def _round(clock: type[CaseClock]) -> sa.ColumnElement[bool]:
    """Which round counts: of the notice the last (a transfer starts it anew), of everything else the first."""
    later = aliased(CaseClock)
    again = sa.select(later.petition_id).where(
        later.petition_id == clock.petition_id, later.kind == ClockKind.NOTIFY, later.round > clock.round
    )
    return sa.or_(
        sa.and_(clock.kind != ClockKind.NOTIFY, clock.round == 1),
        sa.and_(clock.kind == ClockKind.NOTIFY, ~again.exists()),
    )


def _matters(since: sa.BindParameter[date]) -> sa.ColumnElement[bool]:
    open_then = sa.and_(
        Petition.ended_on.is_(None),
        sa.or_(
            sa.and_(
                Petition.first_replied_on.is_(None),
                sa.or_(Petition.decided_on.is_(None), Petition.accepted_on.is_not(None)),
            ),
            # Answered once and in hand again, however long ago.
            Petition.reopened_on > Petition.replied_on,
            # A leader or a superior waits for it until it is closed.
            sa.and_(
                Petition.closed_on.is_(None),
                sa.or_(Petition.sponsored_on.is_not(None), Petition.charged_on.is_not(None)),
            ),
        ),
    )
    days = (
        Petition.filed_on,
        Petition.decided_on,
        Petition.first_replied_on,
        Petition.replied_on,
        Petition.reopened_on,
        Petition.closed_on,
        Petition.ended_on,
        Petition.called_back_on,
        Rating.day,
    )
    return sa.or_(open_then, *(day >= since for day in days))


_SINCE, _CLOSED_SINCE = (sa.bindparam(name, type_=sa.Date()) for name in ("since", "closed_since"))
_CLOSED = sa.or_(Petition.closed_on >= _CLOSED_SINCE, Petition.first_closed_on >= _CLOSED_SINCE)
# Building them takes longer than asking them of a small enterprise.
_MATTERING = _wanted().where(_matters(_SINCE))
_MATTERING_OR_CLOSED = _wanted().where(sa.or_(_matters(_SINCE), _CLOSED))


def _duties_done(session: Session) -> dict[int, set[Duty]]:
    found: dict[int, set[Duty]] = defaultdict(set)
    for petition_id, duty in session.execute(sa.select(DutyDone.petition_id, DutyDone.duty)):
        found[petition_id].add(duty)
    return found


def _joined(session: Session) -> dict[int, list[date]]:
    """The days on which somebody joined a case whom its number of people does not hold already."""
    found: dict[int, list[date]] = defaultdict(list)
    wanted = sa.select(Voice.petition_id, Voice.joined_on).where(Voice.is_counted).order_by(Voice.joined_on)
    for petition_id, day in session.execute(wanted):
        found[petition_id].append(day)
    return found


def _restricted(session: Session) -> set[int]:
    return set(session.execute(sa.select(Exclusion.petition_id).distinct()).scalars())
