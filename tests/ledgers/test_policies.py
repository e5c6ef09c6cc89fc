"""An answer is given only while it is public and holds."""

from __future__ import annotations

from datetime import date

import pytest

from ledgers.policies import DRAFT, ENDED, IN_FORCE, is_valid

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("state", "today", "holds"),
    [
        (IN_FORCE, FIRST, True),
        (IN_FORCE, LAST, True),
        (IN_FORCE, date(2025, 12, 31), False),
        (IN_FORCE, date(2027, 1, 1), False),
        (DRAFT, FIRST, False),
        (ENDED, FIRST, False),
    ],
)
def test_it_holds_from_its_first_to_its_last_day_once_it_is_public(state: str, today: date, holds: bool) -> None:
    assert is_valid(state, FIRST, LAST, today) is holds


def test_without_a_last_day_it_holds_until_it_is_withdrawn() -> None:
    assert is_valid(IN_FORCE, FIRST, None, date(2050, 1, 1))
