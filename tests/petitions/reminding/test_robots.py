"""A chat hears once a working day what is due, and each half hour of new steps; number, step and day only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from database import Database
from notices import backoff, robot_operations
from notices import queries as notices
from notices.models import NoticeRobot, OutboxRow
from notices.robots import Robot
from petitions.models import Exclusion
from petitions.reminding import robots as robot_notices
from petitions.reminding.models import CaseTold
from petitions.workflow import Action, State
from tests.fixtures import START, Clock

URL = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"
HALF_PAST = START
TEN = START.replace(hour=10, minute=0)


@pytest.fixture
def robot(casework: Any) -> Callable[..., NoticeRobot]:
    """`robot(unit="三车间")` adds a chat of a unit, without a name one of the union office."""

    def go(unit: str = "", *, tells_steps: bool = True) -> NoticeRobot:
        made = robot_operations.add(
            casework.session,
            kind=Robot.WECOM,
            name=unit or "工会",
            group_id=None if unit else casework.enterprise.groups["union"],
            unit_id=casework.enterprise.units[unit] if unit else None,
            url=URL,
            secret="",
            tells_steps=tells_steps,
            actor=casework.enterprise.people["admin"],
            now=START,
        )
        casework.session.commit()
        return made

    return go


@pytest.fixture
def rows(app: Flask, database: Database, casework: Any) -> Callable[..., list[OutboxRow]]:
    """`rows(write, now)`: what lies in the outbox after `write` ran at `now`."""

    def go(write: Callable[[datetime], None], now: datetime) -> list[OutboxRow]:
        casework.session.commit()
        with app.app_context():
            write(now)
        with database.reading() as session:
            return list(session.query(OutboxRow).order_by(OutboxRow.once))

    return go


def _steps(rows: Any, now: datetime) -> list[tuple[list[str], datetime]]:
    return [(each.facts["numbers"], each.next_try) for each in rows(robot_notices.write_steps, now)]


def test_the_days_word_comes_once_a_working_day_even_when_nothing_is_due(rows: Any, robot: Any, casework: Any) -> None:
    to = robot(tells_steps=False)
    eight = START.replace(hour=8, minute=0)
    assert rows(robot_notices.write_summaries, eight - timedelta(minutes=1)) == []
    rows(robot_notices.write_summaries, eight)
    assert rows(robot_notices.write_summaries, eight + timedelta(minutes=6)) == []
    rows(robot_notices.write_summaries, eight + backoff.PAST_THE_HOUR)
    (row,) = rows(robot_notices.write_summaries, eight + timedelta(hours=2))
    message = robot_notices.compose_summary(casework.session, row, eight)

    assert (row.addressee_id, row.facts, row.last_day) == (to.id, {}, START.date())
    assert message is not None
    assert message.text == "【心桥】2026年11月24日（周二）：超期 0 件，今天到期 0 件，7 天内到期 0 件。"
    saturday = eight + timedelta(days=4)
    assert len(rows(robot_notices.write_summaries, saturday)) == 1


def test_the_days_word_counts_and_lists_what_is_due(robot: Any, casework: Any) -> None:
    to = robot()
    petition, _ = casework.lead_to(State.INVESTIGATING)
    now = datetime.combine(petition.next_due + timedelta(days=2), START.timetz())
    message = robot_notices.compose_summary(casework.session, OutboxRow(addressee_id=to.id), now)

    assert message is not None
    assert "超期 1 件" in message.text
    assert f"{petition.number}　调查核实（承办人）　已超 2 天" in message.text


def test_new_steps_are_told_once_at_the_half_hour_and_not_before(rows: Any, robot: Any, casework: Any) -> None:
    robot()
    assert _steps(rows, HALF_PAST) == []
    petition, _ = casework.file()
    assert _steps(rows, HALF_PAST + timedelta(minutes=29)) == []
    # The first tick after the hour may be a little late; the notice leaves by its minute all the same.
    told = _steps(rows, TEN + timedelta(minutes=2, seconds=13))
    assert told == [([petition.number], TEN + backoff.PAST_THE_HOUR)]
    assert _steps(rows, TEN + timedelta(minutes=31)) == told


def test_a_chat_that_was_just_added_is_not_told_of_what_lies_there_already(
    rows: Any, robot: Any, casework: Any
) -> None:
    casework.file()
    robot()
    assert _steps(rows, HALF_PAST) == []
    assert _steps(rows, TEN) == []


def test_steps_at_a_unit_go_to_the_nearest_chat(rows: Any, robot: Any, casework: Any) -> None:
    whole, part = robot("岱山能源集团"), robot("生产二部")
    rows(robot_notices.write_steps, HALF_PAST)
    petition, _ = casework.lead_to(State.ASSIGNED)
    petition.handling_unit_id = casework.enterprise.units["三车间"]
    (row,) = rows(robot_notices.write_steps, TEN)

    assert row.addressee_id == part.id
    assert row.addressee_id != whole.id


def test_a_step_taken_before_the_message_left_is_not_told_any_more(rows: Any, robot: Any, casework: Any) -> None:
    to = robot("三车间")
    rows(robot_notices.write_steps, HALF_PAST)
    petition, _ = casework.lead_to(State.ASSIGNED)
    petition.handling_unit_id = casework.enterprise.units["三车间"]
    (row,) = rows(robot_notices.write_steps, TEN)
    message = robot_notices.compose_steps(casework.session, row, TEN)
    assert message is not None
    assert message.text.startswith(f"【心桥】有新的一步要办：\n{petition.number}　待调查（承办人）　还有")
    casework.session.add(Exclusion(petition_id=petition.id, account_id=casework.enterprise.people["leader"].id))
    casework.session.flush()

    assert robot_notices.compose_steps(casework.session, row, TEN) is None
    assert row.addressee_id == to.id


def test_a_case_that_comes_back_is_told_again(rows: Any, robot: Any, casework: Any, clock: Clock) -> None:
    robot()
    rows(robot_notices.write_steps, HALF_PAST)
    petition, _ = casework.file()
    _steps(rows, TEN)
    casework.do(petition, Action.REGISTER, "officer", category="pay")

    told = _steps(rows, TEN + timedelta(minutes=30))
    assert [numbers for numbers, _when in told] == [[petition.number], [petition.number]]


def test_a_robot_that_was_removed_or_brings_no_list_tells_nothing(robot: Any, casework: Any) -> None:
    to = robot()
    gone = OutboxRow(addressee_id=1, facts={"numbers": ["XF202611AAAA"]})

    assert robot_notices.compose_summary(casework.session, gone, START) is None
    assert robot_notices.compose_steps(casework.session, gone, START) is None
    assert robot_notices.compose_steps(casework.session, OutboxRow(addressee_id=to.id, facts={}), START) is None


def test_what_was_told_is_forgotten_after_a_month(rows: Any, robot: Any, casework: Any, database: Database) -> None:
    robot()
    rows(robot_notices.write_steps, HALF_PAST)
    casework.file()
    rows(robot_notices.write_steps, TEN)
    with database.reading() as session:
        assert session.query(CaseTold).count() == 1
    rows(robot_notices.write_steps, TEN + timedelta(days=31))
    with database.reading() as session:
        assert session.query(CaseTold).count() == 0


def test_without_robots_nothing_is_written(app: Flask, casework: Any, database: Database) -> None:
    casework.file()
    casework.session.commit()
    with app.app_context():
        robot_notices.write_steps(TEN)
        robot_notices.write_summaries(TEN)
    with database.reading() as session:
        assert notices.waiting(session) == 0
