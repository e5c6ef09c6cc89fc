"""The administrator adds a robot, tries it, and never sees its address again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from database import Database
from notices import queries, robot_operations
from notices.robots import Robot
from tests.fixtures import Enterprise
from tests.notices.conftest import ROBOT_SECRET, Chat
from web import tick


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def admin(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The administrator's browser."""
    return sign_in(client, "admin")


@pytest.fixture
def filled(enterprise: Enterprise, chat: Chat) -> dict[str, str]:
    """The form of a robot, filled in."""
    return {
        "kind": "dingtalk",
        "name": "工会办公室群",
        "whose": f"office:{enterprise.groups['union']}",
        "url": chat.url(Robot.DINGTALK),
        "secret": ROBOT_SECRET,
        "tells_steps": "y",
        "active": "y",
    }


def _only(database: Database) -> Any:
    with database.reading() as session:
        (robot,) = queries.robots(session)
    return robot


def test_only_the_administrator_sets_up_robots(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    assert sign_in(client, "officer").get("/admin/notices/robots/new").status_code == 403


def test_a_robot_is_added_and_tried_and_the_chat_hears_it(
    app: Flask, admin: FlaskClient, filled: dict[str, str], chat: Chat, database: Database
) -> None:
    assert "工会办公室群" in _text(admin.post("/admin/notices/robots/new", data=filled, follow_redirects=True))
    answer = admin.post(f"/admin/notices/robots/{_only(database).id}/test", follow_redirects=True)
    assert "一分钟内发到群里" in _text(answer)
    assert chat.said == []
    with app.app_context():
        tick.run()

    assert chat.said == ["【心桥】测试消息。收到它，说明机器人设置好了。"]


def test_its_address_and_secret_are_never_shown_again(
    admin: FlaskClient, filled: dict[str, str], database: Database
) -> None:
    admin.post("/admin/notices/robots/new", data=filled)
    robot = _only(database)
    for page in ("/admin/notices/", f"/admin/notices/robots/{robot.id}", "/admin/audit"):
        shown = _text(admin.get(page))
        assert "566cc69da782ec" not in shown
        assert ROBOT_SECRET not in shown
    assert f"…{robot.ending}" in _text(admin.get(f"/admin/notices/robots/{robot.id}"))


def test_a_wrong_address_is_refused_at_its_field_and_the_rest_is_still_there(
    admin: FlaskClient, filled: dict[str, str], database: Database
) -> None:
    answer = admin.post("/admin/notices/robots/new", data=filled | {"url": "https://169.254.169.254/latest?key=1"})

    assert answer.status_code == 422
    assert "只能发到企业微信、钉钉、飞书的官方地址" in _text(answer)
    assert "工会办公室群" in _text(answer)
    with database.reading() as session:
        assert queries.robots(session) == []


def test_a_robot_is_changed_stopped_and_removed(
    admin: FlaskClient, filled: dict[str, str], database: Database, enterprise: Enterprise
) -> None:
    admin.post("/admin/notices/robots/new", data=filled)
    address = f"/admin/notices/robots/{_only(database).id}"
    changed = filled | {"url": "", "secret": "", "name": "三车间群", "whose": f"unit:{enterprise.units['三车间']}"}
    del changed["active"]
    assert admin.post(address, data=changed | {"seen": "0"}).status_code == 409
    shown = _text(admin.post(address, data=changed | {"seen": "0"}))
    assert all(each in shown for each in ("刚刚有同事改过这个机器人", "现在存着的", "工会办公室群", 'value="三车间群"'))
    changed["seen"] = robot_operations.mark(_only(database))
    assert f'value="{changed["seen"]}"' in shown
    assert admin.post(address, data=changed).status_code == 302
    robot = _only(database)
    assert (robot.name, robot.unit_id, robot.active) == ("三车间群", enterprise.units["三车间"], False)
    assert admin.post(f"{address}/test").status_code == 409
    admin.post(f"{address}/remove")
    with database.reading() as session:
        assert queries.robots(session) == []
    assert admin.get(address).status_code == 404


def test_offices_that_read_accusations_are_not_offered(admin: FlaskClient, enterprise: Enterprise) -> None:
    page = _text(admin.get("/admin/notices/robots/new"))

    assert f"office:{enterprise.groups['union']}" in page
    assert f"office:{enterprise.groups['discipline']}" not in page
