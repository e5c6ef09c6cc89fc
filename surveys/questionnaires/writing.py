"""How a questionnaire is written down: each question beside its English, put together into a definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from surveys.bank import BankItem, Questionnaire
from surveys.items import Definition, Dimension, Item, ItemType, Option, ShowIf

NO_NAME = "不用写名字。只有您一个人知道的细节，可能让人猜到是您。"
NO_NAME_ENGLISH = "No name needed. Details that only you know may let people guess who you are."


@dataclass(frozen=True)
class Part:
    """A section under one heading; `scored` makes a dimension of its five-point items."""

    id: str
    label: str
    english: str
    items: tuple[BankItem, ...]
    scored: bool = True

    def pick(self, *ids: str) -> tuple[BankItem, ...]:
        """Some of its items, to be asked in another questionnaire under the same ids. Raises StopIteration."""
        return tuple(next(each for each in self.items if each.item.id == wanted) for wanted in ids)


def part(name: str, label: str, english: str, *items: BankItem) -> Part:
    """A dimension with its items."""
    return Part(name, label, english, items)


def section(label: str, english: str, *items: BankItem) -> Part:
    """Items under a heading that are not scored together."""
    return Part("", label, english, items, scored=False)


def agree(name: str, text: str, english: str, *, reverse: bool = False, may_not_apply: bool = False) -> BankItem:
    """A sentence one agrees with, from 1 to 5."""
    item = Item(name, ItemType.AGREEMENT, text, reverse=reverse, may_not_apply=may_not_apply)
    return BankItem(item, {"": english})


def satisfied(name: str, text: str, english: str, *, may_not_apply: bool = False) -> BankItem:
    """A question how satisfied one is, from 1 to 5."""
    return BankItem(Item(name, ItemType.SATISFACTION, text, may_not_apply=may_not_apply), {"": english})


def ten(name: str, text: str, english: str) -> BankItem:
    """A question answered from 0 to 10."""
    return BankItem(Item(name, ItemType.TEN, text), {"": english})


def single(name: str, text: str, english: str, *options: tuple[str, str, str], required: bool = True) -> BankItem:
    """One of several options, each (id, label, English)."""
    return _choice(Item(name, ItemType.SINGLE, text, required=required), english, options)


def multiple(name: str, text: str, english: str, *options: tuple[str, str, str], none: str = "") -> BankItem:
    """Any of several options; the one with id `none` stands alone."""
    return _choice(Item(name, ItemType.MULTIPLE, text), english, options, none)


def ranking(name: str, text: str, english: str, *options: tuple[str, str, str]) -> BankItem:
    """Options to be put in order."""
    return _choice(Item(name, ItemType.RANKING, text, required=False), english, options)


def number(
    name: str, text: str, english: str, *, low: int, high: int, unit: tuple[str, str], bands: tuple[int, ...]
) -> BankItem:
    """A whole number from `low` to `high` in `unit` (and its English), published in bands that part at `bands`."""
    item = Item(name, ItemType.NUMBER, text, required=False, low=low, high=high, unit=unit[0], bands=bands)
    return BankItem(item, {"": english, ".unit": unit[1]})


def words(name: str, text: str, english: str) -> BankItem:
    """An open question, always with the warning what gives people away."""
    item = Item(name, ItemType.TEXT, text, required=False, help=NO_NAME)
    return BankItem(item, {"": english, ".help": NO_NAME_ENGLISH})


def statement(name: str, text: str, english: str) -> BankItem:
    """A text between the questions."""
    return BankItem(Item(name, ItemType.STATEMENT, text, required=False), {"": english})


def together(stem: str, english: str, *items: BankItem) -> tuple[BankItem, ...]:
    """Five-point items under one stem: a table on a desk."""
    return tuple(BankItem(replace(each.item, stem=stem), {**each.english, ".stem": english}) for each in items)


def only_if(earlier: BankItem, values: tuple[str, ...], *items: BankItem) -> tuple[BankItem, ...]:
    """Items shown when an earlier single or multiple item was answered by one of `values`."""
    rule = ShowIf(earlier.item.id, values)
    return tuple(BankItem(replace(each.item, show_if=rule), each.english) for each in items)


def questionnaire(
    name: str,
    title: str,
    english_title: str,
    *,
    about: str,
    intro: str,
    english_intro: str,
    parts: tuple[Part, ...],
    segments: tuple[str, ...] = (),
) -> Questionnaire:
    """The parts in order, as a definition with its English."""
    placed = tuple(_placed(parts))
    english = {"title": english_title, "intro": english_intro}
    for each in placed:
        english |= {each.item.id + key: text for key, text in each.english.items()}
    english |= {f"dimension.{each.id}": each.english for each in parts if each.scored}
    english |= {f"section.{each.items[0].item.id}": each.english for each in parts if each.label}
    return Questionnaire(
        id=name,
        about=about,
        definition=Definition(
            title=title,
            intro=intro,
            items=tuple(each.item for each in placed),
            dimensions=tuple(Dimension(each.id, each.label) for each in parts if each.scored),
            sections=tuple((each.items[0].item.id, each.label) for each in parts if each.label),
            segments=segments,
            translations={"en": english},
        ),
    )


def _placed(parts: tuple[Part, ...]) -> Iterator[BankItem]:
    for each in parts:
        for one in each.items:
            scored = each.scored and bool(one.item.points)
            yield replace(one, item=replace(one.item, dimension=each.id if scored else ""))


def _choice(item: Item, english: str, options: tuple[tuple[str, str, str], ...], none: str = "") -> BankItem:
    chosen = tuple(Option(name, label, exclusive=name == none) for name, label, _english in options)
    words_of = {f".{name}": translated for name, _label, translated in options}
    return BankItem(replace(item, options=chosen), {"": english, **words_of})
