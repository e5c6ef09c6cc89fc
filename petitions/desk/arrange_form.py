"""The form by which an officer says what no step tells: what became of a case, and which unit looks after its petitioner."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from accounts.units import UnitTree
from petitions.desk.forms import StepForm
from petitions.fields import options, unit_options
from petitions.outcome.disposal import DISPOSAL_LABELS, Disposal

NOT_YET = SelectChoice("", _l("还没有定"))


class ArrangeForm(StepForm):
    """What became of the case, and the unit that looks after whoever brought it (稳控)."""

    disposal = SelectField(
        _l("处置方式"),
        choices=[NOT_YET, *options(DISPOSAL_LABELS)],
        description=_l("交办、转送、答复这些步骤会自动记。只有线下呈报、存查这类步骤里看不出的，才在这里改。"),
    )
    stability_unit = SelectField(_l("稳控单位"), description=_l("负责关心和稳定信访人的单位，内部使用，信访人看不到。"))

    def offer(self, tree: UnitTree) -> None:
        """The units of the enterprise."""
        self.stability_unit.choices = [SelectChoice("", _("没有指定")), *unit_options(tree)[1:]]

    def given(self) -> dict[str, Any]:
        unit = self.stability_unit.data
        return {
            "disposal": Disposal(self.disposal.data) if self.disposal.data else None,
            "stability_unit_id": int(unit) if unit else None,
        }
