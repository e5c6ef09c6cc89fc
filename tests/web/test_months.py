"""An address asks for a month that has begun."""

from __future__ import annotations

from datetime import date

import pytest

from web import months

NOVEMBER = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-10", date(2026, 10, 1)),
        ("2027-03", NOVEMBER),
        ("x", NOVEMBER),
        (None, NOVEMBER),
        ("2026-13", NOVEMBER),
        ("0001-01", months.EARLIEST),
    ],
)
def test_an_address_asks_for_a_month_that_has_begun(asked: str | None, expected: date) -> None:
    assert months.asked(asked, date(2026, 11, 24)) == expected
