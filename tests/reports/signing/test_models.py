"""A signed file belongs to one issued edition."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from reports.signing.models import SignedReport
from tests.fixtures import START


def test_a_signature_is_of_an_issued_report(session: Session) -> None:
    session.add(SignedReport(report_id=1, pdf=b"x", digest="0" * 64, signer="工会", signed_on=START.date()))

    with pytest.raises(IntegrityError):
        session.flush()
