"""A robot's address is checked, sealed, and never in clear in any table; offices that read accusations have none."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from database import Database
from notices import operations, queries, robot_operations
from notices.models import Channel, NoticeRobot
from notices.robots import Robot
from tests.fixtures import START, Enterprise
from tests.notices.conftest import ROBOT_SECRET, Chat
from web.errors import Missing, Refusal


@pytest.fixture
def given(enterprise: Enterprise, chat: Chat) -> dict[str, Any]:
    """A robot of the union's chat."""
    return {
        "kind": Robot.DINGTALK,
        "name": "工会办公室群",
        "group_id": enterprise.groups["union"],
        "unit_id": None,
        "url": chat.url(Robot.DINGTALK),
        "secret": ROBOT_SECRET,
        "tells_steps": True,
        "actor": enterprise.people["admin"],
        "now": START,
    }


def _change(session: Session, robot: NoticeRobot, given: dict[str, Any], **changes: Any) -> None:
    values = {name: value for name, value in given.items() if name != "kind"} | {"active": True} | changes
    robot_operations.change(session, robot.id, **values)


def test_address_and_secret_open_for_sending_and_are_nowhere_in_clear(
    session: Session, given: dict[str, Any], database: Database
) -> None:
    robot = robot_operations.add(session, **given)
    session.commit()
    target = robot_operations.opened(session, robot.id)

    assert target is not None
    assert (target.url, target.secret) == (given["url"], ROBOT_SECRET)
    assert robot.ending == given["url"][-4:]
    stored = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    for clear in (b"566cc69da782ec", ROBOT_SECRET.encode()):
        assert clear not in stored
    assert given["url"] not in repr(target)
    assert ROBOT_SECRET not in repr(target)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"url": "https://evil.example/robot/send?access_token=1"}, "url"),
        ({"url": ""}, "url"),
        ({"secret": " "}, "secret"),
    ],
)
def test_a_wrong_address_and_a_missing_secret_are_refused_at_their_field(
    session: Session, given: dict[str, Any], changed: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        robot_operations.add(session, **(given | changed))

    assert refused.value.field == field


@pytest.mark.parametrize("office", ["discipline", "identity"])
def test_an_office_that_reads_accusations_or_keeps_names_has_no_robot(
    session: Session, given: dict[str, Any], enterprise: Enterprise, office: str
) -> None:
    with pytest.raises(Refusal):
        robot_operations.add(session, **(given | {"group_id": enterprise.groups[office]}))


def test_a_change_without_an_address_keeps_the_one_there_is(
    session: Session, given: dict[str, Any], enterprise: Enterprise
) -> None:
    robot = robot_operations.add(session, **given)
    _change(session, robot, given, url="", secret="", group_id=None, unit_id=enterprise.units["三车间"], name="群二")

    target = robot_operations.opened(session, robot.id)
    assert target is not None
    assert target.secret == ROBOT_SECRET
    assert (robot.name, robot.unit_id, robot.group_id) == ("群二", enterprise.units["三车间"], None)
    # A fresh secret alone would be lost without a word.
    with pytest.raises(Refusal) as refused:
        _change(session, robot, given, url="", secret="SECnew")
    assert refused.value.field == "url"


def test_what_a_colleague_changed_meanwhile_is_not_written_over_unseen(session: Session, given: dict[str, Any]) -> None:
    robot = robot_operations.add(session, **given)
    for changes in (
        {"url": given["url"], "secret": ROBOT_SECRET},
        {"active": False},
        {"name": "群二"},
        {"tells_steps": False},
    ):
        seen = robot_operations.mark(robot)
        _change(session, robot, given, **({"url": "", "secret": "", "seen": seen} | changes))
        with pytest.raises(Refusal) as refused:
            _change(session, robot, given, name="后存的", seen=seen)
        assert refused.value.message == robot_operations.STALE
        assert robot.name != "后存的"


def test_a_stopped_robot_is_not_opened(session: Session, given: dict[str, Any]) -> None:
    robot = robot_operations.add(session, **given)
    _change(session, robot, given, active=False)

    assert robot_operations.opened(session, robot.id) is None


def test_with_a_robot_goes_what_waits_for_it(session: Session, given: dict[str, Any], enterprise: Enterprise) -> None:
    robot = robot_operations.add(session, **given)
    operations.put(session, Channel.ROBOT, robot.id, "test-robot", now=START, coarse=False)
    operations.put(session, Channel.MAIL, robot.id, "test-mail", now=START, coarse=False)
    robot_operations.remove(session, robot.id, actor=enterprise.people["admin"], now=START)

    assert queries.robots(session) == []
    assert queries.waiting(session) == 1
    with pytest.raises(Missing):
        robot_operations.remove(session, robot.id, actor=enterprise.people["admin"], now=START)
    with pytest.raises(Missing):
        _change(session, robot, given)


def test_up_to_when_a_chat_was_told_stands_with_its_robot(session: Session, given: dict[str, Any]) -> None:
    robot = robot_operations.add(session, **given)
    robot_operations.note_told(session, robot, START)

    assert robot.told_until == START
