"""How the items of a survey stand on the answering page: sections, matrices, conditions in words, answers read back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.answers import NOT_APPLICABLE
from surveys.items import FIVE_POINT, OTHER, OTHER_LABEL, Definition, Item, ItemType
from web.words import N_

NOT_APPLICABLE_LABEL = N_("不适用")


@dataclass(frozen=True)
class Block:
    """What stands together: one item, or the rows of a matrix under its `stem`, each with its number."""

    stem: str
    rows: tuple[tuple[int, Item], ...]


@dataclass(frozen=True)
class Section:
    """Blocks under one heading, which may be empty; a page of its own where the survey is paged."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Condition:
    """When an item is to be answered: the earlier item's number, and the answers in words (msgids, or an officer's)."""

    number: int
    words: tuple[str, ...]


def sections(definition: Definition) -> list[Section]:
    """The page in the order of asking; numbers run over the items that take an answer.

    An item whose condition can never hold, because it does not come after what it depends on, is left out.
    """
    headings = dict(definition.sections)
    parts: list[tuple[str, list[Block]]] = []
    for item, number in _numbered(definition):
        if item.id in headings or not parts:
            parts.append((headings.get(item.id, ""), []))
        if number is None:
            continue
        blocks = parts[-1][1]
        stem = item.stem if item.type in FIVE_POINT else ""
        if stem and blocks and blocks[-1].stem == stem and blocks[-1].rows[0][1].type is item.type:
            blocks[-1] = Block(stem, (*blocks[-1].rows, (number, item)))
        else:
            blocks.append(Block(stem, ((number, item),)))
    return [Section(heading, tuple(blocks)) for heading, blocks in parts]


def numbers(definition: Definition) -> dict[str, int]:
    """The number of each asked item on the page."""
    return {item.id: number for item, number in _numbered(definition) if number is not None and item.is_asked}


def conditions(definition: Definition) -> dict[str, Condition]:
    """The conditions of the items that have one, in words."""
    known = numbers(definition)
    items = {item.id: item for item in definition.items}
    return {
        item.id: Condition(
            known[item.show_if.item], tuple(_words(items[item.show_if.item], value) for value in item.show_if.values)
        )
        for item, number in _numbered(definition)
        if item.show_if is not None and number is not None
    }


def read_back(definition: Definition, posted: Mapping[str, Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """(question, answers in words) of everything that was filled in, for a page that can no longer take it."""
    kept = []
    for item in definition.asked:
        words = _typed(item, posted)
        if words:
            question = f"{item.stem} {item.text}" if item.stem else item.text
            kept.append((question, words))
    return kept


def _numbered(definition: Definition) -> list[tuple[Item, int | None]]:
    """Every item with its number (statements: of the item before), None when it can never be shown."""
    met: set[str] = set()
    found: list[tuple[Item, int | None]] = []
    for item in definition.items:
        if item.show_if is not None and item.show_if.item not in met:
            found.append((item, None))
            continue
        if item.is_asked:
            met.add(item.id)
        found.append((item, len(met)))
    return found


def _words(item: Item, value: str) -> str:
    """One posted value of an item in words."""
    if value == NOT_APPLICABLE and item.may_not_apply:
        return NOT_APPLICABLE_LABEL
    words = {str(number): word for number, word in enumerate(item.points, start=1)}
    words |= {option.id: option.label for option in item.choices}
    return words.get(value, value)


def _typed(item: Item, posted: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What was typed or ticked for an item, right or wrong."""
    values = [value for value in posted.get(item.id, ()) if value.strip()]
    words = [_words(item, value) for value in values]
    if item.type is ItemType.RANKING:
        places = {option.label: _first(posted, f"{item.id}.{option.id}") for option in item.options}
        given = sorted((place.zfill(3), label) for label, place in places.items() if place)
        words += [f"{place.lstrip('0')}. {label}" for place, label in given]
    if item.type is ItemType.NUMBER:
        words = [word if word == NOT_APPLICABLE_LABEL else f"{word}{item.unit}" for word in words]
    other = _first(posted, item.other_key) if item.other else ""
    if other:
        words = [word for word, value in zip(words, values, strict=True) if value != OTHER] + [OTHER_LABEL, other]
    return tuple(words)


def _first(posted: Mapping[str, Sequence[str]], field: str) -> str:
    return next((value.strip() for value in posted.get(field, ()) if value.strip()), "")
