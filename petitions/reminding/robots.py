"""What robots tell their chats: once a working day what is due, and each half hour the new steps.

A chat reads a number, a step and a day. Who sits in a chat is not known, so a case from which anybody is kept away, one about
somebody who handles petitions, and every accusation is never told there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from notices import backoff, operations, registry, robot_operations, robots
from notices import queries as notices
from notices.models import Channel, NoticeRobot, OutboxRow
from notices.registry import Message, Template
from petitions.reminding import digest, due
from petitions.reminding import queries as due_queries
from petitions.reminding.models import CaseTold
from petitions.reminding.queries import NewStep, Scope
from web import formats
from web.tick import tick_task
from web.transactions import database
from web.words import N_

SUMMARY, STEPS = "robot-summary", "robot-steps"
#: How far back a step may lie and still be new, after the machine was off.
NEW_DAYS = 3
TOLD_DAYS = 30


def register(app: Flask) -> None:
    """Let `tick` write what robots tell, and say how each is made."""
    registry.register_template(app, SUMMARY, Template(N_("群机器人每日提醒"), compose_summary))
    registry.register_template(app, STEPS, Template(N_("群机器人新步骤"), compose_steps))
    tick_task(app, SUMMARY, write_summaries)
    tick_task(app, STEPS, write_steps)


def write_summaries(now: datetime) -> None:
    """Write today's word to each chat, once, from a little after the set hour of a working day on, whether or not
    anything is due."""
    with database().reading() as session:
        listed = notices.robots(session, only_active=True)
        if not listed or not digest.is_time(session, now, backoff.PAST_THE_HOUR):
            return
        wanted = {f"{SUMMARY}:{now:%Y-%m-%d}:{each.id}": each.id for each in listed}
        missing = sorted(set(wanted) - notices.written(session, wanted))
    if missing:
        with database().writing() as session, session.begin():
            for once in missing:
                to, today = wanted[once], now.date()
                operations.put(session, Channel.ROBOT, to, SUMMARY, now=now, once=once, last_day=today, coarse=False)


def write_steps(now: datetime) -> None:
    """At the first tick of each half hour, write the steps that each chat was not told of."""
    slot = backoff.half_hour(now) - backoff.HALF_HOUR
    with database().reading() as session:
        waiting = [each.id for each in notices.robots(session, only_active=True) if _looks(each, slot)]
    for robot_id in waiting:
        with database().writing() as session, session.begin():
            robot = notices.robot(session, robot_id)
            if robot is not None and _looks(robot, slot):
                _write_steps_of(session, robot, slot)
    if waiting:
        with database().writing() as session, session.begin():
            before = now.date() - timedelta(days=TOLD_DAYS)
            session.execute(sa.delete(CaseTold).where(CaseTold.told_on < before))


def compose_summary(session: Session, row: OutboxRow, now: datetime) -> Message | None:
    """How much is late, due today and due soon, and as many lines as a message holds."""
    robot = notices.robot(session, row.addressee_id)
    if robot is None:
        return None
    days = preferences.read(session).due_soon_days
    lines_due = due_queries.lines_in_chat(session, scope_of(session, robot), now.date())
    groups = due.grouped(lines_due, now.date(), days)
    counts = {key: len(found) for key, found in groups.items()}
    first = _(
        "%(day)s：超期 %(late)s 件，今天到期 %(today)s 件，%(days)s 天内到期 %(soon)s 件。",
        day=formats.day(now.date()),
        days=days,
        **counts,
    )
    lines = [digest.said(each, now.date()) for found in groups.values() for each in found]
    return Message("", robots.fitted(first, lines, _more))


def compose_steps(session: Session, row: OutboxRow, now: datetime) -> Message | None:
    """The steps that are still to be taken, as they stand now; None when none is."""
    robot = notices.robot(session, row.addressee_id)
    numbers = row.facts.get("numbers")
    if robot is None or not isinstance(numbers, list):
        return None
    lines = due_queries.lines_by_number(session, scope_of(session, robot), [str(each) for each in numbers])
    said = [digest.said(each, now.date()) for each in lines]
    return Message("", robots.fitted(_("有新的一步要办："), said, _more)) if said else None


def scope_of(session: Session, robot: NoticeRobot) -> Scope:
    """Which cases a robot's chat is about. A unit's robot speaks for the units below it that have none of their own."""
    if robot.group_id is not None:
        return Scope(group_id=robot.group_id)
    tree = accounts.unit_tree(session)
    with_robot = {each.unit_id for each in notices.robots(session, only_active=True) if each.unit_id is not None}
    below = tree.subtree(robot.unit_id) if robot.unit_id is not None and robot.unit_id in tree else set()
    return Scope(unit_ids=frozenset(each for each in below if tree.nearest(each, with_robot) == robot.unit_id))


def _more(count: int) -> str:
    return _("另有 %(n)s 件，请到心桥查看。", n=count)


def _looks(robot: NoticeRobot, slot: datetime) -> bool:
    return robot.tells_steps and (robot.told_until is None or robot.told_until < slot)


def _write_steps_of(session: Session, robot: NoticeRobot, slot: datetime) -> None:
    today = slot.date()
    since = max(robot.added_on, today - timedelta(days=NEW_DAYS))
    found = due_queries.new_steps(session, robot.id, scope_of(session, robot), since)
    is_first = robot.told_until is None
    robot_operations.note_told(session, robot, slot)
    for step in found:
        _note_told(session, robot, step, today)
    if found and not is_first:
        # It was written because a half hour began, so its moment is that half hour; it leaves a little after.
        numbers = [each.number for each in found]
        once = f"{STEPS}:{robot.id}:{slot:%Y-%m-%dT%H:%M}"
        operations.put(
            session,
            Channel.ROBOT,
            robot.id,
            STEPS,
            now=slot,
            facts={"numbers": numbers},
            once=once,
            last_day=today,
        )


def _note_told(session: Session, robot: NoticeRobot, step: NewStep, today: date) -> None:
    told = due_queries.told(session, step.petition_id, robot.id)
    if told is None:
        told = CaseTold(petition_id=step.petition_id, robot_id=robot.id)
        session.add(told)
    told.version, told.told_on = step.version, today
