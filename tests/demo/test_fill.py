"""A story: an empty instance becomes the demonstration through the product's own operations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from database import Database
from demo import fill
from ledgers.models import LedgerEntry, PolicyExplanation
from petitions.joint.models import Voice
from petitions.models import CarriedOver, CaseEvent, Petition
from petitions.redaction.models import Redaction
from petitions.workflow import Action
from reports.models import IssuedReport
from surveys.models import Survey


def test_two_months_of_the_demonstration_are_written_and_not_written_twice(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    monkeypatch.setattr(fill, "MONTHS", 1)
    told: list[int] = []
    fill.fill(app, today=date(2026, 11, 24), told=lambda done, _whole: told.append(done))
    with database.reading() as session:
        petitions = session.execute(sa.select(sa.func.count()).select_from(Petition)).scalar_one()
        surveys = session.execute(sa.select(sa.func.count()).select_from(Survey)).scalar_one()
        drafts = list(session.execute(sa.select(Survey.questionnaire).where(Survey.opened_at.is_(None))).scalars())
        issued = list(session.execute(sa.select(IssuedReport.period)).scalars())
        ledgers = set(session.execute(sa.select(LedgerEntry.ledger)).scalars())
        joined = session.execute(sa.select(sa.func.count()).select_from(Voice)).scalar_one()
        brought = session.execute(sa.select(sa.func.count()).select_from(CarriedOver)).scalar_one()
        redacted = session.execute(sa.select(sa.func.count()).select_from(Redaction)).scalar_one()
        replies = session.execute(sa.select(CaseEvent.details).where(CaseEvent.action == Action.REPLY)).scalars()
        cited = sum("policies" in details for details in replies)
        explained = session.execute(sa.select(sa.func.sum(PolicyExplanation.times))).scalar_one()
    assert ledgers >= {"risks", "aid", "policies", "measures"}
    assert explained > 20
    assert joined == 7
    assert brought == 12
    assert (redacted, cited > 3) == (1, True)
    assert petitions > 60
    assert surveys >= 2
    assert sorted(drafts) == ["aid", "reform"]
    assert issued == ["2026-10"]
    assert told == sorted(told)
    fill.fill(app, today=date(2026, 11, 24))
    with database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Petition)).scalar_one() == petitions
