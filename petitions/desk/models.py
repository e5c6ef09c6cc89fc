"""The table of phrases that an office keeps for its own work; nothing that staff wrote is in it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, RandomId

Id = sa.BigInteger
LONGEST_TITLE = 30


class ReplyPhrase(Base):
    """Words an office uses often (常用答复语), to be put into a reply or an opinion and reworded there."""

    __tablename__ = "reply_phrase"
    __table_args__ = (sa.UniqueConstraint("group_id", "title"),)

    id: Mapped[RandomId]
    group_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("reading_group.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(LONGEST_TITLE))
    text: Mapped[str] = mapped_column(sa.Text)
