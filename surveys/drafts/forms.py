"""Forms of the pages on which a draft is built, and how an item becomes a form and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DecimalField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from surveys.drafts import drafting
from surveys.items import CHOICES, FIVE_POINT, TYPE_NAMES, Definition, Dimension, Item, ItemType, Option
from web.words import N_

#: What each kind of item is called, and when to take it.
TYPES = {
    ItemType.AGREEMENT: (
        TYPE_NAMES[ItemType.AGREEMENT],
        N_("一句话，从“很不同意”到“非常同意”五级。计入指数的题多用这种。"),
    ),
    ItemType.SATISFACTION: (TYPE_NAMES[ItemType.SATISFACTION], N_("一个问句，从“很不满意”到“非常满意”五级。")),
    ItemType.SINGLE: (TYPE_NAMES[ItemType.SINGLE], N_("几个选项里选一个。可以当分组题用。")),
    ItemType.MULTIPLE: (TYPE_NAMES[ItemType.MULTIPLE], N_("几个选项里选几个都行。")),
    ItemType.RANKING: (TYPE_NAMES[ItemType.RANKING], N_("给几件事排个先后。")),
    ItemType.TEN: (TYPE_NAMES[ItemType.TEN], N_("总体打分、推荐意愿用这种。")),
    ItemType.NUMBER: (TYPE_NAMES[ItemType.NUMBER], N_("填一个整数，公布时只按分档显示。")),
    ItemType.DATE: (TYPE_NAMES[ItemType.DATE], N_("填年、月、日。")),
    ItemType.SHORT: (TYPE_NAMES[ItemType.SHORT], N_("写几个字，最多 100 字。")),
    ItemType.TEXT: (TYPE_NAMES[ItemType.TEXT], N_("写几句话。一份问卷留一两道就好。")),
    ItemType.STATEMENT: (TYPE_NAMES[ItemType.STATEMENT], N_("不用回答，放在题目之间。")),
}
LISTED = CHOICES | {ItemType.RANKING}
#: Which fields a kind of item has beside its text, in the order of the page.
_FIELDS = {
    "help": frozenset(ItemType) - {ItemType.STATEMENT},
    "stem": FIVE_POINT,
    "options": LISTED,
    "last_alone": frozenset({ItemType.MULTIPLE}),
    "other": CHOICES,
    "shuffle": LISTED,
    "low": frozenset({ItemType.NUMBER}),
    "high": frozenset({ItemType.NUMBER}),
    "unit": frozenset({ItemType.NUMBER}),
    "bands": frozenset({ItemType.NUMBER}),
    "dimension": FIVE_POINT,
    "reverse": FIVE_POINT,
    "required": frozenset(ItemType) - {ItemType.STATEMENT},
    "may_not_apply": FIVE_POINT | CHOICES | {ItemType.TEN, ItemType.NUMBER},
}
MOST_OPTIONS = 30
#: The line for one more dimension: id, label and weight.
NEW_LINE = ("new", "", 1.0)
_SHORT = Length(max=20, message=_l("维度名称请控制在 20 字以内。"))
_WEIGHT = [Optional(), NumberRange(min=0.1, max=10, message=_l("权重请填 0.1 到 10 之间的数。"))]
SPLIT = re.compile(r"[\s,，、;；]+")


class ItemForm(FlaskForm):
    """One item. `was` tells whether somebody else changed it meanwhile."""

    type = HiddenField()
    was = HiddenField()
    text = TextAreaField(
        _l("题目"),
        description=_l("一道题只问一件事，40 个字以内。"),
        validators=[InputRequired(_l("请写题目。")), Length(max=300, message=_l("题目请控制在 300 字以内。"))],
    )
    help = StringField(
        _l("提示"),
        description=_l("题目下面的小字，没有就空着。"),
        validators=[Length(max=100, message=_l("请控制在 100 字以内。"))],
    )
    stem = StringField(
        _l("共用的题干"),
        description=_l("几道连着的题写同一句题干，就排成一张表：题干在上，每题一行。单独一题就空着。"),
        validators=[Length(max=60, message=_l("请控制在 60 字以内。"))],
    )
    options = TextAreaField(_l("选项"), description=_l("一行一个。"))
    last_alone = BooleanField(_l("最后一个选项单独选（比如“都没有”）"))
    other = BooleanField(_l("加一个“其他”，可以自己写几个字"))
    shuffle = BooleanField(_l("每个人看到的选项次序不同，免得都选第一个"))
    low = IntegerField(_l("最小"), validators=[Optional()])
    high = IntegerField(_l("最大"), validators=[Optional()])
    unit = StringField(_l("单位"), description=_l("比如：小时、元、人。"), validators=[Length(max=8)])
    bands = StringField(
        _l("公布时的分档"),
        description=_l("写每一档从几开始，第一档不写。比如 41、49、61 分成四档：40 及以下，41–48，49–60，61 及以上。"),
    )
    dimension = SelectField(_l("属于哪个维度"))
    reverse = BooleanField(_l("反向题：同意得越多，得分越低"))
    required = BooleanField(_l("必须回答"))
    may_not_apply = BooleanField(_l("可以选“不适用”"))
    heading = StringField(
        _l("从这一题起另起一段，段名是"),
        description=_l("不另起一段就空着。"),
        validators=[Length(max=30, message=_l("请控制在 30 字以内。"))],
    )
    meaning = RadioField(
        _l("意思变了吗？"),
        validate_choice=False,
        choices=[
            SelectChoice("keep", _l("没变，只是改了错字或语气：还用原来的题号，跟以前的结果接着比")),
            SelectChoice("new", _l("变了：换一个新题号，从这次开始重新比")),
        ],
    )

    def of(self, definition: Definition, kind: ItemType) -> ItemForm:
        """The same form with the fields and dimensions an item of this kind has in this draft."""
        self.type.data = kind.value
        labels = [SelectChoice(each.id, each.label) for each in definition.dimensions]
        self.dimension.choices = [SelectChoice("", _("不计入维度")), *labels]
        for name, kinds in _FIELDS.items():
            if kind not in kinds:
                delattr(self, name)
        return self

    @property
    def shown(self) -> list[Field]:
        """The fields of this kind of item after its text, in the order of the page."""
        return [self[name] for name in _FIELDS if name in self]

    def validate_options(self, field: Field) -> None:
        """At least two lines, and no more than a phone can bear."""
        lines = _lines(field.data)
        if len(lines) + (self.other.data if "other" in self else False) < 2:
            raise ValidationError(_("至少写两个选项，一行一个。"))
        if len(lines) > MOST_OPTIONS:
            raise ValidationError(_("选项最多 %(n)d 个。", n=MOST_OPTIONS))
        if any(len(line) > 60 for line in lines):
            raise ValidationError(_("每个选项请控制在 60 字以内。"))

    def validate_high(self, field: Field) -> None:
        """Not below the lowest."""
        if field.data is not None and self.low.data is not None and field.data < self.low.data:
            raise ValidationError(_("最大的数不能比最小的数还小。"))

    def validate_bands(self, field: Field) -> None:
        """Whole numbers that grow."""
        try:
            found = bands(field.data)
        except ValueError:
            raise ValidationError(_("分档请写几个整数，从小到大，用顿号隔开。")) from None
        if list(found) != sorted(set(found)):
            raise ValidationError(_("分档请从小到大写，不要重复。"))


class MeasureForm(FlaskForm):
    """Dimensions with their weights and the segments of a draft; `of` makes the fields from what it asks."""

    names: list[str]

    segments = SelectMultipleField(
        _l("按哪几道题分组看结果"),
        description=_l("最多三道单选题。分得越细，能显示的数字越少：人不够的格子不公布。"),
        validate_choice=False,
    )

    @classmethod
    def of(cls, definition: Definition, singles: Sequence[Item]) -> MeasureForm:
        """The form of one draft, with an empty line for one more dimension."""

        class Measured(cls):  # type: ignore[valid-type, misc]
            """The same with a line for each dimension."""

        for name, label, weight in [(each.id, each.label, each.weight) for each in definition.dimensions] + [NEW_LINE]:
            setattr(Measured, f"label_{name}", StringField(_l("名称"), default=label, validators=[_SHORT]))
            setattr(Measured, f"weight_{name}", DecimalField(_l("权重"), default=weight, places=1, validators=_WEIGHT))
        form: MeasureForm = Measured(segments=list(definition.segments))
        form.segments.choices = [SelectChoice(item.id, item.text) for item in singles]
        form.names = [each.id for each in definition.dimensions]
        return form

    def validate_segments(self, field: Field) -> None:
        """No more than three."""
        if len(field.data or ()) > drafting.MOST_SEGMENTS:
            raise ValidationError(_("分组题最多三道。请去掉几道。"))

    def dimensions(self) -> list[Dimension]:
        """What was typed; a line whose name was emptied is left out."""
        typed = [(name, self[f"label_{name}"].data, self[f"weight_{name}"].data) for name in self.names]
        found = [Dimension(name, label.strip(), float(weight or 1)) for name, label, weight in typed if label.strip()]
        if added := self[f"label_{NEW_LINE[0]}"].data.strip():
            name = next(f"d{n}" for n in range(1, 999) if f"d{n}" not in self.names)
            found.append(Dimension(name, added, float(self[f"weight_{NEW_LINE[0]}"].data or 1)))
        return found


def filled(item: Item) -> dict[str, Any]:
    """An item as the form's fields show it."""
    return {
        **{name: getattr(item, name) for name in ("text", "help", "stem", "other", "shuffle", "low", "high", "unit")},
        **{name: getattr(item, name) for name in ("dimension", "reverse", "required", "may_not_apply")},
        "options": "\n".join(option.label for option in item.options),
        "last_alone": bool(item.options) and item.options[-1].exclusive,
        "bands": "、".join(map(str, item.bands)),
    }


