"""How long answering takes."""

from __future__ import annotations

from dataclasses import replace

from surveys import length
from surveys.items import Definition, Item, ItemType
from surveys.questionnaires.wellbeing import WELLBEING


def test_every_kind_of_item_takes_some_time() -> None:
    assert all(length.seconds(Item("a", kind, "问")) > 0 for kind in ItemType)


def test_minutes_are_rounded_up_and_grow_with_every_item() -> None:
    empty = Definition("问卷", "", (), ())
    assert length.minutes(empty) == 1
    counts = [length.minutes(replace(empty, items=WELLBEING.definition.items[:n])) for n in range(40)]
    assert counts == sorted(counts)
    assert counts[-1] == 6


def test_a_row_of_a_table_is_quicker_than_a_question_of_its_own() -> None:
    row = Item("a", ItemType.AGREEMENT, "劳动改革", stem="我支持")
    assert length.seconds(row) < length.seconds(replace(row, stem=""))
