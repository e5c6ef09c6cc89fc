"""An entry outlives what it came from."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledgers import operations, source_operations
from ledgers.declaration import Source
from ledgers.models import LedgerEntry


def test_an_entry_stays_when_its_source_is_destroyed(
    session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    for number in ("XF202611AAAA", "XF202611BBBB"):
        operations.add(session, "measures", contents, source=Source("petition", number), actor=officer, now=clock())

    source_operations.forget(session, Source("petition", "XF202611AAAA"))

    left = session.execute(sa.select(LedgerEntry.source_number)).scalars()
    assert sorted(str(each) for each in left) == ["None", "XF202611BBBB"]
