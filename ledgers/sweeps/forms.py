"""What is asked about an important period."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from ledgers.forms import NOT_EMPTY
from web.forms import NotFarAhead


class PeriodForm(FlaskForm):
    """An important period."""

    name = StringField(_l("什么时期"), validators=[InputRequired(NOT_EMPTY), Length(max=60)])
    first = DateField(_l("从"), validators=[InputRequired(NOT_EMPTY), NotFarAhead()])
    last = DateField(_l("到"), validators=[InputRequired(NOT_EMPTY), NotFarAhead()])
