"""The account of slips tells no more of a unit than the release does."""

from __future__ import annotations

from surveys.counting import slip_account
from surveys.counting.release import Cell, GroupRow, SlipRow


def _group(number: int, *, shown: bool) -> GroupRow:
    return GroupRow(number, 0, f"单位{number}", 1, (), 30, shown, 20 if shown else None, None, Cell(None), ())


def test_neither_how_many_a_hidden_unit_used_nor_how_many_were_left_is_told() -> None:
    groups = [_group(0, shown=True), _group(1, shown=True), _group(2, shown=False)]
    rows = slip_account.rows(groups, issued={1: 30, 2: 8}, used={1: 20, 2: 3}, signed_off={1: 10, 2: 5})
    assert rows == (SlipRow("单位1", 30, 20, 10), SlipRow("单位2", 8, None, None))


def test_without_slips_there_is_no_account() -> None:
    assert slip_account.rows([_group(1, shown=True)], issued={}, used={}, signed_off={}) == ()
