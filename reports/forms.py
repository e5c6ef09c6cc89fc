"""Forms of the report pages: the officer's words, the cases chosen, and the issue."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from reports.operations import LONGEST_SUMMARY


class KeyCaseForm(FlaskForm):
    """A case to report, by number and in words."""

    number = StringField(_l("诉求编号"), [InputRequired(_l("请填写编号，例如 XF2026107K2M。")), Length(max=20)])
    summary = TextAreaField(
        _l("案情和进展"),
        [InputRequired(_l("请写明案情和进展。")), Length(max=LONGEST_SUMMARY)],
        description=_l("不写姓名、工号、电话，一两句话说清"),
    )


class IssueForm(FlaskForm):
    """The issue of a month's report."""

    checked = BooleanField(_l("我已核对数字和文字"), [InputRequired(_l("请先核对，再勾选签发。"))])
