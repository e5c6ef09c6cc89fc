"""What is asked of whoever words a year's five."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, HiddenField, StringField

from ledgers.never_events import ITEMS


class NeverForm(FlaskForm):
    """A year's five, in the enterprise's own words."""

    #: The mark of the list that stood there when the form was opened.
    seen = HiddenField()
    labels = FieldList(StringField(_l("不发生")), min_entries=ITEMS, max_entries=ITEMS)
