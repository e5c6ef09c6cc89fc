"""Tables of issued reports and of the comments officers write before one is issued."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from database import Base, RandomId


class ReportComment(Base):
    """An officer's words on one part of a month's report, until it is issued."""

    __tablename__ = "report_comment"
    __table_args__ = (sa.UniqueConstraint("month", "part"),)

    id: Mapped[RandomId]
    month: Mapped[str] = mapped_column(sa.String(7), index=True)
    part: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)
    account_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="SET NULL"))
    written_on: Mapped[date]


class ReportKeyCase(Base):
    """A case chosen for a month's report, by number, in the officer's own words without names."""

    __tablename__ = "report_key_case"
    __table_args__ = (sa.UniqueConstraint("month", "number"),)

    id: Mapped[RandomId]
    month: Mapped[str] = mapped_column(sa.String(7), index=True)
    number: Mapped[str] = mapped_column(sa.String(20))
    summary: Mapped[str] = mapped_column(sa.Text)
    position: Mapped[int] = mapped_column(default=0)


class IssuedReport(Base):
    """A report as it was issued. It is never overwritten: a correction is a new edition that supersedes it."""

    __tablename__ = "issued_report"
    __table_args__ = (
        sa.UniqueConstraint("month", "edition"),
        sa.UniqueConstraint("total", "edition"),
        sa.CheckConstraint("edition >= 1", name="edition_from_one"),
        sa.CheckConstraint("number >= 1 AND total >= number", name="numbers_count_up"),
    )

    id: Mapped[RandomId]
    month: Mapped[str] = mapped_column(sa.String(7), index=True)
    #: 1 for the first; a later edition of the same month supersedes the earlier ones.
    edition: Mapped[int]
    #: 第N期 within its year, and 总第N期 over all years.
    number: Mapped[int]
    total: Mapped[int]
    issued_on: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="SET NULL"))
    issuer: Mapped[str] = mapped_column(sa.String(60))
    figures: Mapped[dict[str, object]] = deferred(mapped_column(sa.JSON))
    comments: Mapped[dict[str, object]] = deferred(mapped_column(sa.JSON))
    pdf: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
    #: SHA-256 of the PDF, shown beside it so that a printed copy can be checked.
    digest: Mapped[str] = mapped_column(sa.String(64))
    pages: Mapped[int]
