"""What the demonstration's people set for their work: shared views of the list, 常用答复语, the leader for late cases, and a
chat's robot that is switched off, because there is no chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from demo.people import Staffing
from notices import robot_operations
from notices.robots import Robot
from petitions import reach
from petitions.desk import phrases
from petitions.lists import saved_views
from petitions.reminding import escalating

VIEWS = (
    ("工资和考勤在办", {"view": "open", "category": "pay"}),
    ("待审批", {"view": "open", "state": "drafted"}),
)
PHRASES = (
    ("感谢反映", "感谢您反映情况。您说的事我们已经逐项核实，下面把结果告诉您。"),
    ("已与财务核对", "我们已与财务部、您所在区队逐月核对考勤和工资，差额会在最近一次工资中补发。"),
    ("继续反映", "办完以后如果又出现同样的情况，凭查询码接着写就行，不用重新提。"),
    ("不打击报复", "任何人不得因您反映情况为难您。有这样的事，请马上告诉我们。"),
)
ROBOT = "工会权益保障部群（演示，没有真的群）"
ROBOT_URL = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=demonstration"


def furnish(session: Session, staffing: Staffing, *, now: datetime) -> None:
    """Save the views and share them with the union office; add its phrases and a robot that is off; name who is told of
    what is late for long."""
    officer = staffing.people["liqiang"]
    office = reach.offices_of(session, officer)[0]
    for name, asked in VIEWS:
        row = saved_views.save(session, name, asked, actor=officer)
        saved_views.change(session, row.id, name, office, actor=officer)
    escalating.name_leader(session, office, staffing.people["madong"].id, actor=officer, now=now)
    for title, text in PHRASES:
        phrases.add(session, office, title, text, actor=officer)
    _add_robot(session, staffing, office, now)


def _add_robot(session: Session, staffing: Staffing, office: int, now: datetime) -> None:
    administrator = staffing.people["guanliyuan"]
    whose: dict[str, Any] = {"name": ROBOT, "group_id": office, "unit_id": None, "url": ROBOT_URL, "secret": ""}
    row = robot_operations.add(session, kind=Robot.WECOM, tells_steps=False, actor=administrator, now=now, **whose)
    robot_operations.change(session, row.id, tells_steps=False, active=False, actor=administrator, now=now, **whose)
