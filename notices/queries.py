"""Every SELECT over the outbox; plain rows in a fixed order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from notices.models import Channel, NoticeRobot, OutboxRow, Standing

IN_FLIGHT = (Standing.WAITING, Standing.SENDING)


@dataclass(frozen=True)
class DeadRow:
    """A notice that was given up, as the administrator sees it: not what it tells."""

    id: int
    channel: Channel
    addressee_id: int
    template: str
    tries: int
    fault: str
    settled_on: date


def is_due(session: Session, now: datetime) -> bool:
    """Whether anything should be sent now."""
    return session.execute(_due(now).limit(1)).first() is not None


def due_locked(session: Session, now: datetime) -> OutboxRow | None:
    """The notice that has waited longest, its row locked; None when nothing is due."""
    wanted = sa.select(OutboxRow).where(OutboxRow.id.in_(_due(now).limit(1).scalar_subquery()))
    return session.execute(wanted.with_for_update(skip_locked=True)).scalar_one_or_none()


def row(session: Session, row_id: int) -> OutboxRow | None:
    """One notice, locked."""
    return session.execute(sa.select(OutboxRow).where(OutboxRow.id == row_id).with_for_update()).scalar_one_or_none()


def is_written(session: Session, once: str) -> bool:
    """Whether this notice was written before."""
    return session.execute(sa.select(OutboxRow.id).where(OutboxRow.once == once)).first() is not None


def written(session: Session, onces: Collection[str]) -> set[str]:
    """Which of these notices were written before."""
    return set(session.execute(sa.select(OutboxRow.once).where(OutboxRow.once.in_(sorted(onces)))).scalars())


def dead(session: Session) -> list[DeadRow]:
    """What was given up, the latest first."""
    wanted = sa.select(*(getattr(OutboxRow, name) for name in DeadRow.__dataclass_fields__))
    wanted = wanted.where(OutboxRow.standing == Standing.DEAD).order_by(OutboxRow.settled_on.desc(), OutboxRow.id)
    return [DeadRow(*found) for found in session.execute(wanted)]


def waiting(session: Session) -> int:
    """How many notices to accounts and robots are still to leave. Whoever watched the number grow by one or not after
    leaving a guessed mailbox for a case of their own would learn whether that one is told today."""
    wanted = sa.select(sa.func.count()).select_from(OutboxRow)
    wanted = wanted.where(OutboxRow.standing.in_(IN_FLIGHT), OutboxRow.sealed_to.is_(None))
    return session.execute(wanted).scalar_one()


def sent_lately(session: Session, today: date) -> list[tuple[date, int]]:
    """How many notices left on each of the last seven days on which any did, the latest first."""
    wanted = (
        sa.select(OutboxRow.settled_on, sa.func.count())
        .where(OutboxRow.standing == Standing.SENT, OutboxRow.settled_on > today - timedelta(days=7))
        .group_by(OutboxRow.settled_on)
        .order_by(OutboxRow.settled_on.desc())
    )
    return [(day, count) for day, count in session.execute(wanted) if day is not None]


def robots(session: Session, *, only_active: bool = False) -> list[NoticeRobot]:
    """Every robot, by name."""
    wanted = sa.select(NoticeRobot).order_by(NoticeRobot.name, NoticeRobot.id)
    return list(session.execute(wanted.where(NoticeRobot.active) if only_active else wanted).scalars())


def robot(session: Session, robot_id: int) -> NoticeRobot | None:
    """One robot."""
    return session.execute(sa.select(NoticeRobot).where(NoticeRobot.id == robot_id)).scalar_one_or_none()


def held_robot(session: Session, robot_id: int) -> NoticeRobot | None:
    """One robot to be changed, held until the transaction ends."""
    wanted = sa.select(NoticeRobot).where(NoticeRobot.id == robot_id).with_for_update()
    return session.execute(wanted).scalar_one_or_none()


def _due(now: datetime) -> sa.Select[int]:
    # A notice being sent is due again once its sender has been silent for too long.
    wanted = sa.select(OutboxRow.id).where(OutboxRow.standing.in_(IN_FLIGHT), OutboxRow.next_try <= now)
    return wanted.order_by(OutboxRow.next_try, OutboxRow.id)
