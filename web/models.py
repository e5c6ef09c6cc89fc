"""Tables of long work, of the lease that lets one process tick, and of backups made."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from database import Base, Moment, RandomId, choice


class JobState(enum.Enum):
    """Where a piece of long work stands. One whose heartbeat stopped is interrupted, whatever its row says."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """A piece of long work that somebody at the desk started."""

    __tablename__ = "job"
    __table_args__ = (sa.CheckConstraint("done >= 0 AND total >= 0", name="progress_not_negative"),)

    id: Mapped[RandomId]
    kind: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(200))
    #: The account that started it and alone may look at it.
    owner_id: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    state: Mapped[JobState] = mapped_column(choice(JobState, "state"), default=JobState.RUNNING)
    done: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    total: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    #: What it is doing now, or why it failed.
    sentence: Mapped[str] = mapped_column(sa.String(400), default="")
    result_url: Mapped[str] = mapped_column(sa.String(400), default="")
    started_at: Mapped[datetime] = mapped_column(Moment)
    beat_at: Mapped[datetime] = mapped_column(Moment)


class Lease(Base):
    """The right to do something alone until a moment; whoever holds it writes its own name."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(64))
    until: Mapped[datetime] = mapped_column(Moment)


class BackupRecord(Base):
    """A backup that was made, and where the keys that belong to it were put."""

    __tablename__ = "backup_record"

    id: Mapped[RandomId]
    made_at: Mapped[datetime] = mapped_column(Moment)
    path: Mapped[str] = mapped_column(sa.String(1000))
    #: Empty when no survey held a key that must be kept apart.
    keys_path: Mapped[str] = mapped_column(sa.String(1000), default="")
