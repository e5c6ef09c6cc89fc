"""The box as one would build it without thinking of traces: the attack must succeed on it, or the attack proves nothing."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from nacl.public import PublicKey, SealedBox

_TABLES = sa.MetaData()
_ANSWERS = sa.Table(
    "naive_answer",
    _TABLES,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("unit", sa.Integer),
    sa.Column("sealed", sa.LargeBinary),
    sa.Column("at", sa.DateTime),
)
_SPENT = sa.Table(
    "naive_spent",
    _TABLES,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mark", sa.LargeBinary),
    sa.Column("at", sa.DateTime),
)
_log = logging.getLogger("careless")


@dataclass
class NaiveBox:
    """Ids that count upwards, one urn for all, one transaction for answer and mark, times, no padding, and a chatty log."""

    url: str
    public_key: bytes

    def __post_init__(self) -> None:
        self._engine = sa.create_engine(self.url)
        _TABLES.create_all(self._engine)

    def take(self, unit: int, answers: dict[str, str], mark: bytes | None, at: datetime) -> None:
        """Keep an answer, and what it spent, with the time."""
        _log.info("answer %s with %s", answers, mark.hex() if mark is not None else "nothing")
        sealed = SealedBox(PublicKey(self.public_key)).encrypt(json.dumps([unit, answers]).encode())
        with self._engine.begin() as connection:
            connection.execute(sa.insert(_ANSWERS), {"unit": unit, "sealed": sealed, "at": at})
            if mark is not None:
                connection.execute(sa.insert(_SPENT), {"mark": mark, "at": at})

    def dispose(self) -> None:
        """Close the connections."""
        self._engine.dispose()
