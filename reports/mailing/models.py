"""Tables of reports sent by mail: the locked file while it is on its way, and who was sent which issue."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from database import Base, RandomId


class ReportMailing(Base):
    """One sending of an issued report. The password is kept nowhere; the locked file only until it has arrived."""

    __tablename__ = "report_mailing"

    id: Mapped[RandomId]
    report_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("issued_report.id"), index=True)
    sender_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id"))
    made_on: Mapped[date]
    locked: Mapped[bytes | None] = deferred(mapped_column(sa.LargeBinary))


class MailingRecipient(Base):
    """Somebody a report was sent to, and the day it left; null while it has not."""

    __tablename__ = "report_mailing_recipient"

    mailing_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("report_mailing.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    sent_on: Mapped[date | None]
