"""A survey that an entry came from is reached at the desk at once, and by everybody once it is published."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from surveys import ledger_source, operations


def test_results_are_linked_only_once_they_are_published(session: Session, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    survey = operations.make(session, "wellbeing", actor=officer, now=clock())
    session.flush()
    number = f"{survey.slug}:pay"
    assert ledger_source.survey_address(session, number, officer) == f"/desk/surveys/{survey.id}"
    assert ledger_source.results_address(session, number) is None
    survey.counted_on = survey.released_on = clock().date()
    assert ledger_source.results_address(session, number) == f"/results/{survey.slug}"
    assert ledger_source.survey_address(session, "gone", officer) is None
