"""Numbers and dates of respondents put into bands, because none is ever told exactly. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from surveys.items import Item

MOST_DATE_BANDS = 12
#: Widths of date bands in months: a month, a year, five, ten and fifty years.
DATE_WIDTHS = (1, 12, 60, 120, 600)
MONTHS = 12


def of_numbers(item: Item, counts: Mapping[int, int]) -> tuple[tuple[str, ...], list[int]]:
    """(labels, how many in each) for the bands an item declares: below the first bound, between, from the last on."""
    bounds = sorted(set(item.bands))
    numbers = [0] * (len(bounds) + 1)
    for value, count in counts.items():
        numbers[bisect_right(bounds, value)] += count
    inner = [
        f"{low}{item.unit}" if high - low == 1 else f"{low}–{high - 1}{item.unit}" for low, high in pairwise(bounds)
    ]
    return (f"<{bounds[0]}{item.unit}", *inner, f"≥{bounds[-1]}{item.unit}"), numbers


def of_dates(counts: Mapping[str, int], k: int) -> tuple[tuple[str, ...], list[int]]:
    """(labels, how many in each) for days in ISO form: by month, or by years where that would be over twelve bands.

    The bands at both ends grow until they hold `k`, so that the first and the last day of all point at nobody.
    """
    months: dict[int, int] = {}
    for day, count in counts.items():
        month = int(day[:4]) * MONTHS + int(day[5:7]) - 1
        months[month] = months.get(month, 0) + count
    if not months:
        return (), []
    first, last = min(months), max(months)
    width = next((each for each in DATE_WIDTHS if last // each - first // each < MOST_DATE_BANDS), DATE_WIDTHS[-1])
    starts = [number * width for number in range(first // width, last // width + 1)]
    numbers = [sum(months.get(start + step, 0) for step in range(width)) for start in starts]
    return _with_open_ends([_label(start, width) for start in starts], numbers, k)


def _with_open_ends(labels: list[str], numbers: list[int], k: int) -> tuple[tuple[str, ...], list[int]]:
    low, high = 0, len(numbers) - 1
    while low < high and sum(numbers[: low + 1]) < k:
        low += 1
    while high > low and sum(numbers[high:]) < k:
        high -= 1
    if low == high:
        return (f"{labels[0]} – {labels[-1]}",) if len(labels) > 1 else tuple(labels), [sum(numbers)]
    start = f"≤{labels[low].split('–')[-1]}" if low else labels[0]
    end = f"≥{labels[high].split('–')[0]}" if high < len(labels) - 1 else labels[-1]
    inside = range(low + 1, high)
    return (
        (start, *(labels[number] for number in inside), end),
        [sum(numbers[: low + 1]), *(numbers[number] for number in inside), sum(numbers[high:])],
    )


def _label(start: int, width: int) -> str:
    """ "2026-03", "2026" or "2021–2025"."""
    year = start // MONTHS
    if width < MONTHS:
        return f"{year}-{start % MONTHS + 1:02}"
    return str(year) if width == MONTHS else f"{year}–{year + width // MONTHS - 1}"
