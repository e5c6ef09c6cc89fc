"""Every SELECT over cases that were brought over from the office's old ledger."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from petitions.files.models import Attachment
from petitions.models import CarriedOver, Petition


def old_numbers(session: Session, offices: Collection[int]) -> frozenset[str]:
    """Every number of an old ledger that was brought over into one of these offices. Another office counts its own, and
    whether it has a case is not for these to know."""
    wanted = (
        sa.select(CarriedOver.old_number)
        .join(Petition, Petition.id == CarriedOver.petition_id)
        .where(CarriedOver.old_number != "", Petition.group_id.in_(sorted(offices)))
    )
    return frozenset(session.execute(wanted).scalars())


def old_number(session: Session, petition_id: int) -> str | None:
    """The number a case had in the old ledger ("" when it had none); None for a case that began here."""
    wanted = sa.select(CarriedOver.old_number).where(CarriedOver.petition_id == petition_id)
    return session.execute(wanted).scalar_one_or_none()


def old_numbers_of(session: Session, known: sa.ColumnElement[bool]) -> dict[int, str]:
    """The number in the old ledger of each of the cases under `known` that had one."""
    wanted = sa.select(CarriedOver.petition_id, CarriedOver.old_number).join(
        Petition, Petition.id == CarriedOver.petition_id
    )
    return {each.petition_id: each.old_number for each in session.execute(wanted.where(known))}


def with_old_number(number: str) -> sa.ColumnElement[bool]:
    """The condition that a case had this number in the old ledger."""
    wanted = sa.select(CarriedOver.petition_id).where(CarriedOver.old_number == number.strip())
    return Petition.id.in_(wanted)


def of_import(session: Session, import_id: int) -> tuple[list[int], int]:
    """(ids of an import's cases nobody worked on since, how many others it brought)."""
    other = aliased(Petition)
    again = sa.select(other.id).where(
        sa.or_(other.repeat_of_id == CarriedOver.petition_id, other.leading_id == CarriedOver.petition_id)
    )
    papers = sa.select(Attachment.id).where(Attachment.petition_id == CarriedOver.petition_id)
    is_untouched = sa.and_(
        Petition.version == 1, ~again.correlate(CarriedOver).exists(), ~papers.correlate(CarriedOver).exists()
    )
    wanted = (
        sa.select(Petition.id, is_untouched.label("is_untouched"))
        .join(CarriedOver, CarriedOver.petition_id == Petition.id)
        .where(CarriedOver.import_id == import_id)
        .order_by(Petition.id)
    )
    # Held, so that nobody begins to work on one that is about to go; what somebody did is seen by its version.
    rows = session.execute(wanted.with_for_update(of=Petition)).all()
    untouched = [row.id for row in rows if row.is_untouched]
    return untouched, len(rows) - len(untouched)


def carried_over(session: Session) -> frozenset[int]:
    """The cases that were brought over."""
    return frozenset(session.execute(sa.select(CarriedOver.petition_id)).scalars())
