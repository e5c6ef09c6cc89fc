"""What an answer may be, how a posted form becomes answers, and how answers become a ballot. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

from surveys.items import CHOICES, FIVE_POINT, OTHER, TEXTS, Item, ItemType
from web.words import N_

NOT_APPLICABLE = "na"
LONGEST_TEXT = 5_000
LONGEST_SHORT = 100
LARGEST_NUMBER = 10**12
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

# item id -> 1..5, 0..10 or a number; option id; tuple of option ids (a ranking in its order); date in ISO form; text.
# "<item id>.other" -> the words beside “其他”. None means 不适用.
Answer = int | str | tuple[str, ...] | None
Answers = dict[str, Answer]

MISSING = N_("这一题还没有答。")
UNIT_MISSING = N_("请选择单位，或者选“不愿说明”。")
NOT_A_CHOICE = N_("请从列出的选项里选。")
TOO_LONG = N_("写得太长了，请控制在 5000 字以内。其他内容都还在。")
SHORT_TOO_LONG = N_("写得太长了，请控制在 100 字以内。其他内容都还在。")
OTHER_NOT_CHOSEN = N_("选了别的选项，又在“其他”里写了字。请只留一个。")
PLACES_MISSING = N_("请给每一项都排上名次。")
PLACE_TWICE = N_("有两项排在同一名。每个名次只用一次。")
NOT_A_NUMBER = N_("请填一个整数，比如 12。")
OUT_OF_RANGE = N_("这个数不在题目要求的范围里，请再看一下。")
NOT_A_DATE = N_("请按年、月、日填写，比如 2026-11-30。")

_DIGITS = str.maketrans("０１２３４５６７８９－−", "0123456789--")
_NUMBER = re.compile(r"-?[0-9]{1,15}")
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def read_answers(items: Sequence[Item], posted: Mapping[str, Sequence[str]]) -> tuple[Answers, dict[str, str]]:
    """The answers in a posted form, and for each item that is missing or wrong a message (a msgid).

    `posted` maps a field to the values sent under it. Every item with a usable answer is in the first result even
    when others are wrong, so nothing needs answering twice. An item that is not shown is neither required nor kept.
    """
    answers: Answers = {}
    wrong: dict[str, str] = {}
    for item in items:
        if not item.is_asked or not is_shown(item, answers):
            continue
        try:
            given = _given(item, posted)
            if given:
                answers |= given
            elif item.required:
                wrong[item.id] = MISSING
        except ValueError as problem:
            wrong[item.id] = str(problem)
    return answers, wrong


def is_shown(item: Item, answers: Answers) -> bool:
    """Whether an item's condition holds, given the answers to the items before it.

    A condition on an item that was not answered, was not shown itself, or does not come before never holds.
    """
    if item.show_if is None:
        return True
    if item.show_if.item not in answers:
        return False
    answer = answers[item.show_if.item]
    given = answer if isinstance(answer, tuple) else (NOT_APPLICABLE if answer is None else str(answer),)
    return any(value in item.show_if.values for value in given)


def encode(unit: int | None, answers: Answers) -> bytes:
    """A ballot as bytes: the reporting unit and the answers, in the order of item ids, which tells nothing."""
    body = {key: list(value) if isinstance(value, tuple) else value for key, value in sorted(answers.items())}
    return json.dumps([unit, body], ensure_ascii=False, separators=(",", ":")).encode()


def decode(ballot: bytes) -> tuple[int | None, Answers]:
    """What `encode` wrote. Raises ValueError for anything else."""
    unit, body = json.loads(ballot)
    return unit, {key: tuple(value) if isinstance(value, list) else value for key, value in body.items()}


def _given(item: Item, posted: Mapping[str, Sequence[str]]) -> Answers:
    """What was given for one item, empty when nothing was. Raises ValueError with a msgid."""
    values = [value for value in posted.get(item.id, ()) if value.strip()]
    if item.may_not_apply and NOT_APPLICABLE in values:
        return {item.id: None}
    if item.type in CHOICES:
        return _chosen(item, values, _written(posted, item.other_key) if item.other else "")
    if item.type is ItemType.RANKING:
        return _ranked(item, {option.id: _written(posted, f"{item.id}.{option.id}") for option in item.options})
    return {item.id: _single_value(item, values[0])} if values else {}


def _single_value(item: Item, value: str) -> int | str:
    if item.type in FIVE_POINT:
        return _point(value, 1, 5)
    if item.type is ItemType.TEN:
        return _point(value, 0, 10)
    if item.type in TEXTS:
        return _text(value, short=item.type is ItemType.SHORT)
    return _number(item, value) if item.type is ItemType.NUMBER else _date(value)


def _written(posted: Mapping[str, Sequence[str]], field: str) -> str:
    return next((value.strip() for value in posted.get(field, ()) if value.strip()), "")


def _point(value: str, low: int, high: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 2 and low <= int(value) <= high):
        raise ValueError(NOT_A_CHOICE)
    return int(value)


def _text(value: str, *, short: bool) -> str:
    text = value.strip().replace("\r\n", "\n")
    if short:
        text = " ".join(text.split())
    if len(text) > (LONGEST_SHORT if short else LONGEST_TEXT):
        raise ValueError(SHORT_TOO_LONG if short else TOO_LONG)
    return text


def _number(item: Item, value: str) -> int:
    """A whole number in digits of either width, with or without its unit."""
    digits = value.strip().removesuffix(item.unit).strip().translate(_DIGITS)
    if not _NUMBER.fullmatch(digits):
        raise ValueError(NOT_A_NUMBER)
    number = int(digits)
    low = -LARGEST_NUMBER if item.low is None else item.low
    high = LARGEST_NUMBER if item.high is None else item.high
    if not low <= number <= high:
        raise ValueError(OUT_OF_RANGE)
    return number


def _date(value: str) -> str:
    """A day in ISO form, however its parts were set apart."""
    parts = _DATE.fullmatch("".join(value.split()).translate(_DIGITS))
    if parts is None:
        raise ValueError(NOT_A_DATE)
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        raise ValueError(NOT_A_DATE) from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(NOT_A_DATE)
    return day.isoformat()


def _chosen(item: Item, values: Sequence[str], other: str) -> Answers:
    """One option id, or several; words beside “其他” choose it where nothing else was chosen instead."""
    known = {option.id: option for option in item.choices}
    chosen = tuple(dict.fromkeys(values))
    if any(value not in known for value in chosen):
        raise ValueError(NOT_A_CHOICE)
    if other and OTHER not in chosen:
        if chosen and (item.type is ItemType.SINGLE or any(known[value].exclusive for value in chosen)):
            raise ValueError(OTHER_NOT_CHOSEN)
        chosen = (*chosen, OTHER)
    if not chosen:
        return {}
    if len(chosen) > 1 and (item.type is ItemType.SINGLE or any(known[value].exclusive for value in chosen)):
        raise ValueError(NOT_A_CHOICE)
    words: Answers = {item.other_key: _text(other, short=True)} if other else {}
    return {item.id: chosen[0] if item.type is ItemType.SINGLE else chosen, **words}


def _ranked(item: Item, places: Mapping[str, str]) -> Answers:
    """Option ids from the first place to the last; `places` holds a place 1…n for each option."""
    if not any(places.values()):
        return {}
    every = [str(place) for place in range(1, len(item.options) + 1)]
    if any(place and place not in every for place in places.values()):
        raise ValueError(NOT_A_CHOICE)
    if not all(places.values()):
        raise ValueError(PLACES_MISSING)
    if len(set(places.values())) < len(places):
        raise ValueError(PLACE_TWICE)
    return {item.id: tuple(sorted(places, key=lambda option: int(places[option])))}
