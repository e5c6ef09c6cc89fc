"""Forms made from a ledger's declaration: an entry, a step, the filters of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import DateInput

from accounts.units import UnitTree
from ledgers import values
from ledgers.declaration import Column, Content, Ledger, Place, Step, Type
from ledgers.values import BadValue, Names
from web import ids

NOT_EMPTY = _l("请填写这一项。")
NUMBERS = {"inputmode": "decimal", "autocomplete": "off"}


class Fits:
    """Validator: the field's text means something in its column; keeps it as `field.content`."""

    def __init__(self, column: Column, names: Names, *, required: bool) -> None:
        self.column, self.names = column, names
        self.field_flags = {"required": True} if required else {}

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Raise StopValidation with the sentence that says what is wrong."""
        try:
            field.content = _content(self.column, field, self.names)
        except BadValue as bad:
            raise StopValidation(_(bad.message, **bad.values)) from bad
        if self.field_flags and field.content is None:
            raise StopValidation(NOT_EMPTY)


class Flagged:
    """Marks a field as required; the operation itself says so in a sentence."""

    def __init__(self, flags: dict[str, bool]) -> None:
        self.field_flags = flags

    def __call__(self, _form: FlaskForm, _field: Field) -> None:
        """Let the operation speak."""


class EntryForm(FlaskForm):
    """Base of every form over columns."""

    version = HiddenField()
    #: The version it was opened from, once a colleague changed the entry meanwhile.
    since = HiddenField()
    columns: tuple[Column, ...] = ()

    def given(self) -> dict[str, Content]:
        """The contents by column code, as far as they fit; all of them once the form is valid."""
        fields = [self[column.code] for column in self.columns]
        return {field.name: field.content for field in fields if hasattr(field, "content")}

    def fields(self) -> list[Field]:
        """The fields of the columns, in their order, then the note."""
        return [self[column.code] for column in self.columns] + ([self["note"]] if "note" in self else [])


class FilterForm(FlaskForm):
    """What a list is narrowed by; read from the address."""

    class Meta:
        csrf = False

    kind = SelectField(_l("类别"), validate_choice=False)
    unit = SelectField(_l("单位"), validate_choice=False)
    first = DateField(_l("从"), validators=[Optional()])
    last = DateField(_l("到"), validators=[Optional()])
    words = StringField(_l("事项或编号"))


def entry_form(
    columns: Iterable[Column],
    names: Names,
    tree: UnitTree,
    *,
    shown: Mapping[str, Any] | None = None,
    needed: frozenset[str] | None = None,
    step: Step | None = None,
) -> EntryForm:
    """A form over `columns`. `shown` fills it (as `as_typed` gives it); `needed` overrides which columns are required."""
    chosen = tuple(columns)
    members: dict[str, Any] = {"columns": chosen}
    for column in chosen:
        required = names.requires(column) if needed is None else column.code in needed
        members[column.code] = _field(column, names, tree, required=required, now=(shown or {}).get(column.code))
    if step is not None and step.note:
        flags = {"required": True} if step.note_needed else {}
        members["note"] = TextAreaField(_l(step.note), validators=[Flagged(flags)])
    made: type[EntryForm] = type("EntryForm", (EntryForm,), members)
    return made(data=dict(shown or {}))


def as_typed(column: Column, content: Content) -> Any:
    """A content as its field shows it."""
    if content is None:
        return ""
    if column.type is Type.MONEY:
        return str(values.yuan(int(content)))  # type: ignore[arg-type]
    if column.type is Type.FLAG:
        return bool(content)
    return str(values.to_plain(content))


def filter_form(asked: Mapping[str, str], ledger: Ledger, kinds: Mapping[str, str], tree: UnitTree) -> FilterForm:
    """The filters as asked for in the address."""
    form = FilterForm(MultiDict(asked))
    form.kind.choices = [SelectChoice("", _("全部")), *(SelectChoice(code, _(words)) for code, words in kinds.items())]
    form.unit.choices = [SelectChoice("", _("全部")), *unit_choices(tree)]
    form.validate()
    return form


def _field(column: Column, names: Names, tree: UnitTree, *, required: bool, now: Any) -> Field:
    fits = [Fits(column, names, required=required)]
    label = _(column.label) + (_("（%(what)s）", what=_(column.unit)) if column.unit else "")
    if column.type is Type.MONEY:
        label = _("%(label)s（元）", label=_(column.label))
    about: dict[str, Any] = {"validators": fits, "description": _(column.hint) if column.hint else ""}
    if column.type is Type.LONG:
        return TextAreaField(label, **about)
    if column.type is Type.DAY:
        return StringField(label, widget=DateInput(), **about)
    if column.type is Type.FLAG:
        return BooleanField(label, **about)
    if column.type in (Type.NUMBER, Type.MONEY):
        return StringField(label, render_kw=NUMBERS, **about)
    if column.type is Type.TEXT:
        return StringField(label, render_kw={"maxlength": values.LONGEST_TEXT}, **about)
    return SelectField(label, choices=_choices(column, names, tree, now), validate_choice=False, **about)


def _choices(column: Column, names: Names, tree: UnitTree, now: Any) -> list[SelectChoice]:
    """What may be chosen; `now` is what stands there, as it would be typed."""
    is_for_all = column.place is Place.UNIT and not names.requires(column)
    first = SelectChoice("", _("全企业") if is_for_all else _("请选择"))
    if column.type is Type.CHOICE:
        return [first, *(SelectChoice(code, _(words)) for code, words in names.choices_of(column).items())]
    if column.type is Type.UNIT:
        reached = set(names.units.values())
        found = [each for each in unit_choices(tree) if int(each.value) in reached]
        stands = ids.read_or_none(now)
        if stands is not None and stands in tree and not tree[stands].active:
            # A unit that was dissolved since is named, and chosen anew: left out, the entry would become everybody's.
            found.append(SelectChoice(str(stands), _("%(unit)s（已撤并，请另选）", unit=tree[stands].name)))
        return [first, *found]
    return [first, *(SelectChoice(str(account_id), name) for name, account_id in names.people.items())]


def unit_choices(tree: UnitTree) -> list[SelectChoice]:
    """The units of a tree to choose from, each below its own."""
    return [SelectChoice(str(row.id), "　" * depth + row.name) for depth, row in tree.walk() if row.active]


def _content(column: Column, field: Field, names: Names) -> Content:
    """What was sent, as the column holds it: an id for units and people, the meaning of the text for the others."""
    if column.type is Type.FLAG:
        return bool(field.data)
    typed = field.data or ""
    if column.type in (Type.UNIT, Type.PERSON):
        known = {str(each) for each in (names.units if column.type is Type.UNIT else names.people).values()}
        if typed and typed not in known:
            raise BadValue(values.CHANGED)
        return int(typed) if typed else None
    return values.read(column, typed, names)
