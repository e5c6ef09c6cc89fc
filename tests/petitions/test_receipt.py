"""Receipt codes are strong, forgiving to type, and leave nothing behind that gives them away."""

import contextlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions import receipt
from web import crockford

KEY = bytes(range(32))
codes = st.text(alphabet=crockford.ALPHABET, min_size=16, max_size=16)


def test_a_code_has_eighty_bits_of_letters_nobody_confuses() -> None:
    code = receipt.mint()
    assert len(code) == 16
    assert set(code) <= set(crockford.ALPHABET)
    assert len(crockford.ALPHABET) == 32
    assert len(crockford.ALPHABET) ** receipt.LENGTH == 2**80
    assert not set("ILOU") & set(crockford.ALPHABET)


def test_codes_do_not_repeat_and_every_character_of_the_alphabet_occurs() -> None:
    minted = {receipt.mint() for _ in range(2000)}
    assert len(minted) == 2000
    assert set("".join(minted)) == set(crockford.ALPHABET)


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert crockford.grouped("K7QM2X9D4T5VA1B8") == "K7QM-2X9D-4T5V-A1B8"


@given(codes)
def test_what_is_shown_can_be_typed_back(code: str) -> None:
    assert receipt.read(crockford.grouped(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "k7qm-2x9d-4t5v-aib0",
        "K7QM 2X9D 4T5V A1BO",
        "  k7qm2x9d4t5valbo\n",
        "Ｋ７ＱＭ－２Ｘ９Ｄ－４Ｔ５Ｖ－Ａ１Ｂ０",
        "K7QM—2X9D—4T5V—A1B0",
        "K7QM　2X9D　4T5V　A1B0",
        "k7qm\u200b2x9d\u200b4t5v\u200ba1b0",
    ],
)
def test_misread_letters_spaces_dashes_and_full_width_are_forgiven(typed: str) -> None:
    assert receipt.read(typed) == "K7QM2X9D4T5VA1B0"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7QM",
        "K7QM-2X9D-4T5V-A1B",
        "K7QM-2X9D-4T5V-A1B00",
        "K7QM-2X9D-4T5V-A1BU",
        "查询码",
        "🙂" * 16,
        "0" * 100_000,
    ],
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(receipt.NotACode):
        receipt.read(typed)


@given(st.text(max_size=60))
def test_nothing_typed_makes_reading_fail_in_another_way(typed: str) -> None:
    with contextlib.suppress(receipt.NotACode):
        assert set(receipt.read(typed)) <= set(crockford.ALPHABET)


def test_the_last_four_are_read_as_forgivingly() -> None:
    assert receipt.ends_with("K7QM2X9D4T5VA1B0", "aibo")
    assert receipt.ends_with("K7QM2X9D4T5VA1B0", "Ａ１-Ｂ０")
    assert not receipt.ends_with("K7QM2X9D4T5VA1B0", "A1B")
    assert not receipt.ends_with("K7QM2X9D4T5VA1B0", "")
    assert not receipt.ends_with("K7QM2X9D4T5VA1B0", "号码🙂")


def test_look_up_and_key_are_different_and_neither_holds_the_code() -> None:
    code = "K7QM2X9D4T5VA1B0"
    found = receipt.derive(KEY, code)
    assert len(found.lookup_id) == 16
    assert len(found.key) == 32
    assert found.lookup_id not in found.key
    assert code.encode() not in found.lookup_id + found.key
    assert "key=" not in repr(found)


def test_another_instance_or_another_code_gives_other_values() -> None:
    here, there = receipt.derive(KEY, "K7QM2X9D4T5VA1B0"), receipt.derive(bytes(32), "K7QM2X9D4T5VA1B0")
    next_code = receipt.derive(KEY, "K7QM2X9D4T5VA1B1")
    assert len({here.lookup_id, there.lookup_id, next_code.lookup_id}) == 3
    assert len({here.key, there.key, next_code.key}) == 3


def test_the_alphabet_is_crockfords() -> None:
    letters = string.digits + "".join(each for each in string.ascii_uppercase if each not in "ILOU")
    assert letters == crockford.ALPHABET


def test_a_code_gives_other_values_to_join_with_than_to_come_back_with():
    code = receipt.mint()
    one, other = receipt.derive(bytes(32), code), receipt.derive(bytes(32), code, "joining")
    assert one.lookup_id != other.lookup_id
    assert one.key != other.key


@given(codes, codes, st.text(max_size=40))
def test_only_a_code_given_out_with_its_mark_comes_back(code: str, other: str, made_up: str) -> None:
    mark = receipt.mark(KEY, code)
    assert receipt.given_out(KEY, crockford.grouped(code), mark) == code
    foreign = [(code, made_up), (code, receipt.mark(bytes(32), code)), ("", mark), ("", "")]
    foreign += [(other, mark)] if other != code else []
    for typed, marked in foreign:
        new = receipt.given_out(KEY, typed, marked)
        assert new != typed
        assert len(receipt.read(new)) == receipt.LENGTH
