"""The desk's forms of the usual way from registration to reply, and registering by hand."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from accounts.people import Person
from accounts.units import UnitTree
from petitions import candidates
from petitions.desk.models import LONGEST_TITLE
from petitions.fields import CHOOSE, LONGEST_TEXT, NOT_EMPTY, Wanted, chosen_id, options, words
from petitions.forms import Needed, tidied
from petitions.in_place import JUDGEMENT_LABELS, Judgement
from petitions.kinds import (
    LEGAL_LABELS,
    LegalClass,
)
from petitions.notes import NOTE_LABELS, RECORDS, NoteKind
from petitions.outcome.opinion import INCOMPLETE, VERDICT_LABELS, VERDICTS, Claim, Opinion, Verdict
from petitions.workflow import GROUND_LABELS, PROCEDURE_LABELS, Ground, Procedure
from web import ids

MOST_CLAIMS = 12


def handler_options(people: list[Person], tree: UnitTree) -> list[SelectChoice]:
    """People who may handle it; whoever answers for several units stands there once for each of them."""
    units = {each: candidates.units_of(each) for each in people}
    return [
        SelectChoice(f"{each.id}-{unit}" if len(theirs) > 1 else str(each.id), f"{each.name}（{tree.path(unit)}）")
        for each, theirs in units.items()
        for unit in theirs
    ]


def handler_given(chosen: str) -> dict[str, int]:
    """The arguments of `operations.perform` for one of `handler_options`."""
    handler, _sign, unit = chosen.partition("-")
    return {"handler_id": int(handler), "handling_unit_id": int(unit)} if unit else {"handler_id": int(handler)}


def is_handler(_form: Any, field: Any) -> None:
    """Refuses what is none of `handler_options`."""
    if not re.fullmatch(r"[0-9]{1,19}(-[0-9]{1,19})?", field.data or "", re.ASCII):
        raise ValidationError(CHOOSE)


class StepForm(FlaskForm):
    """What every step carries: the version of the case that the person saw."""

    version = HiddenField()

    def given(self) -> dict[str, Any]:
        """The arguments of `operations.perform`."""
        return {}

    def cited(self) -> dict[str, Any]:
        """The policies that the step cites, as another argument."""
        return {}


class CitingForm(StepForm):
    """A step that may cite policies."""

    #: How many of the choices fit the petition's words; they stand first.
    fitting = 0

    policies = SelectMultipleField(
        _l("引用的政策口径"),
        coerce=ids.read,
        validate_choice=False,
        description=_l("选中的列在文末，信访人可以点开看；每条记一次解释。"),
    )

    def cited(self) -> dict[str, Any]:
        return {"policies": tuple(self.policies.data or ())}


class TextForm(CitingForm):
    """A question or message to the petitioner."""

    text = words(_l("写给信访人的话"), description=_l("信访人凭查询码能看到。不要写其他人的姓名。"))

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data}


class ReasonForm(StepForm):
    """A step that wants a reason, which is sealed with the case."""

    reason = words(_l("理由"), description=_l("封存在案，只有能读这件诉求的人看得到。"))

    def given(self) -> dict[str, Any]:
        return {"reason": self.reason.data}


class RegisterForm(StepForm):
    """Registration: what it is about, and whether it was brought before."""

    legal_class = RadioField(_l("信访目的"), choices=options(LEGAL_LABELS), validators=[InputRequired(CHOOSE)])
    category = SelectField(_l("内容分类"), validators=[InputRequired(CHOOSE)])
    unit = SelectField(_l("涉及单位"))
    is_repeat = BooleanField(_l("重复诉求（同一事项以前反映过）"))
    repeat_number = StringField(_l("以前的编号"), validators=[Length(max=12)])

    def given(self) -> dict[str, Any]:
        return {
            "legal_class": LegalClass(self.legal_class.data),
            "category": self.category.data,
            "unit_id": int(self.unit.data) if self.unit.data else None,
            "is_repeat": self.is_repeat.data,
        }


class AcceptForm(CitingForm):
    """Acceptance: by which procedure, and a word to the petitioner if wanted."""

    procedure = RadioField(_l("办理程序"), choices=options(PROCEDURE_LABELS), validators=[InputRequired(CHOOSE)])
    fits = BooleanField(
        _l("选简易办理的，请确认：事实清楚、只涉及一个单位、预计可以支持或当场答复，不属于条例第三十一条第一至五项")
    )
    text = words(_l("附言（信访人能看到）"), required=False)

    def given(self) -> dict[str, Any]:
        return {"procedure": Procedure(self.procedure.data), "fits": self.fits.data, "text": self.text.data}


class DeclineForm(CitingForm):
    """Refusal: the ground of the regulation, and where the petitioner can turn."""

    ground = RadioField(_l("依据"), choices=options(GROUND_LABELS), validators=[InputRequired(CHOOSE)])
    text = words(_l("写给信访人的理由和去处"), description=_l("说明为什么、该找谁、有没有期限。信访人能看到。"))

    def given(self) -> dict[str, Any]:
        return {"ground": Ground(self.ground.data), "text": self.text.data}


class AssignForm(StepForm):
    """Whom the case is given to, and what is asked of them."""

    handler_id = SelectField(_l("承办人"), validators=[InputRequired(CHOOSE), is_handler], validate_choice=False)
    text = words(_l("交办要求"), required=False, description=_l("内部使用，信访人看不到。"))

    def given(self) -> dict[str, Any]:
        return {**handler_given(self.handler_id.data), "text": self.text.data}


class InvestigateForm(StepForm):
    """A record of the investigation: one talk, one statement, one visit to the place, one set of papers."""

    record = RadioField(
        _l("是什么记录"),
        choices=options({kind: NOTE_LABELS[kind] for kind in RECORDS}),
        validators=[InputRequired(CHOOSE)],
        description=_l("一次记一份。谈话单独成页，只给被谈话人本人签名；其余汇成内部的调查记录。"),
    )
    talked_with = StringField(
        _l("和谁谈的"),
        validators=[Wanted(), Length(max=60)],
        description=_l("选“谈话”的要写：姓名、职务。封存在案。"),
    )
    text = words(_l("记录内容"), description=_l("什么时候、在哪里、查了什么、核实到什么。内部使用，封存在案。"))
    heard = BooleanField(_l("已听取信访人陈述事实和理由"))
    verified = BooleanField(_l("已调查核实"))

    def given(self) -> dict[str, Any]:
        return {
            "record": NoteKind(self.record.data),
            "talked_with": self.talked_with.data,
            "text": self.text.data,
            "heard": self.heard.data,
            "verified": self.verified.data,
        }


class ClaimForm(FlaskForm):
    """One claim of the opinion."""

    class Meta:
        csrf = False

    text = TextAreaField(_l("诉求"), validators=[Wanted(), Length(max=LONGEST_TEXT)])
    verdict = RadioField(_l("意见"), validate_choice=False)
    reason = TextAreaField(_l("理由"), validators=[Wanted(), Length(max=LONGEST_TEXT)])


class DraftForm(CitingForm):
    """The opinion, claim by claim, and the internal judgement for 三个到位."""

    claims = FieldList(FormField(ClaimForm), min_entries=1, max_entries=MOST_CLAIMS)
    facts = words(_l("事实认定"))
    basis = words(_l("法律法规和政策依据"), required=False, description=_l("按条例第三十二条，处理意见要写明依据。"))
    measures = words(_l("怎样落实"), required=False, description=_l("做什么、谁来做、什么时候完成。"))
    judgement = RadioField(_l("诉求是否合理"), choices=options(JUDGEMENT_LABELS), validators=[Optional()])
    hardship = BooleanField(_l("信访人生活困难（需要帮扶救助）"))
    unlawful = BooleanField(_l("涉及违法行为（需要依法处理）"))
    approver_id = SelectField(_l("审批人"), coerce=chosen_id, validators=[InputRequired(CHOOSE)], validate_choice=False)

    def offer(self, legal_class: LegalClass) -> None:
        """The verdicts that belong to the class of the case."""
        choices = [SelectChoice(verdict.value, _(VERDICT_LABELS[verdict])) for verdict in VERDICTS[legal_class]]
        for entry in self.claims:
            entry.form.verdict.choices = choices
        if legal_class is LegalClass.CLAIM:
            self.basis.flags.required = True
        else:
            del self.judgement

    def given(self) -> dict[str, Any]:
        chosen = self.judgement.data if self.judgement else None
        return {
            "opinion": self.opinion(),
            "judgement": Judgement(chosen) if chosen else None,
            "hardship": self.hardship.data,
            "unlawful": self.unlawful.data,
            "approver_id": self.approver_id.data,
        }

    def opinion(self) -> Opinion:
        """The opinion as it was typed; a claim without any word is left out."""
        claims = tuple(
            Claim((form.text.data or "").strip(), Verdict(form.verdict.data), (form.reason.data or "").strip())
            for form in self._begun()
        )
        return Opinion(claims, self.facts.data or "", self.basis.data or "", self.measures.data or "")

    def validate_claims(self, _field: FieldList) -> None:
        """A claim that was begun is written out, and one at least; checked here because each is a form of its own."""
        known = {verdict.value for verdict in Verdict}
        missing = False
        for form in self._begun() or [self.claims[0].form]:
            for said in (form.text, form.reason):
                if not (said.data or "").strip():
                    said.errors, missing = [NOT_EMPTY], True
            if form.verdict.data not in known:
                form.verdict.errors, missing = [_("请选一项意见。")], True
        if missing:
            raise ValidationError(_(INCOMPLETE))

    def _begun(self) -> list[ClaimForm]:
        forms: list[ClaimForm] = [entry.form for entry in self.claims]
        return [form for form in forms if (form.text.data or "").strip() or (form.reason.data or "").strip()]


class ApproveForm(StepForm):
    """Approval, with a remark if wanted."""

    text = words(_l("审批意见"), required=False, description=_l("内部使用，信访人看不到。"))

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data}


class ReplyForm(TextForm):
    """The written reply."""

    text = words(_l("答复内容"), description=_l("已按批准的处理意见起草，请改成信访人读得懂的话。"))


class AnswerVoiceForm(CitingForm):
    """The office's words to one who joined."""

    text = TextAreaField(_l("单独回复"), validators=[Needed()])

    def validate_text(self, field: TextAreaField) -> None:
        """Something."""
        field.data = tidied(field.data)
        if not field.data:
            raise ValidationError(_l("请写下回复的话。"))


class PhraseForm(FlaskForm):
    """One of the office's phrases."""

    title = StringField(_l("标题"), validators=[Wanted(), Length(max=LONGEST_TITLE)])
    text = TextAreaField(_l("内容"), validators=[Wanted()])
