"""Texts leave the ballots without unit and order, and come into a release only masked and in company."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from surveys.items import Definition, Item, ItemType, ReportingUnit
from surveys.review.comments import Comment, Decision, Gathering, ReleasedComments, questions, released, withheld

ITEMS = (
    Item("pay", ItemType.AGREEMENT, "收入公道"),
    Item("keep", ItemType.TEXT, "坚持什么？"),
    Item("change", ItemType.TEXT, "改什么？"),
)
DEFINITION = Definition("问卷", "", ITEMS, (), (ReportingUnit(1, None, "公司", 100, True),))


def gathered(texts: list[str]) -> list[tuple[str, str]]:
    gathering = Gathering(DEFINITION)
    ballots = [(1, {"pay": 3, "keep": text}) for text in texts]
    assert list(gathering.passing(ballots)) == ballots
    return gathering.shuffled()


def reviewed(texts: list[str], **decided: object) -> list[Comment]:
    decision = Decision(**{"verdict": "keep", **decided})  # type: ignore[arg-type]
    return [Comment(number, "keep", text, decision) for number, text in enumerate(texts)]


def test_nobody_reads_what_fewer_than_ten_wrote() -> None:
    assert gathered([f"第{number}条" for number in range(9)]) == []
    assert len(gathered([f"第{number}条" for number in range(10)])) == 10


def test_texts_that_say_nothing_do_not_help_over_the_floor() -> None:
    assert gathered([*(["无"] * 20), *(f"第{number}条" for number in range(9))]) == []


@given(st.permutations([f"第{number}条" for number in range(12)]))
def test_every_text_is_gathered_and_its_place_is_lost(texts: list[str]) -> None:
    assert sorted(text for _key, text in gathered(texts)) == sorted(texts)


def test_the_order_of_ballots_is_not_the_order_of_texts() -> None:
    texts = [f"第{number}条" for number in range(200)]
    assert [text for _key, text in gathered(texts)] != texts


def test_a_release_holds_the_kept_texts_masked_and_nothing_of_the_dropped() -> None:
    kept = reviewed([f"张伟班长第{number}次不发热饭" for number in range(12)], spans=((0, 4),))
    dropped = reviewed(["李强收了钱"], verdict="drop", reason="accusation")
    told = released(DEFINITION, [*kept, *dropped])
    written = json.dumps(asdict(told), ensure_ascii=False)
    assert "张伟" not in written
    assert "李强" not in written
    assert told.items[0].received == 13
    assert len(told.items[0].texts) == 12


def test_a_question_with_fewer_than_ten_kept_texts_is_named_and_not_shown() -> None:
    told = released(DEFINITION, [*reviewed(["班车太晚"] * 9), *reviewed(["骂人"] * 5, verdict="drop", reason="abuse")])
    assert told.items == ()
    assert told.too_few == ("坚持什么？", "改什么？")


def test_a_text_nobody_decided_about_is_never_published() -> None:
    waiting = [Comment(number, "keep", "原文", None) for number in range(20)]
    assert released(DEFINITION, waiting).items == ()


def test_no_text_of_a_release_carries_a_unit_or_an_id() -> None:
    told = released(DEFINITION, reviewed(["班车太晚"] * 12))
    assert set(asdict(told.items[0])) == {"id", "question", "received", "texts", "themes"}
    assert all(isinstance(text, str) for text in told.items[0].texts)


def test_a_release_comes_back_the_same_through_json() -> None:
    told = released(DEFINITION, reviewed(["班车太晚，食堂没热饭"] * 12, quote=True))
    assert told.items[0].themes
    assert ReleasedComments.from_json(json.loads(json.dumps(asdict(told)))) == told
    assert ReleasedComments.from_json(None) is None


def test_a_decision_comes_back_the_same_through_json() -> None:
    decision = Decision("drop", ((1, 2), (4, 9)), "abuse")
    assert Decision.from_json(json.loads(json.dumps(decision.to_json()))) == decision


def test_withholding_everything_is_said() -> None:
    assert withheld(DEFINITION).withheld
    assert not withheld(Definition("问卷", "", ITEMS[:1], ())).withheld


def test_only_questions_answered_in_words_have_texts() -> None:
    assert questions(DEFINITION) == {"keep": "坚持什么？", "change": "改什么？"}
