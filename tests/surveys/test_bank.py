"""The item bank: one question, one id, wherever it is asked."""

from __future__ import annotations

from surveys import bank
from surveys.items import ItemType
from surveys.questionnaires import BUILT_IN


def test_the_bank_holds_every_question_once_with_where_it_comes_from() -> None:
    found = bank.gather(each.definition for each in BUILT_IN.values())
    assert len(found) == len({item.id for each in BUILT_IN.values() for item in each.definition.items})
    assert found["pay_1"].title == "员工幸福指数调查"
    assert found["pay_1"].heading == "薪酬待遇与收入增长"
    assert found["mood_1"].title == "思想动态"
    assert next(iter(found)) == "pay_1"


def test_a_question_taken_out_keeps_its_english_and_is_tied_to_nothing() -> None:
    aid = BUILT_IN["aid"].definition
    item = next(item for item in aid.items if item.show_if is not None)
    taken = bank.taken_out(aid, item)
    assert taken.item.show_if is None
    assert taken.item.dimension == ""
    assert taken.english == {"": "Help came in time."}
    choice = next(item for item in aid.items if item.type is ItemType.MULTIPLE)
    assert bank.taken_out(aid, choice).english[".winter"] == "Warmth in winter"


def test_a_new_id_is_never_one_that_was_used() -> None:
    drawn = iter(["aaaa", "aaaa", "bbbb"])
    assert bank.new_id(["own_aaaa", "pay_1"], lambda: next(drawn)) == "own_bbbb"
