"""What is filled in once for several cases, by what is done to them."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from petitions.desk.bulk import Doing
from petitions.desk.forms import handler_given, is_handler
from petitions.fields import CHOOSE, chosen_id, words
from petitions.steps.simple_handling import BARRIER_LABELS, Barrier

ONCE = _l("写一次，每一件都带上。内部使用，信访人看不到。")


class SeveralForm(FlaskForm):
    """What every one of them has: what comes with the step, and the unit whose people handle it."""

    def given(self) -> dict[str, Any]:
        """The arguments of `operations.perform`."""
        return {}


class AssignEachForm(SeveralForm):
    """Whom they are given to, and what is asked of them in all."""

    handler_id = SelectField(_l("承办人"), validators=[InputRequired(CHOOSE), is_handler], validate_choice=False)
    text = words(_l("交办要求"), required=False, description=ONCE)

    def given(self) -> dict[str, Any]:
        return {**handler_given(self.handler_id.data), "text": self.text.data}


class AssignUnitForm(SeveralForm):
    """The unit they are given to."""

    unit_id = SelectField(
        _l("承办单位"),
        coerce=chosen_id,
        validators=[InputRequired(CHOOSE)],
        validate_choice=False,
        description=_l("每件交给这个单位及下属单位里手上件数最少、不用回避的承办人。"),
    )
    text = words(_l("交办要求"), required=False, description=ONCE)

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data}


class RegisterEachForm(SeveralForm):
    """Registering them as they came, or all under one category."""

    category = SelectField(
        _l("内容分类"),
        description=_l("要改信访目的、涉及单位，或者是重复诉求的，请单件登记。"),
    )

    def given(self) -> dict[str, Any]:
        return {"category": self.category.data}


class AcceptEachForm(SeveralForm):
    """Accepting them: which of them for 简易办理, the others under the ordinary procedure."""

    simple = SelectMultipleField(coerce=int, choices=[], validate_choice=False)
    fits = BooleanField(
        _l(
            "下面选了简易办理的，每一件都事实清楚、只涉及一个单位、预计可以支持或当场答复，不属于条例第三十一条第一至五项"
        ),
        description=_l("没有选简易办理的，都按普通程序受理。"),
    )
    text = words(_l("附言（信访人能看到）"), required=False)

    def validate_fits(self, fits: BooleanField) -> None:
        """Nothing is taken into 简易办理 that nobody affirms to be fit for it."""
        if self.simple.data and not fits.data:
            raise ValidationError(_(BARRIER_LABELS[Barrier.NOT_AFFIRMED]))

    def given(self) -> dict[str, Any]:
        return {"fits": self.fits.data, "text": self.text.data}


class NudgeEachForm(SeveralForm):
    """What those who owe a step are reminded of."""

    text = words(_l("催办要求"), description=ONCE)

    def given(self) -> dict[str, Any]:
        return {"text": self.text.data}


FORMS: dict[Doing, type[SeveralForm]] = {
    Doing.ASSIGN: AssignEachForm,
    Doing.ASSIGN_UNIT: AssignUnitForm,
    Doing.REGISTER: RegisterEachForm,
    Doing.ACCEPT: AcceptEachForm,
    Doing.NUDGE: NudgeEachForm,
}
