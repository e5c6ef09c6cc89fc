"""Forms about a sealed name: an officer's request, the petitioner's answer, a keeper's decision."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from petitions.forms import TOO_LONG, WithoutCookie, tidied
from petitions.identity.asking import ANSWER_LABELS

LONGEST_REASON = 2_000
TOO_LONG_A_REASON = _l("文字太长，最多 2000 字。")


class AskIdentityForm(FlaskForm):
    """Why the name is needed, and whether it cannot wait for the petitioner."""

    reason = TextAreaField(
        _l("为什么要看姓名"),
        validators=[InputRequired(_l("请写明为什么要看姓名。")), Length(max=LONGEST_REASON, message=TOO_LONG_A_REASON)],
        description=_l("保管人和信访人都会看到这段话。不要写别人的姓名。"),
    )
    urgent = BooleanField(
        _l("紧急，不等信访人回答"), description=_l("只用于有人身危险、错过就来不及的事。信访人事后会看到。")
    )
    urgency = TextAreaField(_l("为什么等不得"), validators=[Length(max=LONGEST_REASON, message=TOO_LONG_A_REASON)])

    def validate_urgency(self, field: TextAreaField) -> None:
        """Urgent only with a reason."""
        field.data = tidied(field.data)
        if self.urgent.data and not field.data:
            raise ValidationError(_l("标为紧急，请写明为什么等不得。"))

    def validate_reason(self, field: TextAreaField) -> None:
        """Something that can be read."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写明为什么要看姓名。"))


class AnswerIdentityForm(WithoutCookie):
    """Whether the petitioner agrees that the name is looked at."""

    token = HiddenField()
    request = HiddenField()
    said = RadioField(
        _l("可以看您的姓名和联系方式吗"),
        choices=[SelectChoice(each.value, _l(label)) for each, label in ANSWER_LABELS.items()],
        validators=[InputRequired(_l("请选一项：同意，还是不同意。"))],
    )
    text = TextAreaField(_l("想说明的"), id="identity-text", validators=[Length(max=LONGEST_REASON, message=TOO_LONG)])


class DecideIdentityForm(FlaskForm):
    """A keeper's word on a request."""

    decision = RadioField(
        _l("您的决定"),
        choices=[SelectChoice("agree", _l("同意，给申请人看7天")), SelectChoice("refuse", _l("不同意"))],
        validators=[InputRequired(_l("请选一项：同意，还是不同意。"))],
    )
    text = TextAreaField(
        _l("不同意的理由"),
        validators=[Length(max=LONGEST_REASON, message=TOO_LONG_A_REASON)],
        description=_l("不同意时要写。申请人和信访人都会看到。"),
    )

    def validate_text(self, field: TextAreaField) -> None:
        """A refusal says why."""
        field.data = tidied(field.data)
        if self.decision.data == "refuse" and not field.data:
            raise ValidationError(_l("请写明为什么不同意。"))
