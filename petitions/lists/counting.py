"""Several counts of cases, asked of the database at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.models import Petition

#: What a count counts, by its name: the conditions that all hold.
Parts = Mapping[str, Collection[sa.ColumnElement[bool]]]


def along_indexes(session: Session, known: sa.ColumnElement[bool], parts: Parts) -> dict[str, int]:
    """How many of the cases `known` each of the `parts` holds, by its name; each is counted along an index of its own."""
    counts = (
        sa.select(sa.func.count()).select_from(Petition).where(known, *part).scalar_subquery().label(name)
        for name, part in parts.items()
    )
    return dict(session.execute(sa.select(*counts)).one()._mapping)


def in_one_walk(session: Session, known: Collection[sa.ColumnElement[bool]], parts: Parts) -> dict[str, int]:
    """The same for parts that no index finds: the cases `known` are walked through once."""
    wanted = sa.select(*(sa.func.count().filter(*part).label(name) for name, part in parts.items())).where(*known)
    return dict(session.execute(wanted.select_from(Petition)).one()._mapping)
