"""Every write to robots, and opening one's address: sealed under the instance key, never shown whole again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from database import random_id
from notices import queries, robots
from notices.models import Channel, NoticeRobot, OutboxRow
from notices.robots import BadAddress, Robot
from vault import seal
from vault.instance_key import InstanceKey
from vault.models import ReadingGroup
from web import overtaken
from web.errors import Missing, Refusal

NEEDS_SECRET = _l("这种机器人要签名。请在机器人的安全设置里选“加签”或“签名校验”，把密钥复制过来。")
ONLY_UNION = _l("检举控告和实名信息的受理机构不设机器人，以免群里有人看出有检举。请选一般诉求的受理机构或一个单位。")
STALE = _l("刚刚有同事改过这个机器人，现在存着的列在上面。请对一对再存；您填写的还在。")
NEEDS_ADDRESS = _l("密钥和地址是一起存的。要换密钥，请把机器人的地址也再填一次。")
SHOWN = 4


@dataclass(frozen=True)
class Target:
    """A robot's kind, address and secret, opened for one sending."""

    id: int
    kind: Robot
    url: str = field(repr=False)
    secret: str = field(repr=False)


def add(
    session: Session,
    *,
    kind: Robot,
    name: str,
    group_id: int | None,
    unit_id: int | None,
    url: str,
    secret: str,
    tells_steps: bool,
    actor: Person,
    now: datetime,
) -> NoticeRobot:
    """Add a robot for an office or for a unit and what is below it. Raises Refusal at the field that is wrong."""
    _require_union(session, group_id)
    robot = NoticeRobot(
        id=random_id(),
        kind=kind,
        name=name.strip(),
        group_id=group_id,
        unit_id=unit_id,
        tells_steps=tells_steps,
        added_on=now.date(),
    )
    _keep(robot, url, secret)
    session.add(robot)
    session.flush()
    audit.record(session, actor, "robot.add", f"robot:{robot.id}", now=now, kind=kind.value, name=robot.name)
    return robot


def change(
    session: Session,
    robot_id: int,
    *,
    name: str,
    group_id: int | None,
    unit_id: int | None,
    url: str,
    secret: str,
    tells_steps: bool,
    active: bool,
    seen: str | None = None,
    actor: Person,
    now: datetime,
) -> None:
    """Change a robot; without an address and a secret it keeps those it has. `seen` is the `mark` of the robot that the
    person saw. Raises Refusal at the field, and when a colleague changed it since."""
    robot = queries.held_robot(session, robot_id)
    if robot is None:
        raise Missing
    if seen is not None and seen != mark(robot):
        raise Refusal(STALE)
    _require_union(session, group_id)
    if secret.strip() and not url.strip():
        raise Refusal(NEEDS_ADDRESS, status=422, field="url")
    robot.name, robot.tells_steps, robot.active = name.strip(), tells_steps, active
    robot.group_id, robot.unit_id = group_id, unit_id
    if url.strip():
        _keep(robot, url, secret)
    session.flush()
    audit.record(session, actor, "robot.change", f"robot:{robot_id}", now=now, name=robot.name, active=active)


def mark(robot: NoticeRobot) -> str:
    """What tells a robot as it is kept from what is written over it later; it gives nothing of its address away."""
    kept = (robot.name, robot.group_id, robot.unit_id, robot.tells_steps, robot.active, robot.sealed.hex())
    return overtaken.mark(kept)


def remove(session: Session, robot_id: int, *, actor: Person, now: datetime) -> None:
    """Forget a robot and what still waits for it."""
    robot = queries.robot(session, robot_id)
    if robot is None:
        raise Missing
    session.execute(sa.delete(OutboxRow).where(OutboxRow.channel == Channel.ROBOT, OutboxRow.addressee_id == robot_id))
    session.delete(robot)
    session.flush()
    audit.record(session, actor, "robot.remove", f"robot:{robot_id}", now=now, name=robot.name)


def note_told(session: Session, robot: NoticeRobot, until: datetime) -> None:
    """New steps were looked for up to this half hour."""
    robot.told_until = until
    session.flush()


def opened(session: Session, robot_id: int) -> Target | None:
    """A robot that is in use, its address opened for one sending; None otherwise."""
    robot = queries.robot(session, robot_id)
    if robot is None or not robot.active:
        return None
    url, _line, secret = seal.open_text(_key(), robot.sealed, _place(robot_id)).partition("\n")
    return Target(robot_id, robot.kind, url, secret)


def _keep(robot: NoticeRobot, url: str, secret: str) -> None:
    also = robots.origins(current_app.extensions["settings"].robot_origins)
    try:
        address = robots.checked(robot.kind, url, also)
    except BadAddress as wrong:
        raise Refusal(_(str(wrong), whose=_(robots.LABELS[robot.kind])), status=422, field="url") from wrong
    if robot.kind in robots.SIGNED and not secret.strip():
        raise Refusal(NEEDS_SECRET, status=422, field="secret")
    robot.sealed = seal.seal_text(_key(), f"{address}\n{secret.strip()}", _place(robot.id))
    robot.ending = address[-SHOWN:]


def _require_union(session: Session, group_id: int | None) -> None:
    if group_id is not None and session.get_one(ReadingGroup, group_id).kind != "union":
        raise Refusal(ONLY_UNION, status=422, field="whose")


def _key() -> bytes:
    key: InstanceKey = current_app.extensions["instance_key"]
    return key.derive("robots")


def _place(robot_id: int) -> str:
    return f"robot:{robot_id}"
