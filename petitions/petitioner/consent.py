"""What a petitioner fills in who is asked whether they would have the matter mediated."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from petitions.forms import LONGEST_TEXT, TOO_LONG, WithoutCookie
from petitions.mediation.agreement import WILL_LABELS


class ConsentForm(WithoutCookie):
    """Whether the petitioner would have it mediated."""

    token = HiddenField()
    agrees = RadioField(
        _l("您同意调解吗"),
        id="mediation-agrees",
        choices=[SelectChoice(said, _l(label)) for said, label in WILL_LABELS.items()],
        validators=[InputRequired(_l("请选一项：同意，还是不同意。"))],
    )
    text = TextAreaField(_l("想说的话"), id="mediation-text", validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)])