def item_from(form: ItemForm, item_id: str, before: Item | None) -> Item:
    """The item a valid form describes. What the page has no field for stays as it was."""
    kind = ItemType(form.type.data)
    options: tuple[Option, ...] = ()
    if "options" in form:
        alone = bool(form.last_alone.data) if "last_alone" in form else False
        earlier = before.options if before is not None else ()
        options = drafting.options_from(_lines(form.options.data), earlier, last_stands_alone=alone)
    return Item(
        id=item_id,
        type=kind,
        text=_one_line(form.text.data),
        dimension=_data(form, "dimension", ""),
        reverse=_data(form, "reverse", False),
        required=_data(form, "required", False),
        may_not_apply=_data(form, "may_not_apply", False),
        help=_one_line(_data(form, "help", "")),
        options=options,
        stem=_one_line(_data(form, "stem", "")),
        other=_data(form, "other", False),
        shuffle=_data(form, "shuffle", False),
        low=_data(form, "low", None),
        high=_data(form, "high", None),
        unit=_one_line(_data(form, "unit", "")),
        bands=bands(_data(form, "bands", "")),
        show_if=before.show_if if before is not None else None,
    )


def bands(text: str | None) -> tuple[int, ...]:
    """The numbers at which bands part, as typed. Raises ValueError."""
    return tuple(int(each) for each in SPLIT.split((text or "").strip()) if each)


def _data(form: ItemForm, name: str, otherwise: Any) -> Any:
    data = form[name].data if name in form else None
    return otherwise if data is None else data


def _lines(text: str | None) -> Sequence[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip())
