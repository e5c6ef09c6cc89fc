"""How long answering a questionnaire takes, so that the first page can promise it. Pure."""

from __future__ import annotations

import math

from surveys.items import Definition, Item, ItemType

# Seconds for reading and answering one item on a phone; a row of a table is quicker than a question of its own.
SECONDS = {
    ItemType.AGREEMENT: 8,
    ItemType.SATISFACTION: 8,
    ItemType.TEN: 9,
    ItemType.SINGLE: 7,
    ItemType.MULTIPLE: 14,
    ItemType.RANKING: 30,
    ItemType.NUMBER: 10,
    ItemType.DATE: 12,
    ItemType.SHORT: 15,
    ItemType.TEXT: 25,
    ItemType.STATEMENT: 5,
}
ROW_SECONDS = 6
#: The first page: what is asked and why, and choosing the unit.
FIRST_PAGE_SECONDS = 25


def seconds(item: Item) -> int:
    """How long one item takes."""
    return ROW_SECONDS if item.stem and item.points else SECONDS[item.type]


def minutes(definition: Definition) -> int:
    """Whole minutes for the whole questionnaire, rounded up: nobody is promised less than it takes."""
    return math.ceil((FIRST_PAGE_SECONDS + sum(map(seconds, definition.items))) / 60)
