"""What a release tells of tickets drawn: enough to see stuffing, too little to see who answered."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from surveys.counting import drawing_account
from surveys.counting.release import DrawnRow


@dataclass
class _Group:
    id: int
    name: str


def test_each_unit_with_invited_people_has_its_row_in_the_order_of_the_release() -> None:
    groups = [_Group(0, "集团"), _Group(1, "一车间"), _Group(2, "机关")]
    rows = drawing_account.rows(groups, invited={2: 11, 1: 30}, drawn={1: 29})  # type: ignore[arg-type]

    assert rows == (DrawnRow("一车间", 30, 90), DrawnRow("机关", 11, 0))


@pytest.mark.parametrize(("drawn", "band"), [(0, 0), (2, 0), (3, 10), (29, 90), (30, 100)])
def test_how_many_drew_is_told_in_steps_of_ten_percent(drawn: int, band: int) -> None:
    (row,) = drawing_account.rows([_Group(1, "一车间")], invited={1: 30}, drawn={1: drawn})  # type: ignore[list-item]

    assert row.percent == band
    assert drawing_account.words(band) == ("100%" if band == 100 else f"{band}–{band + 9}%")
