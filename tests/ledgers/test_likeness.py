"""A question finds its answer however it is put, a story finds it by the words in it, and nonsense finds nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import likeness
from ledgers.likeness import Document, clues, pairs, rank

DOCUMENTS = (
    Document(1, "夜班津贴怎么算", "夜班费、零点班", "零点班每班 15 元，随当月工资发。"),
    Document(2, "带薪年休假有几天", "年休假、年假", "工作满一年五天，满十年十天，满二十年十五天。"),
    Document(3, "工伤后多久申请认定", "工伤、工伤认定", "单位三十日内申请，本人一年内可以申请。"),
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("夜班津贴", 1),
        ("夜班津贴是怎么算的？", 1),
        ("夜班费多少", 1),
        ("请问年假有几天", 2),
        ("年休假", 2),
        ("工伤认定期限", 3),
        ("满二十年", 2),
        ("１５ 元", 1),
    ],
)
def test_a_question_finds_its_answer(question: str, first: int) -> None:
    assert rank(question, DOCUMENTS)[0] == first


def test_a_story_finds_answers_by_the_words_people_use() -> None:
    story = "我在综采队上了三年班，上个月十二个零点班，工资条上夜班费少了六十块，问了队里说月底再看，一直没有结果。"
    assert rank(story, DOCUMENTS) == [1]


@pytest.mark.parametrize("question", ["", "  ", "？！", "的了吗", "量子力学", "abc"])
def test_what_fits_nothing_finds_nothing(question: str) -> None:
    assert rank(question, DOCUMENTS) == []


def test_filler_words_are_not_compared() -> None:
    assert pairs("请问夜班津贴怎么算") == pairs("夜班津贴")


@given(st.text(max_size=60))
def test_whatever_is_asked_gets_known_answers_once_each(question: str) -> None:
    found = rank(question, DOCUMENTS)
    assert len(set(found)) == len(found)
    assert set(found) <= {1, 2, 3}


@given(st.sampled_from(DOCUMENTS))
def test_a_question_asked_in_its_own_words_finds_itself_first(document: Document) -> None:
    assert rank(document.title, DOCUMENTS)[0] == document.id


def test_the_clues_a_device_looks_for_are_the_ones_that_a_story_is_found_by() -> None:
    found = clues(DOCUMENTS[0])
    assert found.keywords == ("夜班费", "零点班")
    assert set(found.pairs) == pairs(DOCUMENTS[0].title)


def test_two_texts_share_nothing_something_or_everything() -> None:
    one, other = likeness.pairs("夜班津贴没有发"), likeness.pairs("食堂太贵")

    assert likeness.shared(one, one) == 1.0
    assert likeness.shared(one, other) == 0.0
    assert 0.5 < likeness.shared(one, likeness.pairs("夜班津贴少发")) < 1.0
    assert likeness.shared(frozenset(), frozenset()) == 0.0
