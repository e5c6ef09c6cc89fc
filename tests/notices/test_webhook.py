"""Robots against a receiver that checks their signatures; a redirect, a silence and a wrong place are failures."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest
from flask import Flask

from notices import faults, robots, webhook
from notices.faults import Fault
from notices.models import Channel, OutboxRow
from notices.registry import Message
from notices.robot_operations import Target
from notices.robots import Robot
from notices.webhook import RobotCarrier
from tests.fixtures import Clock
from tests.notices.conftest import ROBOT_SECRET, Chat, free_port

ROW = OutboxRow(id=1, channel=Channel.ROBOT, addressee_id=1, template="test-robot", facts={}, once="x", coarse=False)


@pytest.fixture
def say(chat: Chat, clock: Clock) -> Callable[..., None]:
    """`say(kind)` sends one message to the receiver."""
    carrier = RobotCarrier(frozenset({chat.origin}))

    def go(kind: Robot, *, url: str = "", secret: str = ROBOT_SECRET) -> None:
        carrier.send(ROW, Target(1, kind, url or chat.url(kind), secret), Message("", "【心桥】超期 2 件"))

    return go


def _fault(say: Callable[..., None], kind: Robot = Robot.WECOM, **given: str) -> str:
    with pytest.raises(Fault) as raised:
        say(kind, **given)
    return str(raised.value)


@pytest.mark.parametrize("kind", Robot)
def test_each_makers_robot_says_it(say: Callable[..., None], chat: Chat, kind: Robot) -> None:
    say(kind)

    assert chat.said == ["【心桥】超期 2 件"]


@pytest.mark.parametrize(("kind", "code"), [(Robot.DINGTALK, "310000"), (Robot.FEISHU, "19021")])
def test_a_wrong_secret_is_found_out_although_the_status_is_200(
    say: Callable[..., None], chat: Chat, kind: Robot, code: str
) -> None:
    assert _fault(say, kind, secret="SECwrong") == f"refused:{code}"
    assert chat.said == []


def test_a_redirect_is_not_followed(say: Callable[..., None], chat: Chat) -> None:
    chat.answers = [(302, b"")]

    assert _fault(say) == "refused:http-302"
    assert chat.said == []


def test_a_place_that_is_not_allowed_any_more_gets_nothing(chat: Chat) -> None:
    target = Target(1, Robot.WECOM, chat.url(Robot.WECOM), "")
    with pytest.raises(Fault) as raised:
        RobotCarrier(frozenset()).send(ROW, target, Message("", "x"))

    assert (raised.value.code, raised.value.is_final) == (faults.NOT_ALLOWED, True)
    assert chat.said == []


def test_nobody_there_is_unreachable_and_nothing_was_sent(clock: Clock) -> None:
    origin = f"http://127.0.0.1:{free_port()}"
    target = Target(1, Robot.WECOM, f"{origin}/cgi-bin/webhook/send?key=1", "")
    with pytest.raises(Fault) as raised:
        RobotCarrier(frozenset({origin})).send(ROW, target, Message("", "x"))

    assert raised.value.code == faults.UNREACHABLE


def test_a_silence_after_sending_leaves_it_unsure(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            taken, _where = listening.accept()
            taken.recv(1000)
            taken.close()

        other = threading.Thread(target=hang_up)
        other.start()
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        target = Target(1, Robot.WECOM, f"{origin}/cgi-bin/webhook/send?key=1", "")
        with pytest.raises(Fault) as raised:
            RobotCarrier(frozenset({origin})).send(ROW, target, Message("", "x"))
        other.join()

    assert raised.value.code == faults.UNSURE


def test_no_chat_is_told_more_in_a_minute_than_its_maker_takes(say: Callable[..., None], chat: Chat) -> None:
    for _message in range(robots.MOST_A_RUN):
        say(Robot.WECOM)

    assert _fault(say) == faults.TOO_MANY
    assert len(chat.said) == robots.MOST_A_RUN


def test_the_carrier_of_a_run_allows_what_the_setting_allows(app: Flask, chat: Chat) -> None:
    with app.app_context(), webhook.carrier() as carrier:
        carrier.send(ROW, Target(1, Robot.WECOM, chat.url(Robot.WECOM), ""), Message("", "x"))

    assert chat.said == ["x"]
