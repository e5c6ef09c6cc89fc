"""The forms of the categories' pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField

from petitions.categories import choices
from petitions.categories.tree import CategoryTree
from petitions.fields import Wanted


class WordsForm(FlaskForm):
    """What a category is called, in both languages."""

    #: The mark of the words that stood there when the form was opened.
    seen = HiddenField()
    label = StringField(_l("名称"), validators=[Wanted()], description=_l("职工看得懂的话，最多 20 字。"))
    english = StringField(_l("英文名称"), description=_l("英文页面上用；不写就用中文。"))


class NewForm(WordsForm):
    """A category to add, and whether it can be chosen at once."""

    at_once = BooleanField(_l("马上启用（启用过的以后只能隐藏，不能删除）"))


class NewFirstForm(NewForm):
    """A category of the first level, which says what reports count it as."""

    report_code = SelectField(
        _l("在报告里归入"),
        validators=[Wanted()],
        validate_choice=False,
        description=_l("定了不再改：月报、季报、年报和同比都按它数。"),
    )

    def offer(self, known: CategoryTree) -> None:
        """The fixed report codes."""
        self.report_code.choices = choices.for_reports(known)
