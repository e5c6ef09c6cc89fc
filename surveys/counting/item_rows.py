"""How the whole enterprise answered one item, as a row of the release: every type under disclosure control. Pure."""

from __future__ import annotations

import math

from figures import disclosure, intervals
from surveys.counting import bands, scoring
from surveys.counting.release import ItemRow
from surveys.counting.tally import UnitTally, place_key
from surveys.items import FIVE_POINT, Item, ItemType

MEAN_DIGITS = 2


def row(item: Item, everyone: UnitTally, floor: int) -> ItemRow:
    """The row of one item that is no text."""
    if item.type is ItemType.RANKING:
        return _ranking(item, everyone, floor)
    if item.type is ItemType.NUMBER and not item.bands:
        return _number(item, everyone, floor)
    return _distribution(item, everyone, floor)


def _distribution(item: Item, everyone: UnitTally, floor: int) -> ItemRow:
    counts = everyone.items.get(item.id, {})
    labels, numbers = _options(item, everyone, floor)
    if item.type is ItemType.MULTIPLE:
        shown = disclosure.ticked(numbers, everyone.ticking.get(item.id, 0), floor)
    else:
        shown = disclosure.distribution(numbers, floor)
    open_ = shown.kind == "shares"
    good, answers = scoring.favourable(item, counts) if item.type in FIVE_POINT else (0, 0)
    interval = intervals.wilson(good, answers) if open_ and answers else None
    return ItemRow(
        id=item.id,
        text=item.text,
        type=item.type.value,
        dimension=item.dimension,
        options=labels if open_ or item.type is not ItemType.DATE else (),
        kind=shown.kind,
        percents=shown.percents,
        words=shown.words,
        mean=scoring.rounded(scoring.mean_of(counts)) if open_ and item.type is ItemType.TEN else None,
        favourable=round(100 * good / answers) if interval else None,
        low=round(100 * interval[0]) if interval else None,
        high=round(100 * interval[1]) if interval else None,
        stem=item.stem,
    )


def _options(item: Item, everyone: UnitTally, floor: int) -> tuple[tuple[str, ...], list[int]]:
    """Labels, and how many chose each."""
    counts = everyone.items.get(item.id, {})
    if item.type in FIVE_POINT:
        return item.points, [counts.get(point, 0) for point in range(1, 6)]
    if item.type is ItemType.TEN:
        return tuple(str(point) for point in range(11)), [counts.get(point, 0) for point in range(11)]
    if item.type is ItemType.NUMBER:
        return bands.of_numbers(item, {value: n for value, n in counts.items() if isinstance(value, int)})
    if item.type is ItemType.DATE:
        return bands.of_dates({str(day): n for day, n in counts.items()}, floor)
    return tuple(option.label for option in item.choices), [counts.get(option.id, 0) for option in item.choices]


def _ranking(item: Item, everyone: UnitTally, floor: int) -> ItemRow:
    """Mean place of each option and the share that put it first; in words where nearly all gave one option a place."""
    counts = everyone.items.get(item.id, {})
    every = range(1, len(item.options) + 1)
    places = [[counts.get(place_key(option.id, place), 0) for place in every] for option in item.options]
    firsts = [each[0] for each in places]
    shown = disclosure.distribution(firsts, floor)
    if shown.kind == "shares" and any(disclosure.is_concentrated(each) for each in places):
        shown = disclosure.Distribution("band", words=disclosure.CONCENTRATED_WORDS)
    means = (
        tuple(round(sum(place * n for place, n in zip(every, each, strict=True)) / sum(firsts), 1) for each in places)
        if shown.kind == "shares"
        else ()
    )
    return ItemRow(
        id=item.id,
        text=item.text,
        type=item.type.value,
        dimension=item.dimension,
        options=tuple(option.label for option in item.options),
        kind=shown.kind,
        percents=shown.percents,
        words=shown.words,
        mean=None,
        favourable=None,
        low=None,
        high=None,
        places=means,
    )


def _number(item: Item, everyone: UnitTally, floor: int) -> ItemRow:
    """The mean to two significant digits, or words in its place."""
    counts = {value: n for value, n in everyone.items.get(item.id, {}).items() if isinstance(value, int)}
    told = disclosure.may_tell_mean(counts, floor)
    few = sum(counts.values()) < floor
    words = disclosure.HIDDEN_WORDS if few else disclosure.TELLING_MEAN_WORDS
    return ItemRow(
        id=item.id,
        text=item.text,
        type=item.type.value,
        dimension=item.dimension,
        options=(),
        kind="mean" if told else "band",
        percents=(),
        words="" if told else words,
        mean=_significant(scoring.mean_of(everyone.items[item.id]) or 0.0) if told else None,
        favourable=None,
        low=None,
        high=None,
        unit=item.unit,
    )


def _significant(value: float) -> float:
    """Two significant digits, and never more than one decimal."""
    if not value:
        return 0.0
    return round(value, min(1, MEAN_DIGITS - 1 - math.floor(math.log10(abs(value)))))
