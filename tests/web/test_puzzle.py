"""A puzzle costs a device a moment and a flood its machine; whoever has no script does a sum; nothing is stored."""

from __future__ import annotations

import hashlib
import itertools

import pytest
from flask import Flask

from web import puzzle

CODE = "K7QM2X9D4T5VA1B8"


def work(code: str) -> str:
    """What a device works out."""
    return next(str(number) for number in itertools.count() if puzzle.is_worked(code, str(number)))


def test_the_work_is_bound_to_the_code_it_was_done_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(puzzle, "BITS", 10)
    proof = work(CODE)
    assert int(hashlib.sha256(f"{CODE}:{proof}".encode()).hexdigest()[:8], 16) < 2**22
    others = [CODE[:-1] + last for last in "0123456789ABCDEFGHJK"]
    assert sum(puzzle.is_worked(other, proof) for other in others) <= 2


@pytest.mark.parametrize("forged", ["", "0", "-1", "１２", "1e9", "9" * 40, "abc", " 1"])
def test_what_is_no_proof_is_none(forged: str) -> None:
    assert not puzzle.is_worked(CODE, forged)


def test_the_sum_is_asked_in_words_and_taken_however_it_is_typed(app: Flask) -> None:
    with app.test_request_context():
        asked = puzzle.question(CODE)
        words = {word: value for value, word in enumerate("零一二三四五六七八九")}
        one, other = (words[each] for each in asked if each in words)
        right = one + other
        assert 4 <= right <= 18
        wide = "".join(chr(ord(each) - 48 + 0xFF10) for each in str(right))
        for typed in (str(right), f" {right} ", wide):
            assert puzzle.is_answered(CODE, typed)
        for typed in ("", str(right + 1), "x", "0" + str(right)):
            assert not puzzle.is_answered(CODE, typed)


@pytest.mark.parametrize("total", range(4, 19))
def test_the_sum_may_be_said_in_chinese(total: int) -> None:
    said = puzzle._chinese(total)
    assert said[-1] in "零一二三四五六七八九十"
    assert len(said) == (1 if total <= 10 else 2)


def test_sums_of_one_code_are_guessed_a_few_times_only(app: Flask) -> None:
    with app.test_request_context():
        right = next(str(value) for value in range(4, 19) if puzzle.is_answered(CODE, str(value)))
        assert not any(puzzle.passes(CODE, "", "99") for _try in range(5))
        assert not puzzle.passes(CODE, "", right)
        assert not puzzle.passes("A" * 16, "", "")
