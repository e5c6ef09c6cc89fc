"""What was not signed is not found."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from reports.period import Month
from reports.signing import queries as signing_queries
from tests.reports.issued_reports import issued
from web.errors import Missing


def test_what_was_not_signed_is_not_found(session: Session) -> None:
    issued(session)

    assert signing_queries.of_period(session, Month(2026, 10)) is None
    assert signing_queries.of_period(session, Month(2026, 9)) is None
    with pytest.raises(Missing):
        signing_queries.signed_pdf(session, Month(2026, 10), None)
