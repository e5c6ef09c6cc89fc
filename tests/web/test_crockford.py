"""Codes on paper survive being read, said and typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web import crockford

codes = st.text(alphabet=crockford.ALPHABET, min_size=1, max_size=40)


@given(codes)
def test_what_is_shown_in_groups_is_read_back_whatever_the_case(code: str) -> None:
    assert crockford.tidied(crockford.grouped(code)) == code
    assert crockford.tidied(" ".join(crockford.parts(code)).lower()) == code


@given(st.text(max_size=300))
def test_nothing_that_is_typed_is_more_than_the_letters_of_a_code_or_no_code(typed: str) -> None:
    tidied = crockford.tidied(typed)
    if crockford.is_code(tidied, 12):
        assert set(tidied) <= set(crockford.ALPHABET)


def test_letters_that_are_misread_are_not_in_the_alphabet_and_are_forgiven() -> None:
    assert not set("ILOU") & set(crockford.ALPHABET)
    assert crockford.tidied("oil－Ｏ１") == "01101"


def test_a_minted_code_has_its_length_and_differs_from_the_next() -> None:
    assert crockford.is_code(crockford.mint(12), 12)
    assert crockford.mint(12) != crockford.mint(12)
