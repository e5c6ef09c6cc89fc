"""What points at a person is found, and what is masked is gone."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import masking
from figures.masking import KINDS, MASK, Mark, joined, marks, masked, pieces, proposals, says_nothing, spans_of
from tests.figures.comment_corpus import LABELLED, NAMES, ORDINARY, UNITS

CHINESE = st.text(
    st.sampled_from("食堂的热饭班车太晚工资夜水井口同志王李张主任，。！？ 0123456789AX-@\n某老小"), max_size=60
)
SPACED = st.lists(st.sampled_from(["希望", "，", "。", " ", "热水", "（", "要改", "：", "\n"]), max_size=6).map("".join)


def _labels(text: str) -> tuple[str, list[masking.Span]]:
    """The text without brackets, and the spans that stood in them."""
    plain, spans = "", []
    for piece in re.split(r"(⟦[^⟧]*⟧)", text):
        if piece.startswith("⟦"):
            spans.append((len(plain), len(plain) + len(piece) - 2))
            piece = piece[1:-1]
        plain += piece
    return plain, spans


@pytest.mark.parametrize("labelled", LABELLED)
def test_whatever_points_at_a_person_in_the_corpus_is_masked_whole(labelled: str) -> None:
    text, spans = _labels(labelled)
    found = [mark for mark in marks(text, names=NAMES, units=UNITS) if mark.proposed]
    for start, end in spans:
        assert any(mark.start <= start and end <= mark.end for mark in found), (text[start:end], found)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_comment_is_left_as_it_is(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in marks(text, names=NAMES, units=UNITS) if mark.proposed] == []


def test_one_endless_word_keeps_nobody_waiting() -> None:
    """A petition holds 100,000 letters; read once for each of them, they kept the server busy for more than a minute."""
    began = time.process_time()
    assert marks("a1-." * 5_000) == ()
    assert time.process_time() - began < 1.5


def test_a_name_the_system_knows_is_found_also_by_its_given_name() -> None:
    text = "建国说了，周建国在场。"
    assert [mark.kind for mark in marks(text, names=["周建国"])] == ["name", "name"]


def test_whoever_is_named_once_with_a_title_is_masked_everywhere() -> None:
    text = "贺兰山师傅好。贺兰山师傅真好。"
    assert masked(text, [(mark.start, mark.end) for mark in marks(text)]) == f"{MASK}好。{MASK}真好。"


def test_the_name_of_a_unit_is_shown_and_not_proposed() -> None:
    (mark,) = marks("一车间的职工都说好", units=UNITS)
    assert mark.kind == "unit"
    assert not mark.proposed


@given(SPACED, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), SPACED)
def test_a_mobile_number_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    text = before + number + after
    assert number not in masked(text, [(mark.start, mark.end) for mark in marks(text)])


@given(SPACED, st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), SPACED)
def test_an_identity_number_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    text = before + number + after
    assert number[:-1] not in masked(text, [(mark.start, mark.end) for mark in marks(text)])


@given(CHINESE)
def test_marks_are_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    found = marks(text, names=NAMES, units=UNITS)
    assert all(mark.kind in KINDS and 0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@given(CHINESE)
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _mark in pieces(text, marks(text))) == text


@given(CHINESE, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_nothing_inside_a_masked_span_is_left(text: str, wild: list[tuple[int, int]]) -> None:
    spans = [(start, end) for start, end in wild if start < end <= len(text)]
    left = masked(text, spans)
    outside = "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans))
    assert left.replace(MASK, "") == outside
    assert left.count(MASK) == len(joined(text, spans))


@given(CHINESE, st.lists(st.text("食堂夜班0", min_size=1, max_size=3), max_size=3))
def test_a_word_that_is_masked_stands_nowhere_any_more(text: str, words: list[str]) -> None:
    left = masked(text, spans_of(text, words))
    assert not any(word in part for part in left.split(MASK) for word in words)


def test_the_mask_tells_no_length() -> None:
    assert masked("张伟说", [(0, 2)]) == masked("欧阳青禾说", [(0, 4)])


def test_a_span_outside_the_text_is_refused() -> None:
    for span in ((-1, 2), (2, 9), (2, 2), (3, 1)):
        with pytest.raises(ValueError):
            masked("四个字了", [span])


def test_what_an_officer_decided_is_what_the_page_shows_again() -> None:
    found = (Mark(0, 3, "name"), Mark(6, 9, "unit"))
    assert proposals(found, None) == [(found[0], True), (found[1], False)]
    again = proposals(found, [(0, 4), (10, 12)])
    assert again == [(Mark(0, 4, "name"), True), (found[1], False), (Mark(10, 12, "hand"), True)]


def test_texts_that_say_nothing_are_told_from_short_ones() -> None:
    assert all(says_nothing(text) for text in ("无", "没有", "没有意见。", "暂无", "…", "没有什么建议", "  "))
    assert not any(says_nothing(text) for text in ("好", "没有热饭", "无人管", "没水"))
