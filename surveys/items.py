"""Items, dimensions, reporting units and the frozen definition of a survey; what an answer may be. Pure."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from web.words import N_

NOT_APPLICABLE = "na"
LONGEST_TEXT = 5_000
FLOOR = 5
COMMENT_FLOOR = 10

# item id -> 1..5 or 0..10, option id, tuple of option ids, text; None means 不适用.
Answer = int | str | tuple[str, ...] | None
Answers = dict[str, Answer]


class ItemType(enum.Enum):
    """How an item is asked."""

    AGREEMENT = "agreement"
    SATISFACTION = "satisfaction"
    TEN = "ten"
    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"
    STATEMENT = "statement"


FIVE_POINT = frozenset({ItemType.AGREEMENT, ItemType.SATISFACTION})

# Words of the five points, from 1 to 5.
POINTS = {
    ItemType.AGREEMENT: (N_("很不同意"), N_("不太同意"), N_("一般"), N_("比较同意"), N_("非常同意")),
    ItemType.SATISFACTION: (N_("很不满意"), N_("不太满意"), N_("一般"), N_("比较满意"), N_("非常满意")),
}

MISSING = N_("这一题还没有答。")
NOT_A_CHOICE = N_("请从列出的选项里选。")
TOO_LONG = N_("写得太长了，请控制在 5000 字以内。其他内容都还在。")


@dataclass(frozen=True)
class Option:
    """One choice of a single or multiple item; an exclusive one stands alone."""

    id: str
    label: str
    exclusive: bool = False


@dataclass(frozen=True)
class Item:
    """One question with an id that stays the same from wave to wave."""

    id: str
    type: ItemType
    text: str
    dimension: str = ""
    reverse: bool = False
    required: bool = True
    may_not_apply: bool = False
    help: str = ""
    options: tuple[Option, ...] = ()

    @property
    def points(self) -> tuple[str, ...]:
        """The words of a five-point item, else nothing."""
        return POINTS.get(self.type, ())

    @property
    def is_asked(self) -> bool:
        """Whether the item takes an answer at all."""
        return self.type is not ItemType.STATEMENT


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
    sections: tuple[tuple[str, str], ...] = field(default=())

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
        return json.loads(json.dumps(asdict(self), default=lambda value: value.value))

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Definition:
        """What `to_json` wrote."""
        items = tuple(
            Item(
                **{
                    **raw,
                    "type": ItemType(raw["type"]),
                    "options": tuple(Option(**option) for option in raw["options"]),
                }
            )
            for raw in stored["items"]
        )
        dimensions = tuple(Dimension(**raw) for raw in stored["dimensions"])
        units = tuple(ReportingUnit(**{**raw, "members": tuple(raw["members"])}) for raw in stored["units"])
        sections = tuple((str(first), str(title)) for first, title in stored["sections"])
        rest = {"items": items, "dimensions": dimensions, "units": units, "sections": sections}
        return cls(**{**stored, **rest})

    @property
    def digest(self) -> str:
        """BLAKE2b over the whole definition, as 32 hexadecimal digits."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def read_answers(items: Sequence[Item], posted: Mapping[str, Sequence[str]]) -> tuple[Answers, dict[str, str]]:
    """The answers in a posted form, and for each item that is missing or wrong a message (a msgid).

    `posted` maps an item id to the values sent under it. Every item with a usable answer is in the first result even
    when others are wrong, so nothing needs answering twice.
    """
    answers: Answers = {}
    wrong: dict[str, str] = {}
    for item in items:
        if not item.is_asked:
            continue
        values = [value for value in posted.get(item.id, ()) if value.strip()]
        try:
            if values:
                answers[item.id] = _answer(item, values)
            elif item.required:
                wrong[item.id] = MISSING
        except ValueError as problem:
            wrong[item.id] = str(problem)
    return answers, wrong


def encode(unit: int | None, answers: Answers) -> bytes:
    """A ballot as bytes: the reporting unit and the answers, in the order of item ids, which tells nothing."""
    body = {key: list(value) if isinstance(value, tuple) else value for key, value in sorted(answers.items())}
    return json.dumps([unit, body], ensure_ascii=False, separators=(",", ":")).encode()


def decode(ballot: bytes) -> tuple[int | None, Answers]:
    """What `encode` wrote. Raises ValueError for anything else."""
    unit, body = json.loads(ballot)
    return unit, {key: tuple(value) if isinstance(value, list) else value for key, value in body.items()}


def _answer(item: Item, values: Sequence[str]) -> Answer:
    if item.may_not_apply and NOT_APPLICABLE in values:
        return None
    if item.type in FIVE_POINT:
        return _whole(values[0], 1, 5)
    if item.type is ItemType.TEN:
        return _whole(values[0], 0, 10)
    if item.type is ItemType.TEXT:
        return _text(values[0])
    return _options(item, values)


def _whole(value: str, low: int, high: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 2 and low <= int(value) <= high):
        raise ValueError(NOT_A_CHOICE)
    return int(value)


def _text(value: str) -> str:
    text = value.strip().replace("\r\n", "\n")
    if len(text) > LONGEST_TEXT:
        raise ValueError(TOO_LONG)
    return text


def _options(item: Item, values: Sequence[str]) -> Answer:
    known = {option.id: option for option in item.options}
    chosen = tuple(dict.fromkeys(values))
    if any(value not in known for value in chosen):
        raise ValueError(NOT_A_CHOICE)
    if item.type is ItemType.SINGLE:
        return chosen[0]
    if len(chosen) > 1 and any(known[value].exclusive for value in chosen):
        raise ValueError(NOT_A_CHOICE)
    return chosen
