"""Administration of robots of group chats: add, change, try, remove."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from accounts import audit
from accounts import queries as accounts
from accounts.forms import EmptyForm
from notices import operations, queries, registry, robot_operations, robots, webhook
from notices.forms import NewRobotForm, RobotForm, present
from notices.models import Channel, NoticeRobot, OutboxRow
from notices.registry import Message, Template
from web import clock
from web.access import person, requires
from web.errors import Missing, Refusal
from web.forms import say_somewhere
from web.transactions import session
from web.words import N_

TEST_ROBOT = "test-robot"

bp = Blueprint("robots", __name__, url_prefix="/admin/notices/robots")


def register(app: Flask) -> None:
    """Add the pages and the way out by robots."""
    app.register_blueprint(bp)
    registry.register_template(app, TEST_ROBOT, Template(N_("机器人测试"), _test))
    registry.register_carrier(app, Channel.ROBOT, webhook.carrier)


@bp.route("/new", methods=["GET", "POST"])
@requires("admin")
def new() -> Response | str | tuple[str, int]:
    """Add a robot."""
    form = _form(None)
    if form.validate_on_submit():
        given: dict[str, Any] = form.given()
        try:
            robot_operations.add(session(), kind=form.maker, **given, actor=person(), now=clock.now())
        except Refusal as refusal:
            return _refused(form, refusal, None)
        flash(_("机器人已经加上。请发一条测试消息，看群里收不收得到。"))
        return redirect(url_for("notices.show"))
    return _page(form, None)


@bp.route("/<int:robot_id>", methods=["GET", "POST"])
@requires("admin")
def robot(robot_id: int) -> Response | str | tuple[str, int]:
    """Change a robot; its address only when another one is typed."""
    found = _found(robot_id)
    form = _form(found)
    if form.validate_on_submit():
        given: dict[str, Any] = form.given()
        try:
            robot_operations.change(
                session(),
                robot_id,
                **given,
                active=form.active.data,
                seen=form.seen.data or "",
                actor=person(),
                now=clock.now(),
            )
        except Refusal as refusal:
            session().rollback()
            return _refused(form, refusal, _found(robot_id))
        flash(_("机器人已经改好。"))
        return redirect(url_for("notices.show"))
    return _page(form, found)


@bp.post("/<int:robot_id>/test")
@requires("admin")
def test(robot_id: int) -> Response:
    """Write a test message; `tick` sends it within a minute."""
    found = _found(robot_id)
    if EmptyForm().validate_on_submit():
        if not found.active:
            raise Refusal(_("这个机器人停用了。请先改成在用，再测试。"))
        now = clock.now()
        operations.put(session(), Channel.ROBOT, robot_id, TEST_ROBOT, now=now, coarse=False)
        audit.record(session(), person(), "notice.test", f"robot:{robot_id}", now=now, channel=Channel.ROBOT.value)
        flash(_("测试消息一分钟内发到群里。没收到的话，请看这一页有没有列出原因。"))
    return redirect(url_for("notices.show"))


@bp.post("/<int:robot_id>/remove")
@requires("admin")
def remove(robot_id: int) -> Response:
    """Forget a robot."""
    if EmptyForm().validate_on_submit():
        robot_operations.remove(session(), robot_id, actor=person(), now=clock.now())
        flash(_("机器人已经删除，地址和密钥也删了。"))
    return redirect(url_for("notices.show"))


def _found(robot_id: int) -> NoticeRobot:
    found = queries.robot(session(), robot_id)
    if found is None:
        raise Missing
    return found


def _form(robot: NoticeRobot | None) -> RobotForm:
    form = (
        RobotForm(data=present(robot) | {"seen": robot_operations.mark(robot)}) if robot is not None else NewRobotForm()
    )
    form.offer(accounts.offices(session(), clock.today()), accounts.unit_tree(session(), only_active=True))
    if robot is not None:
        form.kind.choices = [(robot.kind.value, _(robots.LABELS[robot.kind]))]
    return form


def _refused(form: RobotForm, refusal: Refusal, robot: NoticeRobot | None) -> tuple[str, int]:
    """The refusal's sentence at its field or above; what was typed stays."""
    say_somewhere(form, refusal)
    overtaken = None
    if robot is not None and form.seen.data != robot_operations.mark(robot):
        # Whoever read the sentence and what is kept meanwhile may send theirs on top of it.
        overtaken, form.seen.data = present(robot), robot_operations.mark(robot)
    page, _status = _page(form, robot, overtaken)
    return page, refusal.status


def _page(form: RobotForm, robot: NoticeRobot | None, overtaken: dict[str, object] | None = None) -> tuple[str, int]:
    shown = render_template(
        "notices/desk_robot.html", form=form, robot=robot, origins=robots.ORIGINS, overtaken=overtaken
    )
    return shown, 422 if form.errors else 200


def _test(_session: Session, _row: OutboxRow, _now: datetime) -> Message:
    return Message("", robots.fitted(_("测试消息。收到它，说明机器人设置好了。"), [], str))
