"""A family chooses among the units and causes there are, or says that it cannot."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from accounts import queries as accounts
from ledgers import aid
from ledgers.self_report.forms import SelfReportForm


def test_units_and_causes_are_offered_and_neither_need_be_said(app: Flask, session: Session, enterprise: Any) -> None:
    with app.test_request_context():
        form = SelfReportForm(text="难")
        form.offer(accounts.unit_tree(session), aid.CAUSES)

        units = [each.value for each in form.unit.choices]
        assert units[0] == ""
        assert str(enterprise.units["一车间"]) in units
        assert [each.value for each in form.cause.choices] == ["", *aid.CAUSES]
        assert form.validate()
