"""Tables of issued reports, of drafts that wait to be checked, and of the words officers write before."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from database import Base, RandomId, choice
from reports.period import Kind
from reports.stages import DraftState


class ReportComment(Base):
    """An officer's words on one part of a period's report, until it is issued."""

    __tablename__ = "report_comment"
    __table_args__ = (sa.UniqueConstraint("period", "part"),)

    id: Mapped[RandomId]
    period: Mapped[str] = mapped_column(sa.String(7), index=True)
    part: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)
    account_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="SET NULL"))
    written_on: Mapped[date]


class ReportKeyCase(Base):
    """A case chosen for a period's report, by number, in the officer's own words without names."""

    __tablename__ = "report_key_case"
    __table_args__ = (sa.UniqueConstraint("period", "number"),)

    id: Mapped[RandomId]
    period: Mapped[str] = mapped_column(sa.String(7), index=True)
    number: Mapped[str] = mapped_column(sa.String(20))
    summary: Mapped[str] = mapped_column(sa.Text)
    position: Mapped[int] = mapped_column(default=0)


class ReportDraft(Base):
    """Figures and words frozen for checking (核稿); what is issued is exactly what was checked. One for a period."""

    __tablename__ = "report_draft"
    __table_args__ = (
        sa.UniqueConstraint("period"),
        sa.CheckConstraint("(state = 'checked') = (checked_on IS NOT NULL)", name="checked_has_a_day"),
    )

    id: Mapped[RandomId]
    period: Mapped[str] = mapped_column(sa.String(7))
    state: Mapped[DraftState] = mapped_column(choice(DraftState, "state"))
    figures: Mapped[dict[str, object]] = deferred(mapped_column(sa.JSON, nullable=False))
    comments: Mapped[dict[str, object]] = deferred(mapped_column(sa.JSON, nullable=False))
    drafter_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="SET NULL"))
    drafter: Mapped[str] = mapped_column(sa.String(60))
    drafted_on: Mapped[date]
    checker_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="SET NULL"))
    checker: Mapped[str] = mapped_column(sa.String(60), default="")
    checked_on: Mapped[date | None]
    #: Why the checker sent it back.
    note: Mapped[str] = mapped_column(sa.Text, default="")


class IssuedReport(Base):
    """A report as it was issued. It is never overwritten: a correction is a new edition that supersedes it."""

    __tablename__ = "issued_report"
    __table_args__ = (
        sa.UniqueConstraint("period", "edition"),
        sa.UniqueConstraint("kind", "total", "edition"),
        sa.CheckConstraint("edition >= 1", name="edition_from_one"),
        sa.CheckConstraint("number >= 1 AND total >= number", name="numbers_count_up"),
    )

    id: Mapped[RandomId]
    #: 2026-10, 2026-Q3 or 2026.
    period: Mapped[str] = mapped_column(sa.String(7), index=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    #: 1 for the first; a later edition of the same period supersedes the earlier ones.
    edition: Mapped[int]
    #: 第N期 within its year, and 总第N期 over all years; each kind of report counts its own.
    number: Mapped[int]
    total: Mapped[int]
    issued_on: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id", ondelete="SET NULL"))
    issuer: Mapped[str] = mapped_column(sa.String(60))
    #: Who drafted and who checked it; empty for one that was issued on the terminal without them.
    drafter: Mapped[str] = mapped_column(sa.String(60), default="")
    checker: Mapped[str] = mapped_column(sa.String(60), default="")
    figures: Mapped[dict[str, object]] = deferred(mapped_column(sa.JSON))
    comments: Mapped[dict[str, object]] = deferred(mapped_column(sa.JSON))
    pdf: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
    #: SHA-256 of the PDF, shown beside it so that a printed copy can be checked.
    digest: Mapped[str] = mapped_column(sa.String(64))
    pages: Mapped[int]
