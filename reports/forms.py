"""Forms of the report pages: the cases chosen, and the steps from a draft to the issue."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from reports.drafts.operations import LONGEST_REASON
from reports.operations import LONGEST_SUMMARY


class KeyCaseForm(FlaskForm):
    """A case to report, by number and in words."""

    number = StringField(_l("诉求编号"), [InputRequired(_l("请填写编号，例如 XF2026107K2M。")), Length(max=20)])
    summary = TextAreaField(
        _l("案情和进展"),
        [InputRequired(_l("请写明案情和进展。")), Length(max=LONGEST_SUMMARY)],
        description=_l("不写姓名、工号、电话，一两句话说清"),
    )


class SubmitForm(FlaskForm):
    """A draft to be checked by somebody else."""


class CorrectionForm(SubmitForm):
    """A further edition of an issued report, to be checked; it says why."""

    reason = TextAreaField(
        _l("更正原因"),
        [InputRequired(_l("请写明更正原因，它会印在更正说明里。")), Length(max=LONGEST_REASON)],
        description=_l("例：两件来访补登记"),
    )


class WordForm(FlaskForm):
    """A filled draft that comes back from Word."""

    file = FileField(_l("填好的补充稿（.docx）"), validators=[FileRequired(_l("请选择填好的补充稿。"))])


class CheckForm(FlaskForm):
    """The checker's word."""

    checked = BooleanField(_l("我已逐项核对数字和文字"), [InputRequired(_l("请先逐项核对，再勾选。"))])


class ReturnForm(FlaskForm):
    """A draft to be changed."""

    note = TextAreaField(_l("要改什么"), [InputRequired(_l("请写明要改什么。")), Length(max=LONGEST_REASON)])
