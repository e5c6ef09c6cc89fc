"""The forms of the desk's list: its filters, words to look for in the sealed texts, and saved views."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from accounts.units import UnitTree
from petitions.categories import choices
from petitions.categories.tree import CategoryTree
from petitions.fields import Wanted, options, unit_options
from petitions.kinds import KIND_LABELS, LEGAL_LABELS
from petitions.lists.filters import STANDINGS
from petitions.lists.models import LONGEST_VIEW_NAME
from petitions.outcome.disposal import DISPOSAL_LABELS
from petitions.workflow import STATE_LABELS

#: The reader's own cases, whoever the reader is: a saved view with it fits everybody.
ME = "me"
#: A view that is shared with no office.
ONLY_ME = ""
LONGEST_WORDS = 200
_ALL = SelectChoice("", _l("全部"))


class FilterForm(FlaskForm):
    """What the list is narrowed to; sent by GET."""

    class Meta:
        csrf = False

    number = StringField(_l("编号"), validators=[Length(max=40)])
    category = SelectField(_l("内容分类"), validate_choice=False)
    kind = SelectField(_l("来意"), choices=[_ALL, *options(KIND_LABELS)], validate_choice=False)
    legal_class = SelectField(_l("信访目的"), choices=[_ALL, *options(LEGAL_LABELS)], validate_choice=False)
    unit = SelectField(_l("涉及单位"), validate_choice=False)
    state = SelectField(_l("状态"), choices=[_ALL, *options(STATE_LABELS)], validate_choice=False)
    disposal = SelectField(_l("处置方式"), choices=[_ALL, *options(DISPOSAL_LABELS)], validate_choice=False)
    standing = SelectField(
        _l("期限"),
        choices=[_ALL, *(SelectChoice(code, _l(label)) for code, label in STANDINGS.items())],
        validate_choice=False,
    )
    due = DateField(_l("到期日不晚于"), validators=[Optional()])
    handler = SelectField(_l("承办人"), validate_choice=False)
    handling_unit = SelectField(_l("承办单位"), validate_choice=False)
    first = DateField(_l("收到日期从"), validators=[Optional()])
    last = DateField(_l("到"), validators=[Optional()])

    def offer(self, tree: UnitTree, people: Iterable[tuple[int, str]], categories: CategoryTree) -> None:
        """The units, people and categories of the enterprise."""
        self.category.choices = [_ALL, *choices.for_filters(categories)]
        self.unit.choices = self.handling_unit.choices = [_ALL, *unit_options(tree)[1:]]
        names = [SelectChoice(str(account_id), name) for account_id, name in people]
        self.handler.choices = [_ALL, SelectChoice(ME, _("我自己")), *names]

    @property
    def asked(self) -> dict[str, str]:
        """What was chosen, by field, as an address or a saved view keeps it; what makes no sense is left out."""
        return {field.name: str(field.data) for field in self.fields if field.data and not field.errors}

    @property
    def fields(self) -> list[Field]:
        """The filters in the order of the form."""
        return [self[name] for name in FILTERS]


class SearchForm(FilterForm):
    """Words to look for, with the filters around them; sent by POST, so that no address ever holds a word."""

    words = StringField(_l("要找的话"), validators=[Wanted(), Length(max=LONGEST_WORDS, message=_l("最多 200 字。"))])


class ViewForm(FlaskForm):
    """A saved view: its name, and who sees it."""

    name = StringField(_l("名称"), validators=[Wanted(), Length(max=LONGEST_VIEW_NAME)])
    office = SelectField(_l("共享给"), validators=[Wanted()], validate_choice=False)


#: The names of the filters in the order of the form.
FILTERS = (
    "number",
    "category",
    "kind",
    "legal_class",
    "unit",
    "state",
    "disposal",
    "standing",
    "due",
    "handler",
    "handling_unit",
    "first",
    "last",
)
