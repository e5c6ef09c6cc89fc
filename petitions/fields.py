"""What forms at the desk are made of: texts, choices of people and units, and the sentences of what is missing."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from accounts.people import Person
from accounts.units import UnitTree
from web import ids

LONGEST_TEXT = 100_000
NOT_EMPTY = _l("请填写这一项。")
CHOOSE = _l("请选一项。")
NO_UNIT = ""


class Wanted:
    """Marks a field as needed; whether it is filled is the rule's business, which says so in a sentence of its own."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing to check here."""


def words(label: Any, *, required: bool = True, description: Any = "") -> TextAreaField:
    """A text of any length the product bears."""
    first = InputRequired(NOT_EMPTY) if required else Optional()
    most = Length(max=LONGEST_TEXT, message=_l("文字太长，最多 10 万字。"))
    return TextAreaField(label, validators=[first, most], description=description)


def options(labels: Any) -> list[SelectChoice]:
    """Choices of an enumeration with its labels, in their order."""
    return [SelectChoice(value.value, _l(label)) for value, label in labels.items()]


def unit_options(tree: UnitTree) -> list[SelectChoice]:
    """Every active unit, indented by its depth, after “not one unit”."""
    units = [SelectChoice(str(row.id), "　" * depth + row.name) for depth, row in tree.walk() if row.active]
    return [SelectChoice(NO_UNIT, _("不限于某一单位")), *units]


def chosen_id(typed: str | int | None) -> int | None:
    """The account, unit or office of a choice; None for the one that asks to choose."""
    return None if typed in (None, "") else ids.read(typed or 0)


def asking(choices: list[SelectChoice]) -> list[SelectChoice]:
    """Choices with none made, so that nobody is given a case by not choosing; a single one needs no question."""
    return choices if len(choices) == 1 else [SelectChoice("", _("请选择")), *choices]


def person_options(people: list[Person], tree: UnitTree) -> list[SelectChoice]:
    """People to choose from, each with a unit they answer for."""
    return [SelectChoice(str(each.id), f"{each.name}（{tree.path(each.assignments[0].unit_id)}）") for each in people]
