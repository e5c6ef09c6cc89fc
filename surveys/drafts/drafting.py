"""Changing a draft: items added, reworded, moved and taken out, with everything that hangs on them. Pure.

Every function gives a new definition; headings, conditions, segments and translations follow the items they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from surveys.bank import ENGLISH, BankItem, new_id
from surveys.items import CHOICES, Definition, Dimension, Item, ItemType, Option, ShowIf

MOST_SEGMENTS = 3
MOST_ITEMS = 200
#: What an item's texts are called in the translations, after its id.
PARTS = ("", ".help", ".stem", ".unit")


@dataclass(frozen=True)
class Section:
    """Items under one heading; the first may have none."""

    heading: str
    english: str
    items: tuple[Item, ...]


def sections(definition: Definition) -> list[Section]:
    """The items in order, parted at the headings."""
    headings, english = dict(definition.sections), definition.translations.get(ENGLISH, {})
    found: list[Section] = []
    for item in definition.items:
        if item.id in headings or not found:
            found.append(Section(headings.get(item.id, ""), english.get(f"section.{item.id}", ""), ()))
        found[-1] = replace(found[-1], items=(*found[-1].items, item))
    return found


def put_together(definition: Definition, parts: Iterable[Section]) -> Definition:
    """The definition with these sections; one without items disappears together with its heading."""
    kept = [part for part in parts if part.items]
    words = {key: text for key, text in _english(definition).items() if not key.startswith("section.")}
    words |= {f"section.{part.items[0].id}": part.english for part in kept if part.heading and part.english}
    return _with_english(
        replace(
            definition,
            items=tuple(item for part in kept for item in part.items),
            sections=tuple((part.items[0].id, part.heading) for part in kept if part.heading),
        ),
        words,
    )


def find(definition: Definition, item_id: str) -> Item | None:
    """One item by its id."""
    return next((item for item in definition.items if item.id == item_id), None)


def add(definition: Definition, questions: Sequence[BankItem], *, after: str = "") -> Definition:
    """The definition with more questions: behind the item `after`, or at the end. Those it already asks are left out."""
    asked = {item.id for item in definition.items}
    new = list({each.item.id: each for each in questions if each.item.id not in asked}.values())
    parts = sections(definition) or [Section("", "", ())]
    place = next((n for n, part in enumerate(parts) if any(item.id == after for item in part.items)), len(parts) - 1)
    items = list(parts[place].items)
    position = next((n + 1 for n, item in enumerate(items) if item.id == after), len(items))
    items[position:position] = [each.item for each in new]
    parts[place] = replace(parts[place], items=tuple(items))
    words = {each.item.id + key: text for each in new for key, text in each.english.items()}
    return put_together(_with_english(definition, _english(definition) | words), parts)


def change(definition: Definition, item_id: str, changed: Item) -> Definition:
    """The definition with another wording of an item, under its old id or a new one that everything then follows."""
    words, new = _english(definition), changed.id
    old = find(definition, item_id)
    assert old is not None
    for part in (*PARTS, *(f".{option.id}" for option in old.options)):
        text = words.pop(item_id + part, "")
        if text and (new == item_id or _says(old, part) == _says(changed, part)):
            words[new + part] = text
    if f"section.{item_id}" in words:
        words[f"section.{new}"] = words.pop(f"section.{item_id}")
    items = tuple(
        changed if item.id == item_id else _condition_renamed(item, item_id, new) for item in definition.items
    )
    segment = changed.type is ItemType.SINGLE
    return _with_english(
        replace(
            definition,
            items=items,
            sections=tuple((new if first == item_id else first, title) for first, title in definition.sections),
            segments=tuple(
                new if each == item_id else each for each in definition.segments if each != item_id or segment
            ),
        ),
        words,
    )


def reworded(before: Item, after: Item) -> bool:
    """Whether what respondents read or may answer has changed, so that somebody must say whether the meaning has."""
    return _asked(before) != _asked(after)


def incomparable(before: Item, after: Item) -> bool:
    """Whether answers to the two cannot stand in one trend whatever the words mean: another kind, another direction,
    other options."""
    options = {option.id for option in before.options} != {option.id for option in after.options}
    return before.type is not after.type or before.reverse != after.reverse or options


def renew(
    definition: Definition, known: Mapping[str, Item], *, same_meaning: bool, draw: Callable[[], str]
) -> Definition:
    """The definition with new ids for items that say something else than the `known` ones of their ids.

    With `same_meaning` only those whose answers cannot be compared get one.
    """
    for item in definition.items:
        before = known.get(item.id)
        if before is None or not reworded(before, item) or (same_meaning and not incomparable(before, item)):
            continue
        taken = {*known, *(each.id for each in definition.items)}
        current = find(definition, item.id)
        assert current is not None
        definition = change(definition, item.id, replace(current, id=new_id(taken, draw)))
    return definition


def move(definition: Definition, item_id: str, *, up: bool) -> Definition:
    """The definition with an item one place up or down; past a heading it joins the other section."""
    parts = sections(definition)
    at = next(n for n, part in enumerate(parts) if any(item.id == item_id for item in part.items))
    items = list(parts[at].items)
    position = next(n for n, item in enumerate(items) if item.id == item_id)
    target = position - 1 if up else position + 1
    if 0 <= target < len(items):
        items[position], items[target] = items[target], items[position]
    elif 0 <= (beside := at - 1 if up else at + 1) < len(parts):
        item = items.pop(position)
        joined = (*parts[beside].items, item) if up else (item, *parts[beside].items)
        parts[beside] = replace(parts[beside], items=joined)
    parts[at] = replace(parts[at], items=tuple(items))
    return put_together(definition, parts)


def move_section(definition: Definition, first: str, *, up: bool) -> Definition:
    """The definition with the section that begins at `first` before the one above it, or behind the one below."""
    parts = sections(definition)
    at = next(n for n, part in enumerate(parts) if part.items[0].id == first)
    beside = at - 1 if up else at + 1
    # Items above the first heading stay there: without one they would join the section before them.
    if 0 <= beside < len(parts) and parts[beside].heading and parts[at].heading:
        parts[at], parts[beside] = parts[beside], parts[at]
    return put_together(definition, parts)


def delete(definition: Definition, item_id: str) -> Definition:
    """The definition without an item. What was shown only after it is shown always; its heading stays with the rest."""
    parts = [
        replace(part, items=tuple(_freed(item, item_id) for item in part.items if item.id != item_id))
        for part in sections(definition)
    ]
    shorter = put_together(definition, parts)
    kept = {key: text for key, text in _english(shorter).items() if key.split(".")[0] != item_id}
    segments = tuple(each for each in shorter.segments if each != item_id)
    return _with_english(replace(shorter, segments=segments), kept)


def dependants(definition: Definition, item_id: str) -> list[Item]:
    """The items shown only after certain answers to this one."""
    return [item for item in definition.items if item.show_if is not None and item.show_if.item == item_id]


def head(definition: Definition, item_id: str, heading: str) -> Definition:
    """The definition with a section beginning at an item, called `heading`; without one it joins the section above."""
    headings = {**dict(definition.sections), item_id: heading.strip()}
    order = [item.id for item in definition.items]
    named = tuple((first, headings[first]) for first in order if headings.get(first))
    words = _english(definition)
    if dict(definition.sections).get(item_id) != heading.strip():
        words.pop(f"section.{item_id}", None)
    return _with_english(replace(definition, sections=named), words)


def condition(definition: Definition, item_id: str, rule: ShowIf | None) -> Definition:
    """The definition with an item shown only after certain answers, or always."""
    items = tuple(replace(item, show_if=rule) if item.id == item_id else item for item in definition.items)
    return replace(definition, items=items)


def conditional_on(definition: Definition, item_id: str) -> list[Item]:
    """The items before this one whose answers may decide whether it is shown."""
    before = [item.id for item in definition.items].index(item_id)
    return [item for item in definition.items[:before] if item.type in CHOICES or item.points]


def measure(definition: Definition, dimensions: Sequence[Dimension], segments: Sequence[str]) -> Definition:
    """The definition with these dimensions and segments; items of a dimension that is gone are scored with none."""
    known = {each.id for each in dimensions}
    singles = {item.id for item in definition.items if item.type is ItemType.SINGLE}
    items = tuple(
        item if not item.dimension or item.dimension in known else replace(item, dimension="")
        for item in definition.items
    )
    was = {each.id: each.label for each in definition.dimensions}
    said = {f"dimension.{each.id}" for each in dimensions if was.get(each.id) == each.label}
    words = {key: text for key, text in _english(definition).items() if not key.startswith("dimension.") or key in said}
    chosen = tuple(each for each in segments if each in singles)[:MOST_SEGMENTS]
    return _with_english(replace(definition, dimensions=tuple(dimensions), segments=chosen, items=items), words)


def options_from(lines: Iterable[str], before: Sequence[Option], *, last_stands_alone: bool) -> tuple[Option, ...]:
    """Options from typed lines. A label that was there keeps its id; so does the one in its place when only words change."""
    labels = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    same = {option.label: option.id for option in before}
    free = [option.id if option.label not in labels else None for option in before]
    taken = {same[label] for label in labels if label in same}
    found: list[Option] = []
    for position, label in enumerate(labels):
        name = same.get(label)
        if name is None and len(labels) == len(before):
            name = free[position]
        if name is None:
            name = next(f"o{n}" for n in range(1, 999) if f"o{n}" not in taken | {option.id for option in before})
        taken.add(name)
        found.append(Option(name, label, exclusive=last_stands_alone and position == len(labels) - 1))
    return tuple(found)


def texts(definition: Definition) -> dict[str, str]:
    """Every text that can be translated, by its key, in the order of asking."""
    found = {"title": definition.title, "intro": definition.intro}
    headings = dict(definition.sections)
    for item in definition.items:
        found |= {f"section.{item.id}": headings[item.id]} if item.id in headings else {}
        parts = {part: _says(item, part) for part in (".stem", "", ".help", ".unit")}
        found |= {item.id + part: text for part, text in parts.items() if text}
        found |= {f"{item.id}.{option.id}": option.label for option in item.options}
    found |= {f"dimension.{each.id}": each.label for each in definition.dimensions}
    return {key: text for key, text in found.items() if text}


def repeated_stems(definition: Definition) -> dict[str, str]:
    """The keys of stems that say the same as the one before them, with the key of the first: they are typed once."""
    found: dict[str, str] = {}
    for before, item in pairwise(definition.items):
        if item.stem and item.stem == before.stem:
            first = f"{before.id}.stem"
            found[f"{item.id}.stem"] = found.get(first, first)
    return found


def untranslated(definition: Definition, language: str = ENGLISH) -> list[str]:
    """The keys of texts that have no translation yet."""
    words = definition.translations.get(language, {})
    return [key for key in texts(definition) if not words.get(key)]


def translate(definition: Definition, words: Mapping[str, str]) -> Definition:
    """The definition with these English texts by key; empty ones are left out."""
    same = repeated_stems(definition)
    said = {key: words.get(same.get(key, key), "").strip() for key in texts(definition)}
    return _with_english(definition, {key: text for key, text in said.items() if text})


def _asked(item: Item) -> tuple[object, ...]:
    return item.type, item.text, item.stem, item.reverse, item.options, item.other, item.unit


def _says(item: Item, part: str) -> str:
    named = {"": item.text, ".help": item.help, ".stem": item.stem, ".unit": item.unit}
    return named.get(part) or next((option.label for option in item.options if f".{option.id}" == part), "")


def _condition_renamed(item: Item, before: str, after: str) -> Item:
    if item.show_if is None or item.show_if.item != before:
        return item
    return replace(item, show_if=replace(item.show_if, item=after))


def _freed(item: Item, gone: str) -> Item:
    return replace(item, show_if=None) if item.show_if is not None and item.show_if.item == gone else item


def _english(definition: Definition) -> dict[str, str]:
    return dict(definition.translations.get(ENGLISH, {}))


def _with_english(definition: Definition, words: Mapping[str, str]) -> Definition:
    others = {language: each for language, each in definition.translations.items() if language != ENGLISH}
    return replace(definition, translations={**others, **({ENGLISH: dict(words)} if words else {})})
