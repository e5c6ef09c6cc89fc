"""A difficulty told without an account is sealed at the door and waits for the union office."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from accounts.operations import add_unit
from ledgers import aid, desk_page
from ledgers.self_report import operations as self_report
from web.errors import Refusal

TOLD: dict[str, Any] = {"text": "家里着火了", "contact": "139", "unit_id": None, "cause": "accident"}


def test_the_office_reads_it_and_a_leader_sees_only_that_it_is_there(
    app: Flask, session: Session, enterprise: Any, clock: Any
) -> None:
    with app.test_request_context(), force_locale("en"):
        row = self_report.report(session, **TOLD, now=clock())
    assert (row.state, row.title) == ("reported", "职工自助申报"), "not in the language of whoever told"
    page = desk_page.load_entry(session, aid.LEDGER, row.id, enterprise.people["officer2"])
    assert page.entry.value("family") == "家里着火了"
    assert page.history[0].who == "系统"
    shut = desk_page.load_entry(session, aid.LEDGER, row.id, enterprise.people["leader"])
    assert shut.is_shut
    assert shut.entry.value("family") is None


@pytest.mark.parametrize(
    ("changed", "field"), [({"text": " \n"}, "text"), ({"text": "字" * 5001}, "text"), ({"unit_id": 77}, "unit")]
)
def test_what_cannot_be_taken_is_refused_at_its_field(
    session: Session, enterprise: Any, clock: Any, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        self_report.report(session, **TOLD | changed, now=clock())
    assert refused.value.field == field


def test_without_a_union_office_nothing_is_stored(session: Session, clock: Any) -> None:
    add_unit(session, name="企业", parent_id=None, headcount=0, position=0, actor=None, now=clock())
    with pytest.raises(Refusal):
        self_report.report(session, **TOLD, now=clock())
