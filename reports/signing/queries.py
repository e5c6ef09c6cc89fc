"""Every SELECT over signed reports."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from reports import queries
from reports.models import IssuedReport
from reports.period import Period
from reports.signing.models import SignedReport
from web.errors import Missing


def of_period(session: Session, period: Period) -> SignedReport | None:
    """The signature on the report in force, if it was signed."""
    report = queries.in_force(session, period)
    return session.get(SignedReport, report.id) if report is not None else None


def signed_pdf(session: Session, period: Period, edition: int | None) -> bytes:
    """The signed file; of the newest signed edition unless one is named. Raises Missing."""
    wanted = (
        sa.select(SignedReport.pdf)
        .join(IssuedReport, IssuedReport.id == SignedReport.report_id)
        .where(IssuedReport.period == str(period))
    )
    if edition is not None:
        wanted = wanted.where(IssuedReport.edition == edition)
    found = session.execute(wanted.order_by(IssuedReport.edition.desc()).limit(1)).scalar()
    if found is None:
        raise Missing
    return found
