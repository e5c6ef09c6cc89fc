"""The outbox refuses rows that make no sense."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from notices.models import Channel, OutboxRow, Standing
from tests.fixtures import START

GOOD: dict[str, Any] = {
    "channel": Channel.MAIL,
    "addressee_id": 1,
    "template": "test-mail",
    "facts": {},
    "once": "one",
    "coarse": False,
    "next_try": START,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_try": None},
        {"settled_on": date(2026, 11, 24)},
        {"standing": Standing.SENT},
        {"standing": Standing.DEAD, "next_try": None},
        {"tries": -1},
        {"addressee_id": 0},
        {"sealed_to": b"sealed"},
    ],
)
def test_a_notice_waits_for_a_moment_or_was_settled_on_a_day_and_goes_to_one_place(
    session: Session, wrong: dict[str, Any]
) -> None:
    session.add(OutboxRow(**(GOOD | wrong)))

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_notice_exists_once_by_its_name(session: Session) -> None:
    session.add_all([OutboxRow(**GOOD), OutboxRow(**GOOD)])

    with pytest.raises(IntegrityError):
        session.flush()
