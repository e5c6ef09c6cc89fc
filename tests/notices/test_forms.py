"""The robot's form gives what operations take, and shows a robot without its address."""

from __future__ import annotations

from flask import Flask

from notices.forms import RobotForm, present
from notices.models import NoticeRobot
from notices.robots import Robot

ROBOT = NoticeRobot(
    id=1,
    kind=Robot.FEISHU,
    name="群",
    group_id=None,
    unit_id=7,
    sealed=b"x",
    ending="0d5e",
    tells_steps=False,
    active=True,
)


def test_a_robot_is_shown_without_its_address() -> None:
    shown = present(ROBOT)

    assert (shown["kind"], shown["whose"]) == ("feishu", "unit:7")
    assert not {"url", "secret", "sealed"} & shown.keys()


def test_office_and_unit_are_told_apart(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"kind": "wecom", "whose": "office:5", "name": "群"}):
        form = RobotForm()
        assert form.given() == {
            "name": "群",
            "group_id": 5,
            "unit_id": None,
            "url": "",
            "secret": "",
            "tells_steps": False,
        }
        assert form.maker is Robot.WECOM
