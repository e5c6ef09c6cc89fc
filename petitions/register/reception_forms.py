"""The desk's forms of reception days: announcing one, and its record."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from accounts.people import Person
from accounts.units import UnitTree
from petitions.fields import NOT_EMPTY, person_options, words
from web import ids
from web.forms import NotFarAhead

NOBODY = 0


class AnnounceForm(FlaskForm):
    """Which leader, when, where."""

    day = DateField(_l("哪一天"), validators=[InputRequired(NOT_EMPTY), NotFarAhead()])
    hours = StringField(
        _l("几点到几点"), validators=[InputRequired(NOT_EMPTY), Length(max=40)], description=_l("例：9:00–11:30。")
    )
    place = StringField(_l("地点"), validators=[InputRequired(NOT_EMPTY), Length(max=120)])
    leader = StringField(
        _l("接访领导（姓名、职务）"),
        validators=[InputRequired(NOT_EMPTY), Length(max=60)],
        description=_l("照这样公布给职工。"),
    )
    leader_id = SelectField(_l("领导的账号"), coerce=ids.read, validate_choice=False, description=_l("有账号的选上。"))

    def offer(self, able: list[Person], tree: UnitTree) -> None:
        """Leaders with an account."""
        self.leader_id.choices = [SelectChoice(str(NOBODY), _("没有账号")), *person_options(able, tree)]


class RecordForm(FlaskForm):
    """How many came, who, and what was said."""

    #: The version of the record that stood on the page.
    seen = HiddenField()
    visits = IntegerField(
        _l("接待几批"), validators=[InputRequired(NOT_EMPTY), NumberRange(0, 10_000, _l("请填批次。"))]
    )
    visitors = IntegerField(
        _l("一共几人次"), validators=[InputRequired(NOT_EMPTY), NumberRange(0, 100_000, _l("请填人次。"))]
    )
    text = words(
        _l("接访记录"), required=False, description=_l("谁来、说了什么、当场怎么答复。封存，只有受理机构的成员能打开。")
    )
