"""Steps on a draft are kept one at a time, and what was decided is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from surveys import operations
from surveys.drafts import drafting
from surveys.drafts import operations as building
from surveys.items import Definition
from surveys.models import Survey
from web.errors import Refusal


@pytest.fixture
def draft(session: Session, enterprise: Any, clock: Any) -> Survey:
    """A draft of the pulse."""
    return operations.make(session, "pulse", actor=enterprise.people["officer"], now=clock())


@pytest.fixture
def by(enterprise: Any, clock: Any) -> dict[str, Any]:
    """Who does it, and when."""
    return {"actor": enterprise.people["officer"], "now": clock()}


def _definition(survey: Survey) -> Definition:
    return Definition.from_json(survey.definition)


def test_a_step_is_kept_recorded_and_undone(session: Session, draft: Survey, by: dict[str, Any]) -> None:
    before = _definition(draft)
    shorter = drafting.delete(before, "load_2")
    building.change(session, draft, shorter, "delete", told={"text": "累"}, item="load_2", **by)
    assert _definition(draft) == shorter
    assert building.workshop(draft).told == {"text": "累"}
    details = session.execute(sa.select(AuditEntry.details).order_by(AuditEntry.sequence.desc())).scalars().first()
    assert details == {"step": "delete", "item": "load_2"}
    building.undo(session, draft, **by)
    assert _definition(draft) == before
    building.undo(session, draft, **by)
    assert _definition(draft) == shorter


def test_a_new_title_is_not_lost_by_undoing_the_step_before(
    session: Session, draft: Survey, by: dict[str, Any], clock: Any
) -> None:
    building.change(session, draft, drafting.delete(_definition(draft), "load_2"), "delete", **by)
    operations.edit(session, draft, title="十二月", intro="", scoring="zero_based", closes_at=clock(), **by)
    with pytest.raises(Refusal) as refused:
        building.undo(session, draft, **by)
    assert "没有可以撤销的步骤" in refused.value.message
    assert _definition(draft).title == "十二月"


def test_what_an_import_could_not_bring_stays_through_later_steps_and_is_gone_at_opening(
    session: Session, draft: Survey, by: dict[str, Any], clock: Any
) -> None:
    from datetime import timedelta

    losses = (("第 %(n)s 题", {"n": 3}),)
    made = building.bring_in(session, _definition(draft), losses, form="lss", **by)
    assert made.questionnaire == f"own_{made.slug}"
    building.change(session, made, drafting.delete(_definition(made), "load_2"), "delete", **by)
    assert building.workshop(made).losses == losses
    made.closes_at = clock() + timedelta(days=1)
    operations.open_(session, made, **by)
    assert made.workshop is None


def test_an_open_survey_takes_no_step(session: Session, open_survey: Callable[..., Survey], by: dict[str, Any]) -> None:
    survey = open_survey()
    for step in (
        lambda: building.change(session, survey, _definition(survey), "move", **by),
        lambda: building.undo(session, survey, **by),
    ):
        with pytest.raises(Refusal) as refused:
            step()
        assert "已经开放" in refused.value.message


def test_a_copy_of_a_copy_is_still_a_wave_of_the_same(session: Session, draft: Survey, by: dict[str, Any]) -> None:
    second = building.copy(session, building.copy(session, draft, **by), **by)
    assert second.questionnaire == "pulse"
    assert second.slug != draft.slug
    assert _definition(second) == _definition(draft)
