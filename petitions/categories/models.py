"""The table of content categories; nothing of any case is in it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, choice
from petitions.categories.tree import LONGEST_ENGLISH, LONGEST_LABEL, Stage

LONGEST_CODE = 20


class ContentCategory(Base):
    """A category as the enterprise words it. A case keeps its code, so that a new name is its name at once."""

    __tablename__ = "content_category"
    __table_args__ = (sa.CheckConstraint("parent_code <> code", name="not_below_itself"),)

    code: Mapped[str] = mapped_column(sa.String(LONGEST_CODE), primary_key=True)
    #: One of the fixed codes that reports count by; set once.
    report_code: Mapped[str] = mapped_column(sa.String(LONGEST_CODE))
    #: The category that this one divides.
    parent_code: Mapped[str | None] = mapped_column(
        sa.String(LONGEST_CODE), sa.ForeignKey("content_category.code"), index=True
    )
    #: Its place among those it stands beside.
    position: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(LONGEST_LABEL))
    #: What English pages call it; empty where nobody gave a word.
    english: Mapped[str] = mapped_column(sa.String(LONGEST_ENGLISH), default="")
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
