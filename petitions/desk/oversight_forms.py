"""The desk's forms of steps that involve somebody above: extension, supervision, mandates, and looking at an answer again."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from petitions.desk.forms import (
    StepForm,
    TextForm,
)
from petitions.fields import CHOOSE, NOT_EMPTY, chosen_id, options, words
from petitions.in_place import JUDGEMENT_LABELS, Judgement
from petitions.kinds import LegalClass
from petitions.outcome.opinion import OUTCOME_LABELS, Outcome, outcomes
from petitions.workflow import TRIGGER_LABELS, Trigger
from web import ids
from web.forms import NotFarAhead

INTERNAL = _l("内部使用，封存在案，信访人看不到。")
GIVE_ORIGINAL = _l("给他看原文和附件")
GIVE_ORIGINAL_HINT = _l("不勾选，只给遮盖版。")


def given_original(form: StepForm) -> dict[str, Any]:
    """That the original is given, when the form asks for it and somebody ticked it."""
    return {"original": True} if "original" in form and form["original"].data else {}


class LeaderForm(StepForm):
    """A leader who gets the case and its key."""

    leader_id = SelectField(_l("领导"), coerce=chosen_id, validators=[InputRequired(CHOOSE)], validate_choice=False)
    original = BooleanField(GIVE_ORIGINAL, description=GIVE_ORIGINAL_HINT)

    def given(self) -> dict[str, Any]:
        return {"leader_id": self.leader_id.data} | given_original(self)


class AskExtensionForm(LeaderForm):
    """For how long, why, and who decides."""

    days = IntegerField(_l("延期几日"), validators=[InputRequired(NOT_EMPTY), NumberRange(1, 365, _l("请填天数。"))])
    reason = words(
        _l("理由"), description=_l("批准后要告知信访人，请写得让本人看得懂。上级交办的，先征得交办机关同意。")
    )

    def given(self) -> dict[str, Any]:
        return super().given() | {"days": self.days.data, "reason": self.reason.data}


class EscalateForm(LeaderForm):
    """To whom a late case goes up, and why it is late."""

    reason = words(_l("为什么超期、卡在哪里"), description=INTERNAL)

    def given(self) -> dict[str, Any]:
        return super().given() | {"reason": self.reason.data}


class OpenReviewForm(StepForm):
    """Who looks at the answer again."""

    leader_id = SelectField(_l("复查复核人"), coerce=ids.read, validate_choice=False)
    original = BooleanField(GIVE_ORIGINAL, description=GIVE_ORIGINAL_HINT)

    def given(self) -> dict[str, Any]:
        return {"leader_id": self.leader_id.data or None} | given_original(self)


class SuperviseForm(StepForm):
    """Why, and by when the answer is due."""

    trigger = RadioField(_l("督办情形"), choices=options(TRIGGER_LABELS), validators=[InputRequired(CHOOSE)])
    days = IntegerField(_l("几日内反馈"), validators=[InputRequired(NOT_EMPTY), NumberRange(1, 90, _l("请填1到90。"))])
    text = words(_l("督办要求"), description=INTERNAL)

    def given(self) -> dict[str, Any]:
        return {"trigger": Trigger(self.trigger.data), "days": self.days.data, "text": self.text.data}


class InternalForm(StepForm):
    """A record that the petitioner does not read."""

    text = words(_l("记录"), description=INTERNAL)

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data}


class MandateForm(StepForm):
    """Who charged the office with the case, under which number, and by when it wants the report."""

    issuer = StringField(
        _l("交办机关或批示领导"),
        validators=[InputRequired(NOT_EMPTY), Length(max=80)],
        description=_l("例：省总工会、集团公司信访办、张某某副总经理。"),
    )
    reference = StringField(_l("交办文号或批示编号"), validators=[Length(max=60)])
    due_on = DateField(
        _l("上级要求反馈的期限"),
        validators=[Optional(), NotFarAhead()],
        description=_l("上级没有定期限的按通行做法填好了；确实不用反馈的，清空。"),
    )
    text = words(_l("交办要求或批示内容"), required=False, description=INTERNAL)

    def given(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer.data,
            "reference": self.reference.data,
            "due_on": self.due_on.data,
            "text": self.text.data,
        }


class ReportUpForm(StepForm):
    """What was reported to the superior."""

    text = words(_l("办结报告或反馈内容"), description=_l("怎样反馈、办理结果、信访人的态度。内部使用，封存在案。"))

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data}


class AmendForm(TextForm):
    """What the answer comes to now."""

    outcome = RadioField(_l("变更后的意见"), validators=[InputRequired(CHOOSE)])
    judgement = RadioField(_l("诉求是否合理"), choices=options(JUDGEMENT_LABELS), validators=[Optional()])

    def offer(self, legal_class: LegalClass) -> None:
        """The outcomes that belong to the class of the case."""
        self.outcome.choices = [SelectChoice(each.value, _(OUTCOME_LABELS[each])) for each in outcomes(legal_class)]

    def given(self) -> dict[str, Any]:
        chosen = self.judgement.data
        judgement = Judgement(chosen) if chosen else None
        return {"text": self.text.data, "outcome": Outcome(self.outcome.data), "judgement": judgement}
