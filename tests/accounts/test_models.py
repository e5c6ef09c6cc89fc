"""Facts the tables of units and accounts state."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.models import Account, Unit


@pytest.mark.parametrize(
    ("rows", "constraint"),
    [
        ([Unit(id=1, parent_id=1, name="自己")], "not_its_own_parent"),
        ([Unit(id=1, name="甲", headcount=-1)], "headcount_not_negative"),
        ([Unit(id=1, name="根"), Unit(id=2, parent_id=1, name="甲"), Unit(id=3, parent_id=1, name="甲")], "parent_id"),
        (
            [Account(id=n, username="wangfang", name="王芳", created_on=date(2026, 11, 24)) for n in (1, 2)],
            "username",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(session: Session, rows: list[object], constraint: str) -> None:
    session.add_all(rows)
    with pytest.raises(IntegrityError, match=constraint):
        session.flush()
