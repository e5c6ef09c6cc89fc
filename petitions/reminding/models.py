"""Tables of what a chat's robot told of cases, and of the leaders to whom late cases go."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base


class CaseTold(Base):
    """The last step of a case that a robot told its chat of, so that each is told once; kept for a month."""

    __tablename__ = "case_told"

    petition_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    robot_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("notice_robot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: Ordinal of the event.
    version: Mapped[int]
    told_on: Mapped[date] = mapped_column(index=True)


class EscalationLeader(Base):
    """The leader whom an office named: cases of it that are late for long stand on that leader's list."""

    __tablename__ = "escalation_leader"

    group_id: Mapped[int] = mapped_column(
        sa.BigInteger, sa.ForeignKey("reading_group.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    leader_id: Mapped[int] = mapped_column(sa.BigInteger, sa.ForeignKey("account.id"), index=True)
