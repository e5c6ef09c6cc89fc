"""The form by which an officer registers a visit, a letter, a fax or a call, and what a superior sent."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from petitions.fields import CHOOSE, NOT_EMPTY, Wanted, options, words
from petitions.filing import receiving
from petitions.kinds import CHANNEL_LABELS, KIND_LABELS, NAMING_LABELS, Channel, Naming
from web import clock, ids
from web.forms import NotFarAhead

#: Article 20: people who come together with one matter choose representatives, five at most.
MOST_REPRESENTATIVES = 5
LONGEST_NAME = 60


class ByHandForm(FlaskForm):
    """A visit, letter or call that an officer registers for the petitioner."""

    code = HiddenField()
    channel = RadioField(
        _l("渠道"),
        choices=[
            SelectChoice(channel.value, _l(label))
            for channel, label in CHANNEL_LABELS.items()
            if channel is not Channel.WEB
        ],
        validators=[InputRequired(CHOOSE)],
    )
    kind = RadioField(_l("来意"), choices=options(KIND_LABELS), validators=[InputRequired(CHOOSE)])
    received_on = DateField(
        _l("收到日期"),
        validators=[Optional()],
        description=_l("收到信、接待来访、接到电话的那天，各项期限从这天起算。最早可以填60天以前，留空就是今天。"),
    )
    text = words(_l("如实记录所说的话"), description=_l("口头提出的，按条例第十九条如实记录：请求、事实、理由。"))
    category = SelectField(_l("内容分类"), validators=[InputRequired(CHOOSE)])
    unit = SelectField(_l("涉及单位"), validate_choice=False)
    people = IntegerField(
        _l("人数"), default=1, validators=[InputRequired(NOT_EMPTY), NumberRange(1, 100_000, _l("人数至少是 1。"))]
    )
    naming = RadioField(_l("署名"), choices=options(NAMING_LABELS), validators=[InputRequired(CHOOSE)])
    name = StringField(
        _l("信访人姓名"), validators=[Wanted(), Length(max=60)], description=_l("选实名、实名保密的要写；匿名的不写。")
    )
    contact = StringField(_l("联系方式"), validators=[Length(max=120)])
    address = StringField(_l("住址"), validators=[Length(max=120)])
    agent = StringField(
        _l("代理人"),
        validators=[Length(max=120)],
        description=_l("本人委托别人来的：代理人姓名、和本人的关系、有没有授权委托书。"),
    )
    representatives = TextAreaField(
        _l("推选的代表"),
        validators=[Optional()],
        description=_l("多人来访的，代表不超过5人（条例第二十条）。一行写一人。"),
    )
    concerned = SelectMultipleField(
        _l("涉及下面的人（选中的人看不到这件诉求）"), coerce=ids.read, validate_choice=False
    )
    urgent = BooleanField(_l("紧急：涉及人身安全"))
    reception = SelectField(_l("来自哪次接访日"), validate_choice=False)
    issuer = StringField(
        _l("交办机关或批示领导"),
        validators=[Wanted(), Length(max=80)],
        description=_l("上级转送交办、领导批示的要写。"),
    )
    reference = StringField(_l("交办文号或批示编号"), validators=[Length(max=60)])
    due_on = DateField(
        _l("上级要求反馈的期限"),
        validators=[Optional(), NotFarAhead()],
        description=_l("没有限期的留空；有限期的单独计时。"),
    )
    asked = words(_l("交办要求或批示内容"), required=False, description=_l("内部使用，信访人看不到。"))

    @property
    def is_charged(self) -> bool:
        """Whether a superior or a leader sent it."""
        return self.channel.data in {Channel.SUPERIOR.value, Channel.LEADER.value}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The representatives, one a line."""
        lines = (line.strip() for line in (self.representatives.data or "").splitlines())
        return tuple(line for line in lines if line)

    def validate_received_on(self, field: DateField) -> None:
        """A day that can be: not to come, and not so long ago that its clocks are over before they are seen."""
        barrier = receiving.barrier(field.data, clock.today()) if field.data else None
        if barrier is not None:
            raise ValidationError(_(receiving.BARRIER_LABELS[barrier], most=receiving.MOST_DAYS))

    def validate_representatives(self, _field: TextAreaField) -> None:
        """Five at most, each with a name that can be one."""
        if len(self.chosen) > MOST_REPRESENTATIVES:
            raise ValidationError(_("代表最多5人，请只留推选出来的代表。"))
        if any(len(each) > LONGEST_NAME for each in self.chosen):
            raise ValidationError(_("一行写一位代表，姓名不超过60个字。"))
        self._not_anonymous(self.representatives)

    def validate_address(self, field: StringField) -> None:
        """Nothing that leads to somebody who stays anonymous."""
        self._not_anonymous(field)

    def validate_agent(self, field: StringField) -> None:
        """Nothing that leads to somebody who stays anonymous."""
        self._not_anonymous(field)

    def _not_anonymous(self, field: StringField) -> None:
        if self.naming.data == Naming.ANONYMOUS.value and (field.data or "").strip():
            raise ValidationError(_("选了匿名，这一项不留。请清空，或者改选实名、实名保密。"))

    def validate_issuer(self, field: StringField) -> None:
        """What a superior sent says which superior; an InputRequired would ask it of everybody."""
        if self.is_charged and not (field.data or "").strip():
            raise ValidationError(_("请写明是哪个上级单位交办，或哪位领导批示。"))

    def validate_name(self, field: StringField) -> None:
        """Whoever is named has a name."""
        if self.naming.data in {"named", "confidential"} and not (field.data or "").strip():
            raise ValidationError(_("选了实名，请写下姓名；不愿留名请选“匿名”。"))
