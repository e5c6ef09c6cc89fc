"""A story: an empty instance becomes the demonstration through the product's own operations."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo import fill
from ledgers.answers.models import PolicyExplanation
from ledgers.models import LedgerEntry
from petitions.models import CarriedOver, CaseEvent, Petition
from petitions.redaction.models import Redaction
from petitions.workflow import Action
from reports.models import IssuedReport
from surveys.models import Survey
from tests.demo.conftest import TODAY, Demonstration


def _count(session: Session, table: type[Petition | Survey | CarriedOver | Redaction]) -> int:
    return session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_two_months_have_something_of_everything(filled: Session) -> None:
    assert _count(filled, Petition) > 60
    assert _count(filled, Survey) >= 2
    assert list(filled.execute(sa.select(IssuedReport.period)).scalars()) == ["2026-10"]
    assert set(filled.execute(sa.select(LedgerEntry.ledger)).scalars()) >= {"risks", "aid", "policies", "measures"}
    assert filled.execute(sa.select(sa.func.sum(PolicyExplanation.times))).scalar_one() > 20


def test_an_old_ledger_was_brought_one_case_redacted_and_policies_cited(filled: Session) -> None:
    replies = filled.execute(sa.select(CaseEvent.details).where(CaseEvent.action == Action.REPLY)).scalars()

    assert _count(filled, CarriedOver) == 12
    assert _count(filled, Redaction) == 1
    assert sum("policies" in details for details in replies) > 3


def test_the_bar_only_goes_forward(demonstration: Demonstration) -> None:
    assert demonstration.told
    assert demonstration.told == sorted(demonstration.told)


def test_what_is_filled_is_not_filled_again(demonstration: Demonstration) -> None:
    with demonstration.database.reading() as session:
        before = _count(session, Petition)

    fill.fill(demonstration.app, today=TODAY)

    with demonstration.database.reading() as session:
        assert _count(session, Petition) == before
