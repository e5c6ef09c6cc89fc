"""The lines of each year's five."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger


class NeverItem(Base):
    """One of the five that must not happen in a year, in the enterprise's own words or in those of a company of it."""

    __tablename__ = "never_item"
    __table_args__ = (
        sa.UniqueConstraint("unit_id", "year", "position"),
        sa.UniqueConstraint("unit_id", "year", "label"),
        # No unit is unlike every other to a database, so the enterprise's own list is held together apart.
        *(
            sa.Index(
                f"uq_never_item_of_all_{column}",
                "year",
                column,
                unique=True,
                sqlite_where=sa.text("unit_id IS NULL"),
                postgresql_where=sa.text("unit_id IS NULL"),
            )
            for column in ("position", "label")
        ),
    )

    id: Mapped[RandomId]
    #: The company that words its five itself; null for the list of the whole enterprise.
    unit_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("unit.id"))
    year: Mapped[int]
    position: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(60))
    #: Days without it are counted from here until it happens.
    since: Mapped[date]
