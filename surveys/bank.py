"""The item bank: every question ever asked, under an id that stays, so that the same question makes a trend. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from surveys import length
from surveys.items import Definition, Item

#: Ids of questions an officer wrote; the built-in ones begin with the name of their dimension.
OWN = "own_"
ENGLISH = "en"


@dataclass(frozen=True)
class BankItem:
    """A question with its English: "" is the question itself, ".help", ".stem", ".unit", ".<option>" its other texts."""

    item: Item
    english: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire one can make a survey of."""

    id: str
    about: str
    definition: Definition

    @property
    def title(self) -> str:
        """What it is called."""
        return self.definition.title

    @property
    def minutes(self) -> int:
        """How long answering takes."""
        return length.minutes(self.definition)


@dataclass(frozen=True)
class Offered:
    """A question of the bank and where it comes from: the title and the heading it stood under."""

    question: BankItem
    title: str
    heading: str


def gather(definitions: Iterable[Definition]) -> dict[str, Offered]:
    """Every question of `definitions` by id, in order; the first that asks it gives its words."""
    found: dict[str, Offered] = {}
    for definition in definitions:
        headings, heading = dict(definition.sections), ""
        for item in definition.items:
            heading = headings.get(item.id, heading)
            found.setdefault(item.id, Offered(taken_out(definition, item), definition.title, heading))
    return found


def taken_out(definition: Definition, item: Item) -> BankItem:
    """An item of a definition with its English, tied to nothing else there."""
    texts = definition.translations.get(ENGLISH, {})
    keys = ["", ".help", ".stem", ".unit", *(f".{option.id}" for option in item.options)]
    english = {key: texts[item.id + key] for key in keys if item.id + key in texts}
    return BankItem(replace(item, dimension="", show_if=None), english)


def new_id(taken: Iterable[str], draw: Callable[[], str]) -> str:
    """An id for a question that was never asked before; `draw` gives random letters."""
    used = set(taken)
    while (name := OWN + draw()) in used:
        pass
    return name
