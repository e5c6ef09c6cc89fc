"""Content sealed in chunks: into one of the tables that hold such chunks, and out of it again."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Base
from vault import seal


def keep(session: Session, table: type[Base], file_id: int, key: bytes, content: bytes, place: str) -> None:
    """Seal the content of a file whose row stands already, bound to `place`, into a table of chunks."""
    owner = _owner(table)
    for number, sealed in enumerate(seal.seal_chunks(key, [content], place)):
        # Inserted one by one and not as objects: a petition of 60 MB must not stand in memory twice.
        session.execute(sa.insert(table), [{owner.name: file_id, "number": number, "sealed": sealed}])


def opened(session: Session, table: type[Base], file_id: int, key: bytes, place: str) -> Iterator[bytes]:
    """The content of a file, chunk by chunk. Raises SealBroken."""
    columns = table.__table__.columns
    wanted = sa.select(columns["sealed"]).where(_owner(table) == file_id).order_by(columns["number"])
    return seal.open_chunks(key, session.execute(wanted.execution_options(yield_per=4)).scalars(), place)


def _owner(table: type[Base]) -> sa.ColumnElement[int]:
    """The column that says whose chunk it is: the key of such a table is the file and the number of the chunk."""
    return next(each for each in table.__table__.primary_key if each.name != "number")
