"""A slip's code forgives what people do to it, notices every slip of the finger, and is not stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.ballot_box import slip_codes
from surveys.ballot_box.slip_codes import MistypedCode
from web import crockford

KEY = bytes(range(32))
codes = st.builds(slip_codes.mint)


@given(codes)
def test_what_is_printed_can_be_typed_back(code: str) -> None:
    assert len(code) == 12
    assert slip_codes.read(crockford.grouped(code).lower()) == code
    assert slip_codes.read(" ".join(code).replace("0", "O").replace("1", "l")) == code


@given(codes, st.integers(0, 11), st.sampled_from(crockford.ALPHABET))
def test_one_wrong_character_is_always_noticed(code: str, position: int, letter: str) -> None:
    typed = code[:position] + letter + code[position + 1 :]
    if typed == code:
        assert slip_codes.read(typed) == code
    else:
        with pytest.raises(MistypedCode):
            slip_codes.read(typed)


@given(codes, st.integers(0, 10))
def test_two_neighbours_exchanged_are_always_noticed(code: str, position: int) -> None:
    typed = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    if typed != code:
        with pytest.raises(MistypedCode):
            slip_codes.read(typed)


@pytest.mark.parametrize("typed", ["", "K7QM", "K7QM-2X9D-4T5V-A1B0", "U" * 12, "码" * 12, "/" * 500])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(MistypedCode):
        slip_codes.read(typed)


def test_a_mark_needs_the_key_and_holds_no_code() -> None:
    code = slip_codes.mint()
    assert slip_codes.mark(KEY, code) == slip_codes.mark(KEY, code)
    assert slip_codes.mark(KEY, code) != slip_codes.mark(KEY[::-1], code)
    assert code.encode() not in slip_codes.mark(KEY, code)
    assert len(slip_codes.mark(KEY, code)) == slip_codes.MARK_BYTES
