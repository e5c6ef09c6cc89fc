"""Facts the web layer's tables state."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from database import Database
from web import clock
from web.models import Job


def test_progress_is_never_negative(database: Database) -> None:
    now = clock.now()
    with database.writing() as session:
        session.add(Job(id=1, kind="x", title="x", owner_id=1, done=-1, started_at=now, beat_at=now))
        with pytest.raises(IntegrityError, match="progress_not_negative"):
            session.flush()
