"""A case that an entry came from is reached by those who may know of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from petitions import ledger_source


def test_only_whoever_may_know_of_a_case_is_led_to_it(session: Session, enterprise: Any, casework: Any) -> None:
    case = casework.file()[0]
    assert ledger_source.case_address(session, case.number, enterprise.people["officer"]) == (
        f"/desk/petitions/{case.id}/"
    )
    assert ledger_source.case_address(session, case.number, enterprise.people["keeper"]) is None
