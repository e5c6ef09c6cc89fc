"""Opening the box: what breaks off starts again and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from database import Database
from surveys import queries
from surveys.models import Survey
from tests.surveys.conftest import drop_ballots, open_box

Open = Callable[..., Survey]


def test_counting_that_broke_off_starts_again_and_loses_nothing(
    database: Database, open_survey: Open, enterprise: Any, clock: Any
) -> None:
    survey = open_survey(days=1)
    drop_ballots(database, survey, 87)
    clock.advance(days=2)

    def break_off(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_box(database, survey, enterprise, clock, progress=break_off)
    seen: list[tuple[int, int]] = []
    open_box(database, survey, enterprise, clock, progress=lambda done, whole: seen.append((done, whole)))
    open_box(database, survey, enterprise, clock)
    assert seen == [(87, 87)]
    with database.reading() as session:
        release = queries.release(session, survey.id)
        assert release is not None
        assert release.answered == 87
