"""What an officer fills in at the working calendar."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from petitions.fields import CHOOSE, NOT_EMPTY
from web.forms import NotFarAhead


class DayForm(FlaskForm):
    """One day of the calendar."""

    day = DateField(_l("日期"), validators=[InputRequired(NOT_EMPTY), NotFarAhead()])
    what = RadioField(
        _l("这一天"),
        choices=[
            SelectChoice("off", _l("放假")),
            SelectChoice("work", _l("上班（调休）")),
            SelectChoice("usual", _l("按星期")),
        ],
        validators=[InputRequired(CHOOSE)],
    )
    name = StringField(_l("名称"), validators=[Length(max=40)])
