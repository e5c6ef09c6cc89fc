"""The desk's form that says why a matter is at its end."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from petitions.desk.forms import StepForm
from petitions.fields import CHOOSE, options, words
from petitions.outcome.conclusion import CONCLUSION_LABELS, SAID, Conclusion


class ConcludeForm(StepForm):
    """One of the reasons that no day of the case tells, and what the petitioner is told."""

    conclusion = RadioField(
        _l("为什么终结"),
        choices=options({each: CONCLUSION_LABELS[each] for each in SAID}),
        validators=[InputRequired(CHOOSE)],
        description=_l("复核意见送达、协议履行完、逾期没有申请复查复核的，系统按日期自动认定，不用登记。"),
    )
    text = words(
        _l("写给信访人的话"),
        description=_l("理由、依据；今后同一事项不再受理，生活有困难的怎样找我们。信访人（或者家属）能看到。"),
    )

    def given(self) -> dict[str, Any]:
        return {"conclusion": Conclusion(self.conclusion.data), "text": self.text.data}
