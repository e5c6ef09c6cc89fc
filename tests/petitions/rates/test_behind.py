"""The cases behind a figure: what does not count first, a page at a time, and only for who may know of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from petitions.models import Exclusion
from petitions.rates import behind
from petitions.rates.behind import Asked, Behind, Counting
from petitions.rates.figure import Picked
from tests.petitions.rates.conftest import case
from web import paging

NOVEMBER = date(2026, 11, 1)
CASES = [case(id=number) for number in range(1, 6)]


def test_what_does_not_count_comes_first_and_each_choice_says_how_many() -> None:
    found = Behind.of(Picked(CASES[:2], CASES, CASES[4:]))
    assert [*found.ids()] == [3, 4, 5, 1, 2]
    assert [(counting, count) for counting, _label, count in found.choices] == [
        (None, 5),
        (Counting.NOT, 2),
        (Counting.HALF, 1),
        (Counting.WHOLE, 2),
    ]


def test_a_plain_count_has_no_part() -> None:
    found = Behind.of(Picked(CASES, CASES))
    assert (found.is_rate, found.choices, [*found.ids()]) == (False, [], [1, 2, 3, 4, 5])


def test_a_page_holds_so_many_and_the_last_one_the_rest(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAGE", 2)
    filed = [casework.file()[0].id for _number in range(3)]
    facts = [case(id=each) for each in filed]
    found, who = Behind.of(Picked(facts[:1], facts)), casework.enterprise.people["officer"]

    def shown(page: int, counting: Counting | None = None) -> list[tuple[int, Counting]]:
        asked = Asked(NOVEMBER, counting, page)
        return [(line.id, line.counting) for line in behind.page(casework.session, who, found, asked).lines]

    first, second, third = filed
    assert shown(1) == [(second, Counting.NOT), (third, Counting.NOT)]
    assert shown(2) == shown(99) == shown(1, Counting.WHOLE) == [(first, Counting.WHOLE)]
    casework.session.add(Exclusion(petition_id=third, account_id=who.id))
    casework.session.flush()
    assert shown(1) == [(second, Counting.NOT)]
