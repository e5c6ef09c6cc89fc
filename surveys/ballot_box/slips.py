"""Paper slips in the box: putting them in, finding one by its mark, voiding those not used, and the account of them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from database import BoxBase, Database, random_id
from surveys.models import PrintReason, Slip
from web.errors import Refusal

_SLIPS: sa.Table = BoxBase.metadata.tables["box.slip"]
_MARKS: sa.Table = BoxBase.metadata.tables["box.spent_mark"]
_URNS: sa.Table = BoxBase.metadata.tables["box.urn_ballot"]
_OPEN: sa.Table = BoxBase.metadata.tables["box.open_box"]
_SPENT = sa.or_(
    sa.exists().where(_MARKS.c.survey_id == _SLIPS.c.survey_id, _MARKS.c.mark == _SLIPS.c.code_hash),
    sa.exists().where(_URNS.c.survey_id == _SLIPS.c.survey_id, _URNS.c.spent == _SLIPS.c.code_hash),
)
# One statement, whether the code is right, wrong or spent: its cost tells nothing.
_FIND = sa.select(_SLIPS.c.survey_id, _SLIPS.c.unit, _SPENT.label("is_spent")).where(
    _SLIPS.c.code_hash == sa.bindparam("mark")
)
_EXISTS = sa.select(_SLIPS.c.id).where(_SLIPS.c.code_hash == sa.bindparam("mark"))
_shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True)
class Found:
    """What a slip is good for."""

    survey_id: int
    unit: int
    is_spent: bool


def find(database: Database, mark: bytes) -> Found | None:
    """The slip with this mark."""
    with database.box.connect() as connection:
        row = connection.execute(_FIND, {"mark": mark}).one_or_none()
    return Found(row.survey_id, row.unit, bool(row.is_spent)) if row is not None else None


def is_valid(connection: sa.Connection, mark: bytes) -> bool:
    """Whether a slip is still in the box, asked by whoever is about to drop its ballot."""
    return connection.execute(_EXISTS, {"mark": mark}).first() is not None


def put(database: Database, survey_id: int, marks: Mapping[int, Sequence[bytes]], *, reason: PrintReason) -> None:
    """Make printed slips valid, by unit; a printing AGAIN first voids the unused ones of its units.

    Raises Refusal when a FIRST printing was done by somebody else meanwhile.
    """
    rows = [
        {"id": random_id(), "survey_id": survey_id, "unit": unit, "code_hash": mark}
        for unit, of_unit in marks.items()
        for mark in of_unit
    ]
    # Stored in another order than they lie in the printed stack.
    _shuffle(rows)
    with database.box_writer.begin() as connection:
        # On PostgreSQL this waits for whoever drops a ballot with a slip that is about to be void, and holds up the next.
        connection.execute(sa.select(_OPEN.c.survey_id).where(_OPEN.c.survey_id == survey_id).with_for_update())
        of_units = (_SLIPS.c.survey_id == survey_id, _SLIPS.c.unit.in_(list(marks)))
        if reason is PrintReason.FIRST and connection.execute(sa.select(_SLIPS.c.id).where(*of_units).limit(1)).first():
            raise Refusal(_("有的单位刚刚已经印过答题码。请刷新这一页，再看还有哪些单位没有印。"))
        if reason is PrintReason.AGAIN:
            connection.execute(sa.delete(_SLIPS).where(*of_units, sa.not_(_SPENT)))
        connection.execute(sa.insert(_SLIPS), rows)


def issued(session: Session, survey_id: int) -> dict[int, int]:
    """How many slips each unit has that are valid or spent."""
    wanted = sa.select(Slip.unit, sa.func.count()).where(Slip.survey_id == survey_id).group_by(Slip.unit)
    return {row[0]: row[1] for row in session.execute(wanted)}
