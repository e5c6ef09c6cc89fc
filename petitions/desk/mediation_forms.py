"""The desk's forms to settle a claim: offering mediation, what each side said, and what they agreed."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from petitions.desk.forms import StepForm
from petitions.fields import CHOOSE, NOT_EMPTY, options, words
from petitions.in_place import JUDGEMENT_LABELS, Judgement
from petitions.mediation.agreement import FORM_LABELS, SIDE_LABELS, WILL_LABELS, Form, Side
from petitions.steps.mediation import LONGEST_PARTIES

WILL = [SelectChoice(said, _l(label)) for said, label in WILL_LABELS.items()]


class OfferMediationForm(StepForm):
    """What the petitioner is asked."""

    within_discretion = BooleanField(_l("核对过：属于裁量权范围内，不违反政策法规的强制性规定"))
    text = words(
        _l("写给信访人的话"),
        description=_l("怎样调解、由谁主持、什么时候。自愿，不同意不影响办理；期限照常计算。信访人能看到。"),
    )

    def given(self) -> dict[str, Any]:
        return {"within_discretion": self.within_discretion.data, "text": self.text.data}


class RecordAnswerForm(StepForm):
    """What one side said to it."""

    side = RadioField(_l("谁的答复"), choices=options(SIDE_LABELS), validators=[InputRequired(CHOOSE)])
    agrees = RadioField(_l("同意调解吗"), choices=WILL, validators=[InputRequired(CHOOSE)])
    text = words(_l("记录"), description=_l("什么时候、怎样答复的。内部使用，封存在案，信访人看不到。"))

    def given(self) -> dict[str, Any]:
        return {"side": Side(self.side.data), "agrees": self.agrees.data == "yes", "text": self.text.data}


class SettleForm(StepForm):
    """What the two sides agreed, and what the petitioner is told."""

    form = RadioField(_l("什么协议"), choices=options(FORM_LABELS), validators=[InputRequired(CHOOSE)])
    parties = StringField(
        _l("双方当事人"),
        validators=[InputRequired(NOT_EMPTY), Length(max=LONGEST_PARTIES)],
        description=_l("信访人没有公开姓名的，写“信访人”，本人只在纸上签名。"),
    )
    terms = words(_l("协议内容"), description=_l("谁、做什么、什么时候做完。印在协议书上，信访人能看到。"))
    signed_on = DateField(_l("签订日期"), validators=[InputRequired(NOT_EMPTY)])
    judgement = RadioField(
        _l("诉求是否合理（内部）"),
        choices=options({each: JUDGEMENT_LABELS[each] for each in (Judgement.REASONABLE, Judgement.PARTLY)}),
        validators=[Optional()],
    )
    hardship = BooleanField(_l("生活困难，需要帮扶救助（内部）"))
    unlawful = BooleanField(_l("有违法行为，需要移交（内部）"))
    text = words(
        _l("写给信访人的话"), description=_l("协议怎样落实、找谁。联名的人和并案的信访人也会看到这段话，看不到协议。")
    )

    def given(self) -> dict[str, Any]:
        return {
            "form": Form(self.form.data),
            "parties": self.parties.data,
            "terms": self.terms.data,
            "signed_on": self.signed_on.data,
            "judgement": Judgement(self.judgement.data) if self.judgement.data else None,
            "hardship": self.hardship.data,
            "unlawful": self.unlawful.data,
            "text": self.text.data,
        }
