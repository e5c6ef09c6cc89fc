"""Bands: every number and every day falls into one, and the ends point at nobody."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from surveys.counting import bands
from surveys.items import Item, ItemType

YEARS = Item("n", ItemType.NUMBER, "工龄", unit="年", bands=(5, 10, 11))


def test_numbers_fall_between_the_declared_bounds() -> None:
    assert bands.of_numbers(YEARS, {0: 1, 4: 2, 5: 4, 9: 8, 10: 16, 11: 32, 40: 64}) == (
        ("<5年", "5–9年", "10年", "≥11年"),
        [3, 12, 16, 96],
    )


def test_days_of_one_year_are_told_by_month_and_small_ends_are_open() -> None:
    counts = {"2026-02-01": 1, "2026-03-09": 4, "2026-04-30": 6, "2026-06-01": 6, "2026-07-31": 2}
    assert bands.of_dates(counts, 5) == (("≤2026-03", "2026-04", "2026-05", "≥2026-06"), [5, 6, 0, 8])


def test_days_of_many_years_are_told_by_years() -> None:
    assert bands.of_dates({"2019-12-31": 5, "2021-01-01": 5}, 5) == (("2019", "2020", "2021"), [5, 0, 5])
    labels, numbers = bands.of_dates({"1983-05-01": 1, "1994-01-01": 6, "2026-11-01": 7}, 5)
    assert labels[0] == "≤1994"
    assert labels[-1] == "2025–2029"
    assert (numbers[0], numbers[-1]) == (7, 7)


def test_too_few_days_are_one_band() -> None:
    assert bands.of_dates({"2026-02-01": 2, "2026-05-01": 2}, 5) == (("2026-02 – 2026-05",), [4])
    assert bands.of_dates({}, 5) == ((), [])


@given(st.dictionaries(st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str), st.integers(1, 9), min_size=1))
def test_every_day_is_in_one_of_a_dozen_bands_whose_ends_are_no_single_person(counts: dict[str, int]) -> None:
    labels, numbers = bands.of_dates(counts, 5)
    assert len(labels) == len(numbers) <= bands.MOST_DATE_BANDS
    assert sum(numbers) == sum(counts.values())
    assert len(numbers) == 1 or min(numbers[0], numbers[-1]) >= 5
