"""The desk's forms of every other step (where a case goes, hearing, redaction, evidence), and which action has which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from petitions import in_place
from petitions.desk.arrange_form import ArrangeForm
from petitions.desk.conclude_form import ConcludeForm
from petitions.desk.forms import (
    AcceptForm,
    ApproveForm,
    AssignForm,
    CitingForm,
    DeclineForm,
    DraftForm,
    InvestigateForm,
    ReasonForm,
    RegisterForm,
    ReplyForm,
    StepForm,
    TextForm,
)
from petitions.desk.mediation_forms import OfferMediationForm, RecordAnswerForm, SettleForm
from petitions.desk.oversight_forms import (
    AmendForm,
    AskExtensionForm,
    EscalateForm,
    InternalForm,
    LeaderForm,
    MandateForm,
    OpenReviewForm,
    ReportUpForm,
    SuperviseForm,
)
from petitions.fields import CHOOSE, LONGEST_TEXT, NOT_EMPTY, Wanted, chosen_id, options, words
from petitions.in_place import Duty
from petitions.outcome.ratings import CALL_BACK_LABELS, CallBack
from petitions.workflow import ROUTE_LABELS, Action, LegalRoute
from web import ids


class TransferForm(ReasonForm):
    """Which office it is sent to."""

    office_id = SelectField(
        _l("转给哪个机构"), coerce=chosen_id, validators=[InputRequired(CHOOSE)], validate_choice=False
    )

    def given(self) -> dict[str, Any]:
        return {"office_id": self.office_id.data, "reason": self.reason.data}


class DivertForm(CitingForm):
    """The way of the law, and what the petitioner is told about it."""

    route = RadioField(_l("法定途径"), choices=options(ROUTE_LABELS), validators=[InputRequired(CHOOSE)])
    text = words(_l("写给信访人的话"), description=_l("找谁、怎么提、时效到哪一天。信访人能看到。"))

    def given(self) -> dict[str, Any]:
        return {"route": LegalRoute(self.route.data), "text": self.text.data}


class HandOverForm(CitingForm):
    """The body outside that is competent, what it is given, and what the petitioner is told."""

    body = StringField(_l("移交给哪个单位"), validators=[InputRequired(NOT_EMPTY), Length(max=80)])
    text = words(
        _l("写给信访人的话"),
        description=_l("移交给哪个单位、为什么、怎么联系。检举材料和情况不得透露给被检举的人和单位。"),
    )
    handed = words(
        _l("给这个单位的内容"),
        description=_l(
            "原样印在移交函里，存一份在案。电话、证件号、姓名已先遮成 ×××；要给姓名的，先取得本人单独同意"
            "（个人信息保护法第二十三条）。"
        ),
    )
    more = StringField(_l("还要遮的字词"), description=_l("用空格隔开，点“再遮这些”，全文都会遮上。"))

    def given(self) -> dict[str, Any]:
        return {"body": self.body.data, "text": self.text.data, "handed": self.handed.data}


class MergeForm(CitingForm):
    """The case that leads."""

    leading_number = StringField(
        _l("主案编号"),
        validators=[InputRequired(NOT_EMPTY), Length(max=12)],
        description=_l("同一事项、同一受理机构的另一件。这位信访人从此看到主案的期限，看不到主案的内容。"),
    )
    text = words(_l("附言（信访人能看到）"), required=False)
    #: Which answer of which case was proposed: another one is proposed anew.
    proposed_for = HiddenField()
    #: Only where the leading case was answered already.
    answer = TextAreaField(
        _l("给这位信访人的答复"),
        validators=[Wanted(), Length(max=LONGEST_TEXT)],
        description=_l(
            "照主案的答复填好了，电话、证件号、姓名已先遮成 ×××。请删去只关于那位信访人的话，留下大家都适用的。附件不会一起发。"
        ),
    )
    more = StringField(_l("还要遮的字词"), description=_l("用空格隔开，点“再遮这些”，全文都会遮上。"))

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data, "answer": self.answer.data if "answer" in self else None}


class HearForm(StepForm):
    """The record of a hearing and the days it took."""

    first = DateField(_l("听证从哪天"), validators=[InputRequired(NOT_EMPTY)])
    last = DateField(_l("听证到哪天"), validators=[InputRequired(NOT_EMPTY)])
    text = words(_l("听证记录"), description=_l("参加人、各方陈述、听证结论。内部使用，封存在案。"))

    def given(self) -> dict[str, Any]:
        return {"first": self.first.data, "last": self.last.data, "text": self.text.data}


class CallBackForm(StepForm):
    """What was said when the petitioner was called."""

    result = RadioField(_l("回访结果"), choices=options(CALL_BACK_LABELS), validators=[InputRequired(CHOOSE)])
    text = words(_l("回访记录"), description=_l("什么时候、用什么方式、本人怎么说。内部使用，封存在案。"))

    def given(self) -> dict[str, Any]:
        return {"result": CallBack(self.result.data), "text": self.text.data}


class ReopenForm(ReasonForm, CitingForm):
    """Why it is done again; the petitioner reads it."""

    reason = words(_l("理由"), description=_l("为什么重新办理。信访人能看到。"))


class DecideRecusalForm(StepForm):
    """Whether whoever the petitioner asked to step back stays out, and what the petitioner is told."""

    stays_out = RadioField(
        _l("要不要回避"),
        choices=[
            SelectChoice("yes", _l("同意回避：这位今后都打不开这件诉求")),
            SelectChoice("no", _l("不用回避：没有直接利害关系，请这位回来；以后打得开的，看得到信访人写的理由")),
        ],
        validators=[InputRequired(CHOOSE)],
    )
    person_id = SelectField(_l("是哪一位"), coerce=ids.read, validate_choice=False)
    text = words(_l("写给信访人的话"), description=_l("同意还是不同意、为什么。信访人能看到。"))

    def given(self) -> dict[str, Any]:
        person_id = self.person_id.data if "person_id" in self else None
        return {"stays_out": self.stays_out.data == "yes", "person_id": person_id or None, "text": self.text.data}


class EvidenceForm(StepForm):
    """Evidence for duties of 三个到位; the fields are added by `evidence_form`."""

    def given(self) -> dict[str, Any]:
        return {"evidence": {duty: self[duty.value].data or "" for duty in Duty if duty.value in self}}


class RedactForm(StepForm):
    """What a handler reads instead of the original."""

    text = TextAreaField(
        _l("给承办人看的内容"),
        validators=[Wanted(), Length(max=LONGEST_TEXT, message=_l("文字太长，最多 10 万字。"))],
        description=_l("电话、证件号、姓名已先遮成 ×××，请对照原文再看一遍；还能认出人的地方，直接改掉。"),
    )
    more = StringField(_l("还要遮的字词"), description=_l("用空格隔开，点“再遮这些”，全文都会遮上。"))
    lifted = BooleanField(_l("不再遮盖：承办人改读原文"))

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data, "lifted": self.lifted.data}


class RepeatForm(StepForm):
    """Whether the matter was brought before, and as which case."""

    is_repeat = BooleanField(_l("重复诉求（同一事项以前反映过）"))
    repeat_number = StringField(_l("以前的编号"), validators=[Length(max=12)])

    def given(self) -> dict[str, Any]:
        return {"is_repeat": self.is_repeat.data}


def evidence_form(duties: Collection[Duty], labels: Mapping[Duty, str], *, wanted: bool) -> EvidenceForm:
    """The form with one field for each duty; `wanted` marks them as needed."""
    first = Wanted() if wanted else Optional()
    named = {
        duty.value: TextAreaField(
            _l(labels[duty]),
            validators=[first, Length(max=LONGEST_TEXT)],
            description=_l(in_place.evidence(duty, labels[duty])),
        )
        for duty in duties
    }
    made: EvidenceForm = type("EvidenceForm", (EvidenceForm,), named)()
    return made


#: Closing and carrying out ask for the evidence of the case's own duties and are made by `evidence_form`.
WITH_EVIDENCE = frozenset({Action.CLOSE, Action.CARRY_OUT})

FORMS: dict[Action, type[StepForm]] = {
    Action.REGISTER: RegisterForm,
    Action.TRANSFER: TransferForm,
    Action.TAKE: StepForm,
    Action.OBJECT: ReasonForm,
    Action.TAKE_BACK: ReasonForm,
    Action.ACCEPT: AcceptForm,
    Action.DECLINE: DeclineForm,
    Action.DIVERT: DivertForm,
    Action.HAND_OVER: HandOverForm,
    Action.MERGE: MergeForm,
    Action.RELAY: TextForm,
    Action.MARK_REPEAT: RepeatForm,
    Action.CONVERT: ReasonForm,
    Action.ASSIGN: AssignForm,
    Action.REDACT: RedactForm,
    Action.RECUSE: ReasonForm,
    Action.DECIDE_RECUSAL: DecideRecusalForm,
    Action.OFFER_MEDIATION: OfferMediationForm,
    Action.ANSWER_MEDIATION: RecordAnswerForm,
    Action.END_MEDIATION: TextForm,
    Action.SETTLE: SettleForm,
    Action.CONCLUDE: ConcludeForm,
    Action.INVESTIGATE: InvestigateForm,
    Action.HEAR: HearForm,
    Action.ASK: TextForm,
    Action.WRITE: TextForm,
    Action.ASK_EXTENSION: AskExtensionForm,
    Action.EXTEND: TextForm,
    Action.REFUSE_EXTENSION: ReasonForm,
    Action.DRAFT: DraftForm,
    Action.RETURN: ReasonForm,
    Action.APPROVE: ApproveForm,
    Action.REPLY: ReplyForm,
    Action.NUDGE: InternalForm,
    Action.SUPERVISE: SuperviseForm,
    Action.REPORT_BACK: InternalForm,
    Action.MANDATE: MandateForm,
    Action.REPORT_UP: ReportUpForm,
    Action.SPONSOR: LeaderForm,
    Action.ESCALATE: EscalateForm,
    Action.GUIDE: InternalForm,
    Action.ARRANGE: ArrangeForm,
    Action.CALL_BACK: CallBackForm,
    Action.OPEN_REVIEW: OpenReviewForm,
    Action.REFUSE_REVIEW: TextForm,
    Action.UPHOLD: TextForm,
    Action.AMEND: AmendForm,
    Action.REVOKE: TextForm,
    Action.REOPEN: ReopenForm,
    Action.PROTECT: TextForm,
    Action.ARCHIVE: StepForm,
}


def form_for(
    action: Action,
    *,
    owed: Collection[Duty] = (),
    done: Collection[Duty] = (),
    labels: Mapping[Duty, str] | None = None,
) -> StepForm:
    """The form of an action, filled with what was sent.

    Closing asks for the evidence of duties `owed` and not `done` yet, carrying out offers each of them again.
    """
    if action not in WITH_EVIDENCE:
        return FORMS[action]()
    is_closing = action is Action.CLOSE
    duties = [duty for duty in owed if not (is_closing and duty in done)]
    return evidence_form(duties, labels or {}, wanted=is_closing)
