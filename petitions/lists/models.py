"""The table of views that officers keep of their list; nothing that staff wrote is in it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger
LONGEST_VIEW_NAME = 20


class SavedView(Base):
    """A set of filters that somebody named; shared with an office, or one's own."""

    __tablename__ = "saved_view"
    __table_args__ = (sa.UniqueConstraint("account_id", "name"),)

    id: Mapped[RandomId]
    account_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id"), index=True)
    #: The office (reading group) whose members see it too.
    group_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("reading_group.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(LONGEST_VIEW_NAME))
    #: View and filters by their names in the list's address; never words that were looked for.
    asked: Mapped[dict[str, str]] = mapped_column(sa.JSON)
