"""The form of a robot."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from accounts.forms import unit_choices
from accounts.queries import Office
from accounts.units import UnitTree
from notices.models import NoticeRobot
from notices.robots import KEYWORD, LABELS, Robot

OFFICE, UNIT = "office", "unit"


def _url(*validators: Any) -> StringField:
    return StringField(
        _l("机器人地址"),
        [*validators, Length(max=500)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class RobotForm(FlaskForm):
    """A robot: whose it is, for whom, and its address, which is typed and never shown."""

    #: The mark of the robot as it was when the form was opened.
    seen = HiddenField()
    kind = SelectField(_l("哪家的机器人"), [InputRequired(_l("请选择哪家的机器人。"))])
    name = StringField(
        _l("名称"),
        [InputRequired(_l("请给机器人起个名称。")), Length(max=60, message=_l("最多 60 个字。"))],
        description=_l("例：工会办公室群"),
    )
    whose = SelectField(
        _l("为谁"),
        [InputRequired(_l("请选择为哪个受理机构或单位。"))],
        description=_l("受理机构的群看到待受理机构办的，单位的群看到待本单位承办人办的"),
    )
    url = _url(Optional())
    secret = StringField(
        _l("签名密钥"),
        [Length(max=200)],
        description=_l(
            "钉钉选“加签”，飞书选“签名校验”；企业微信没有，不用填。还要设关键词的，填“%(word)s”", word=KEYWORD
        ),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    tells_steps = BooleanField(_l("有新的一步也发（每半小时一次）"), default=True)
    active = BooleanField(_l("在用"), default=True)

    def offer(self, offices: list[Office], tree: UnitTree) -> None:
        """Set the choices of makers, offices and units."""
        self.kind.choices = [(each.value, _(label)) for each, label in LABELS.items()]
        union = [each for each in offices if each.kind == "union"]
        self.whose.choices = [
            *((f"{OFFICE}:{each.id}", _("受理机构：%(unit)s", unit=each.unit)) for each in union),
            *((f"{UNIT}:{value}", label) for value, label in unit_choices(tree)),
        ]

    def given(self) -> dict[str, object]:
        """What was chosen, as the operations take it."""
        part, _colon, number = (self.whose.data or "").partition(":")
        return {
            "name": self.name.data,
            "group_id": int(number) if part == OFFICE else None,
            "unit_id": int(number) if part == UNIT else None,
            "url": self.url.data or "",
            "secret": self.secret.data or "",
            "tells_steps": self.tells_steps.data,
        }

    @property
    def maker(self) -> Robot:
        """The chosen maker."""
        return Robot(self.kind.data)


class NewRobotForm(RobotForm):
    """A robot that is added, which needs its address."""

    url = _url(InputRequired(_l("请填写机器人的地址。")))


def present(robot: NoticeRobot) -> dict[str, object]:
    """A robot as the form shows it, without its address."""
    whose = f"{OFFICE}:{robot.group_id}" if robot.group_id is not None else f"{UNIT}:{robot.unit_id}"
    return {
        "kind": robot.kind.value,
        "name": robot.name,
        "whose": whose,
        "tells_steps": robot.tells_steps,
        "active": robot.active,
    }
