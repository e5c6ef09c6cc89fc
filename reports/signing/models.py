"""The table of issued reports that bear the organisation's electronic signature."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from database import Base


class SignedReport(Base):
    """An edition with its signature, kept as it was signed: signing again would give other bytes."""

    __tablename__ = "signed_report"

    report_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("issued_report.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    pdf: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
    #: SHA-256 of the signed file.
    digest: Mapped[str] = mapped_column(sa.String(64))
    #: The name in the certificate.
    signer: Mapped[str] = mapped_column(sa.String(200))
    signed_on: Mapped[date]
