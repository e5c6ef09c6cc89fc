"""A sending is of an issued report, and its recipients go with it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from reports.mailing.models import MailingRecipient, ReportMailing
from tests.fixtures import START
from tests.reports.issued_reports import issued


def test_a_sending_names_an_issued_report(session: Session, enterprise: Any) -> None:
    officer = enterprise.people["officer"]
    session.add(ReportMailing(report_id=1, sender_id=officer.id, made_on=START.date(), locked=b"x"))

    with pytest.raises(IntegrityError):
        session.flush()


def test_recipients_go_with_their_sending(session: Session, enterprise: Any) -> None:
    officer = enterprise.people["officer"]
    made = ReportMailing(report_id=issued(session).id, sender_id=officer.id, made_on=START.date(), locked=b"x")
    session.add(made)
    session.flush()
    session.add(MailingRecipient(mailing_id=made.id, account_id=officer.id))
    session.flush()
    session.execute(sa.delete(ReportMailing))

    assert session.query(MailingRecipient).all() == []
