"""A review says how to go on, and the last one that it ends."""

from __future__ import annotations

from petitions.letters.catalogue import LetterKind
from tests.petitions.letter_cases import ANSWERED
from tests.petitions.letters.test_texts import words


def test_a_review_says_how_to_go_on_and_a_rereview_that_it_ends() -> None:
    assert "请求复核" in words(LetterKind.REVIEW, ANSWERED)
    final = words(LetterKind.REREVIEW, ANSWERED)
    assert "变更原意见。" in final
    assert "不再受理" in final
