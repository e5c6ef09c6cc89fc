"""Administration of what leaves the house: the mail server, a test, what was given up. No notice's content is shown."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from accounts import audit
from accounts import queries as accounts
from accounts.forms import EmptyForm
from accounts.queries import Office
from accounts.units import UnitTree
from notices import faults, mail, operations, queries, registry, robots, sending
from notices.models import Channel, NoticeRobot, OutboxRow
from notices.registry import Message, Template
from web import clock, navigation
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session
from web.words import N_

TEST_MAIL = "test-mail"

bp = Blueprint("notices", __name__, url_prefix="/admin/notices")


def register(app: Flask) -> None:
    """Add the page, the way out by mail, and the sending to `tick`."""
    app.register_blueprint(bp)
    navigation.of(app).desk_items.append(navigation.DeskItem(N_("通知"), "notices.show", "admin", position=90))
    registry.register_template(app, TEST_MAIL, Template(N_("测试邮件"), _test_mail))
    registry.register_carrier(app, Channel.MAIL, mail.carrier)
    sending.register(app)


@bp.get("/")
@requires("admin")
def show() -> str:
    """How mail leaves, what waits, what left, and what was given up."""
    listed = queries.robots(session())
    return render_template(
        "notices/desk_notices.html",
        server=mail.server(current_app.extensions["settings"]),
        own_mailbox=accounts.mailbox(session(), person().id),
        reachable=len(accounts.with_mailbox(session())),
        waiting=queries.waiting(session()),
        sent=queries.sent_lately(session(), clock.today()),
        dead=queries.dead(session()),
        robots=listed,
        makers=robots.LABELS,
        whose=partial(_whose, tree=accounts.unit_tree(session()), offices=accounts.offices(session(), clock.today())),
        names={
            Channel.MAIL: accounts.account_names(session()),
            Channel.ROBOT: {each.id: each.name for each in listed},
        },
        template=registry.template,
        fault=faults.label,
    )


@bp.post("/test-mail")
@requires("admin")
def test_mail() -> Response:
    """Write a test mail to one's own mailbox; `tick` sends it within a minute."""
    if mail.server(current_app.extensions["settings"]) is None:
        raise Refusal(_("还没有设置发信服务器。请先设置环境变量 XINQIAO_SMTP_URL 和 XINQIAO_SMTP_FROM，再重新启动。"))
    if accounts.mailbox(session(), person().id) is None:
        raise Refusal(_("您自己还没有填通知邮箱。请先到“我的账号”填写，再发测试邮件。"))
    if EmptyForm().validate_on_submit():
        now = clock.now()
        operations.put(session(), Channel.MAIL, person().id, TEST_MAIL, now=now, coarse=False)
        audit.record(session(), person(), "notice.test", "", now=now, channel=Channel.MAIL.value)
        flash(_("测试邮件一分钟内发出。没收到的话，请看这一页有没有列出原因。"))
    return redirect(url_for(".show"))


@bp.post("/<int:row_id>/retry")
@requires("admin")
def retry(row_id: int) -> Response:
    """Send what was given up after all."""
    if EmptyForm().validate_on_submit():
        operations.retry(session(), row_id, actor=person(), now=clock.now())
        flash(_("已经放回待发。"))
    return redirect(url_for(".show"))


@bp.post("/<int:row_id>/drop")
@requires("admin")
def drop(row_id: int) -> Response:
    """Forget what was given up."""
    if EmptyForm().validate_on_submit():
        operations.drop(session(), row_id, actor=person(), now=clock.now())
        flash(_("已经清除，不会再发。"))
    return redirect(url_for(".show"))


def _whose(robot: NoticeRobot, tree: UnitTree, offices: list[Office]) -> str:
    """For whom a robot speaks."""
    if robot.group_id is not None:
        unit = next((each.unit for each in offices if each.id == robot.group_id), "—")
        return _("受理机构：%(unit)s", unit=unit)
    return tree.path(robot.unit_id) if robot.unit_id is not None and robot.unit_id in tree else "—"


def _test_mail(_session: Session, _row: OutboxRow, now: datetime) -> Message:
    return Message(_("心桥测试邮件"), _("这是心桥发出的测试邮件。收到它，说明发信服务器设置好了。不用回复。") + "\n")
