"""Items, dimensions, reporting units and the frozen definition of a survey. Pure."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from web.words import N_

FLOOR = 5
COMMENT_FLOOR = 10
DRAWING_DAYS = 3
ADMISSION_FLOOR = 10
# How one is admitted to a survey.
OPEN_LINK, SLIPS, INVITATIONS = "open", "slips", "invitations"

# The last choice of an item with `other`, and what follows an item's id where the words beside it are kept.
OTHER = "other"
OTHER_LABEL = N_("其他")


def as_json(value: Any) -> Any:
    """What `json.dumps(default=as_json)` writes: a kind by its value, a record field by field (`asdict` copies deeply)."""
    return value.value if isinstance(value, enum.Enum) else vars(value)


class ItemType(enum.Enum):
    """How an item is asked."""

    AGREEMENT = "agreement"
    SATISFACTION = "satisfaction"
    TEN = "ten"
    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    NUMBER = "number"
    DATE = "date"
    SHORT = "short"
    TEXT = "text"
    STATEMENT = "statement"


#: What each type is called, on the desk and in a workbook.
TYPE_NAMES = {
    ItemType.AGREEMENT: N_("同意程度"),
    ItemType.SATISFACTION: N_("满意程度"),
    ItemType.SINGLE: N_("单选"),
    ItemType.MULTIPLE: N_("多选"),
    ItemType.RANKING: N_("排序"),
    ItemType.TEN: N_("0–10 分"),
    ItemType.NUMBER: N_("填数"),
    ItemType.DATE: N_("日期"),
    ItemType.SHORT: N_("一行字"),
    ItemType.TEXT: N_("一段话"),
    ItemType.STATEMENT: N_("说明文字"),
}


FIVE_POINT = frozenset({ItemType.AGREEMENT, ItemType.SATISFACTION})
CHOICES = frozenset({ItemType.SINGLE, ItemType.MULTIPLE})
#: Answers in the respondent's own words: comments, never tables.
TEXTS = frozenset({ItemType.SHORT, ItemType.TEXT})

# Words of the five points, from 1 to 5.
POINTS = {
    ItemType.AGREEMENT: (N_("很不同意"), N_("不太同意"), N_("一般"), N_("比较同意"), N_("非常同意")),
    ItemType.SATISFACTION: (N_("很不满意"), N_("不太满意"), N_("一般"), N_("比较满意"), N_("非常满意")),
}


@dataclass(frozen=True)
class Option:
    """One choice of a single or multiple item; an exclusive one stands alone."""

    id: str
    label: str
    exclusive: bool = False


@dataclass(frozen=True)
class ShowIf:
    """An item is shown when the answer to an earlier one is among `values`: points as digits, option ids, "na"."""

    item: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One question with an id that stays the same from wave to wave.

    Five-point items that follow each other under the same `stem` are one matrix: each row is an item of its own.
    `low`, `high`, `unit` and `bands` (lower bounds of the bands after the first) are for numbers. `shuffle` puts the
    options in random order on a phone with script; exclusive ones and “其他” stay last.
    """

    id: str
    type: ItemType
    text: str
    dimension: str = ""
    reverse: bool = False
    required: bool = True
    may_not_apply: bool = False
    help: str = ""
    options: tuple[Option, ...] = ()
    stem: str = ""
    other: bool = False
    shuffle: bool = False
    low: int | None = None
    high: int | None = None
    unit: str = ""
    bands: tuple[int, ...] = ()
    show_if: ShowIf | None = None

    @property
    def points(self) -> tuple[str, ...]:
        """The words of a five-point item, else nothing."""
        return POINTS.get(self.type, ())

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options, with “其他” (a msgid) last where it is offered."""
        return (*self.options, Option(OTHER, OTHER_LABEL)) if self.other else self.options

    @property
    def other_key(self) -> str:
        """The name under which the words beside “其他” are posted and kept."""
        return f"{self.id}.{OTHER}"

    @property
    def is_asked(self) -> bool:
        """Whether the item takes an answer at all."""
        return self.type is not ItemType.STATEMENT

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Item:
        """One item of what `Definition.to_json` wrote; what an older one lacks has its default."""
        raw = dict(stored)
        raw["type"] = ItemType(raw["type"])
        raw["options"] = tuple(Option(**option) for option in raw.get("options", ()))
        raw["bands"] = tuple(raw.get("bands", ()))
        if raw.get("show_if"):
            raw["show_if"] = ShowIf(raw["show_if"]["item"], tuple(raw["show_if"]["values"]))
        return cls(**raw)


@dataclass(frozen=True)
class Dimension:
    """Items that are scored together, and their weight in the index."""

    id: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class ReportingUnit:
    """A group figures may be shown for: a place in the frozen tree.

    `headcount` counts the people of this node itself. `choosable` nodes stand in the respondent's list; `members`
    names the units inside it when a small unit is shown only within its neighbour.
    """

    id: int
    parent_id: int | None
    name: str
    headcount: int
    choosable: bool
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """Everything that matters about a survey, frozen and hashed at opening."""

    title: str
    intro: str
    items: tuple[Item, ...]
    dimensions: tuple[Dimension, ...]
    units: tuple[ReportingUnit, ...] = ()
    admission: str = "open"
    scoring: str = "zero_based"
    floor: int = FLOOR
    comment_floor: int = COMMENT_FLOOR
    low_response_percent: int = 50
    sections: tuple[tuple[str, str], ...] = ()
    #: Ids of up to three single-choice items that figures of the whole enterprise are broken down by.
    segments: tuple[str, ...] = ()
    drawing_days: int = DRAWING_DAYS
    admission_floor: int = ADMISSION_FLOOR
    #: Sections become pages where a script runs.
    paged: bool = False
    #: Language → key → text; keys as in `in_language`.
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keys_digest: str = ""
    #: Percents by which reforms are rated (surveys.counting.reform_risk.Thresholds), where they are asked about.
    reform_limits: tuple[int, ...] = ()

    @property
    def asked(self) -> tuple[Item, ...]:
        """The items that take an answer."""
        return tuple(item for item in self.items if item.is_asked)

    @property
    def choosable_units(self) -> tuple[ReportingUnit, ...]:
        """The units a respondent chooses from."""
        return tuple(unit for unit in self.units if unit.choosable)

    @property
    def headcount(self) -> int:
        """Everybody who may answer."""
        return sum(unit.headcount for unit in self.units)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, in a fixed order."""
        plain: dict[str, Any] = json.loads(json.dumps(self, default=as_json))
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Definition:
        """What `to_json` wrote, now or before a field was added."""
        raw = dict(stored)
        raw["items"] = tuple(Item.from_json(item) for item in raw["items"])
        raw["dimensions"] = tuple(Dimension(**dimension) for dimension in raw["dimensions"])
        raw["units"] = tuple(
            ReportingUnit(**{**unit, "members": tuple(unit.get("members", ()))}) for unit in raw.get("units", ())
        )
        raw["sections"] = tuple((str(first), str(title)) for first, title in raw.get("sections", ()))
        raw["segments"] = tuple(raw.get("segments", ()))
        raw["reform_limits"] = tuple(raw.get("reform_limits", ()))
        return cls(**raw)

    def in_language(self, language: str) -> Definition:
        """The definition with its texts in a language; a text without translation stays as it is.

        Keys: "title", "intro", "<item>", "<item>.help", "<item>.stem", "<item>.unit", "<item>.<option>",
        "section.<first item>" and "dimension.<id>".
        """
        words = self.translations.get(language)
        if not words:
            return self
        return replace(
            self,
            title=words.get("title") or self.title,
            intro=words.get("intro") or self.intro,
            items=tuple(_in_words(item, words) for item in self.items),
            dimensions=tuple(
                replace(each, label=words.get(f"dimension.{each.id}") or each.label) for each in self.dimensions
            ),
            sections=tuple((first, words.get(f"section.{first}") or title) for first, title in self.sections),
        )

    @property
    def digest(self) -> str:
        """BLAKE2b over the whole definition, as 32 hexadecimal digits."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _in_words(item: Item, words: Mapping[str, str]) -> Item:
    options = (replace(each, label=words.get(f"{item.id}.{each.id}") or each.label) for each in item.options)
    return replace(
        item,
        text=words.get(item.id) or item.text,
        help=words.get(f"{item.id}.help") or item.help,
        stem=words.get(f"{item.id}.stem") or item.stem,
        unit=words.get(f"{item.id}.unit") or item.unit,
        options=tuple(options),
    )
