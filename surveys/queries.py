"""Every SELECT over surveys and releases; plain rows in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveys import lifecycle
from surveys.counting.release import Release
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import KeyDocument, SlipSignOff, SpentMark, StoredRelease, Survey


def surveys(session: Session) -> list[Survey]:
    """All surveys, newest first: drafts by the day they were made, then the others by when they opened."""
    drafts_first = Survey.opened_at.is_not(None)
    wanted = sa.select(Survey).order_by(drafts_first, Survey.opened_at.desc(), Survey.created_on.desc(), Survey.id)
    return list(session.execute(wanted).scalars())


def survey(session: Session, survey_id: int) -> Survey:
    """One survey. Raises NoResultFound."""
    return session.execute(sa.select(Survey).where(Survey.id == survey_id)).scalar_one()


def survey_to_change(session: Session, survey_id: int) -> Survey:
    """One survey, locked for this transaction. Raises NoResultFound."""
    return session.execute(sa.select(Survey).where(Survey.id == survey_id).with_for_update()).scalar_one()


def survey_by_slug(session: Session, slug: str) -> Survey:
    """One survey by the name in its link. Raises NoResultFound."""
    return session.execute(sa.select(Survey).where(Survey.slug == slug)).scalar_one()


@dataclass(frozen=True)
class Answering:
    """What answering a survey needs to know of it; read on every answer, so without its long definition."""

    id: int
    slug: str
    opened_at: datetime | None
    closes_at: datetime | None
    counted_on: date | None
    released_on: date | None
    digest: str | None
    public_key: bytes | None


_ANSWERING = sa.select(*(getattr(Survey, each.name) for each in fields(Answering))).where(
    Survey.slug == sa.bindparam("slug")
)


def answering(connection: sa.Connection, slug: str) -> Answering:
    """One survey as answering sees it. Raises NoResultFound."""
    return Answering(*connection.execute(_ANSWERING, {"slug": slug}).one())


def definition(connection: sa.Connection, survey_id: int) -> Definition:
    """The definition of one survey. Raises NoResultFound."""
    wanted = sa.select(Survey.definition).where(Survey.id == survey_id)
    return Definition.from_json(connection.execute(wanted).scalar_one())


def asked_before(session: Session, *, limit: int = 100) -> list[Definition]:
    """The frozen definitions of surveys that were ever open, newest first."""
    wanted = sa.select(Survey.definition).where(Survey.opened_at.is_not(None))
    stored = session.execute(wanted.order_by(Survey.opened_at.desc(), Survey.id).limit(limit)).scalars()
    return [Definition.from_json(each) for each in stored]


def stage(survey: Survey | Answering, now: datetime) -> Stage:
    """Where a survey stands."""
    return lifecycle.stage(
        opened_at=survey.opened_at,
        closes_at=survey.closes_at,
        counted=survey.counted_on is not None,
        released=survey.released_on is not None,
        now=now,
    )


def key_document(session: Session, survey_id: int) -> bytes | None:
    """The document of a survey's ticket keys; None for a survey that is not by invitation."""
    stored = session.get(KeyDocument, survey_id)
    return stored.document if stored is not None else None


def spent_marks(box: Session, survey_id: int) -> dict[int, tuple[bytes, ...]]:
    """The marks of spent slips or tickets by unit, in the order of the marks themselves, which is no order of time."""
    wanted = sa.select(SpentMark.unit, SpentMark.mark).where(SpentMark.survey_id == survey_id)
    found: dict[int, list[bytes]] = {}
    for unit, mark in box.execute(wanted.order_by(SpentMark.unit, SpentMark.mark)):
        found.setdefault(unit, []).append(mark)
    return {unit: tuple(marks) for unit, marks in found.items()}


def open_surveys(session: Session, now: datetime) -> list[Survey]:
    """The surveys one can answer now, the one that closes first in front."""
    wanted = sa.select(Survey).where(Survey.opened_at <= now, Survey.closes_at > now)
    return list(session.execute(wanted.order_by(Survey.closes_at, Survey.id)).scalars())


def unfinished_closed(session: Session, now: datetime) -> list[Survey]:
    """Surveys that have closed and are not counted yet."""
    wanted = sa.select(Survey).where(Survey.closes_at <= now, Survey.counted_on.is_(None))
    return list(session.execute(wanted.order_by(Survey.closes_at, Survey.id)).scalars())


def under_way(session: Session, now: datetime) -> list[Survey]:
    """Surveys that were opened and are not released yet, the one that closed or closes first in front."""
    wanted = sa.select(Survey).where(Survey.opened_at <= now, Survey.released_on.is_(None))
    return list(session.execute(wanted.order_by(Survey.closes_at, Survey.id)).scalars())


def release(session: Session, survey_id: int) -> Release | None:
    """The release of a counted survey."""
    stored = session.get(StoredRelease, survey_id)
    return Release.from_json(stored.tables) if stored is not None else None


def slug(connection: sa.Connection, survey_id: int) -> str:
    """The name in a survey's link. Raises NoResultFound."""
    return str(connection.execute(sa.select(Survey.slug).where(Survey.id == survey_id)).scalar_one())


def signed_off_slips(session: Session, survey_id: int) -> dict[int, int]:
    """How many unused slips were signed off, by unit."""
    wanted = sa.select(SlipSignOff.unit, SlipSignOff.unused).where(SlipSignOff.survey_id == survey_id)
    return {row.unit: row.unused for row in session.execute(wanted)}


def released(session: Session) -> list[Survey]:
    """Surveys whose results everybody may read, newest first."""
    wanted = sa.select(Survey).where(Survey.released_on.is_not(None))
    return list(session.execute(wanted.order_by(Survey.released_on.desc(), Survey.id)).scalars())


def releases_in(session: Session, first_day: date, last_day: date) -> list[Release]:
    """What was released from `first_day` to `last_day`, oldest first."""
    wanted = (
        sa.select(StoredRelease.tables)
        .join(Survey, Survey.id == StoredRelease.survey_id)
        .where(Survey.released_on.between(first_day, last_day))
        .order_by(Survey.released_on, Survey.id)
    )
    return [Release.from_json(tables) for tables in session.execute(wanted).scalars()]


def releases_before(session: Session, survey: Survey, *, published: bool = False) -> list[Release]:
    """Counted releases of the same questionnaire, the one that closed first in front; or only those everybody may read."""
    wanted = (
        sa.select(StoredRelease.tables)
        .join(Survey, Survey.id == StoredRelease.survey_id)
        .where(Survey.questionnaire == survey.questionnaire, Survey.id != survey.id)
        .order_by(Survey.closes_at, Survey.id)
    )
    if published:
        wanted = wanted.where(Survey.released_on.is_not(None), Survey.closes_at <= survey.closes_at)
    return [Release.from_json(tables) for tables in session.execute(wanted).scalars()]
