"""What a family is asked that tells its difficulty."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from accounts.units import UnitTree
from ledgers.forms import Flagged, unit_choices


class SelfReportForm(FlaskForm):
    """A family's difficulty, told by whoever has it; no account, nothing ambient to forge."""

    class Meta:
        csrf = False

    #: Minted with the form, so that what web.puzzle asks for under a flood (the work of the device, or a sum) is bound to it.
    code = HiddenField()
    proof = HiddenField()
    sum = StringField()
    unit = SelectField(_l("在哪个单位"), validate_choice=False)
    cause = SelectField(_l("因为什么"), validate_choice=False)
    text = TextAreaField(_l("家里遇到什么难处"), validators=[Flagged({"required": True})])
    contact = StringField(_l("怎么联系您"), validators=[Length(max=200, message=_l("联系方式最多 200 个字。"))])

    def offer(self, tree: UnitTree, causes: Mapping[str, str]) -> None:
        """Units and causes to choose from."""
        self.unit.choices = [SelectChoice("", _l("说不清，或不便说")), *unit_choices(tree)]
        self.cause.choices = [
            SelectChoice("", _l("请选择")),
            *(SelectChoice(code, _l(said)) for code, said in causes.items()),
        ]
