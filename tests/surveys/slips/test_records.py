"""What is kept about printings and sign-offs, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from surveys.models import PrintReason, Survey
from surveys.slips import records as slip_records
from web.errors import Refusal

Open = Callable[..., Survey]


@pytest.fixture
def officer(enterprise: Any) -> Any:
    return enterprise.people["officer"]


def test_printings_add_up_and_a_reprint_begins_anew(
    session: Session, open_survey: Open, officer: Any, clock: Any
) -> None:
    survey = open_survey(admission="slips")
    for reason, number in (
        (PrintReason.FIRST, 86),
        (PrintReason.SPARE, 10),
        (PrintReason.AGAIN, 90),
        (PrintReason.SPARE, 5),
    ):
        slip_records.note_print(session, survey, {1: number}, reason, actor=officer, now=clock())
    slip_records.note_print(session, survey, {2: 45}, PrintReason.FIRST, actor=officer, now=clock())
    found = slip_records.printed(session, survey.id)
    assert found[1] == slip_records.Printed(95, clock().date(), 1)
    assert found[2].valid == 45


def test_the_audit_tells_how_many_and_why_but_not_how_many_were_used(
    session: Session, open_survey: Open, officer: Any, clock: Any
) -> None:
    survey = open_survey(admission="slips")
    slip_records.note_print(session, survey, {1: 90}, PrintReason.AGAIN, actor=officer, now=clock())
    entry = session.execute(sa.select(AuditEntry).where(AuditEntry.action == "survey.print-slips")).scalar_one()
    assert entry.details == {"slips": 90, "units": 1, "reason": "again"}


def test_unused_slips_are_signed_off_after_closing_and_may_be_counted_again(
    session: Session, open_survey: Open, officer: Any, clock: Any
) -> None:
    survey = open_survey(days=1, admission="slips")
    told: dict[str, Any] = {"left": {1: 20, 2: 3}, "representative": " 赵师傅 ", "actor": officer}
    with pytest.raises(Refusal):
        slip_records.sign_off(session, survey, {1: 20}, now=clock(), **told)
    clock.advance(days=2)
    slip_records.sign_off(session, survey, {1: 20, 2: 0}, now=clock(), **told)
    slip_records.sign_off(session, survey, {1: 19}, now=clock(), **told)
    found = slip_records.sign_offs(session, survey.id)
    assert {unit: (row.unused, row.representative) for unit, row in found.items()} == {
        1: (19, "赵师傅"),
        2: (0, "赵师傅"),
    }


@pytest.mark.parametrize(
    ("counted", "representative", "said"),
    [({1: 21}, "赵师傅", "重新点一遍"), ({1: 1}, "  ", "职工代表的姓名"), ({}, "赵师傅", "至少填写一个单位")],
)
def test_a_count_that_cannot_be_is_refused(
    session: Session,
    open_survey: Open,
    officer: Any,
    clock: Any,
    counted: dict[int, int],
    representative: str,
    said: str,
) -> None:
    survey = open_survey(days=1, admission="slips")
    clock.advance(days=2)
    with pytest.raises(Refusal) as refused:
        slip_records.sign_off(
            session, survey, counted, left={1: 20}, representative=representative, actor=officer, now=clock()
        )
    assert said in str(refused.value.message)
