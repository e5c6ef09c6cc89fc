"""Three sheets of words, any two of which bring a group back; one alone, or two of different printings, bring nothing."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from vault import recovery
from vault.account_keys import Unlocked
from vault.recovery import Sheets, WrongSheets
from vault.seal import KeyPair, SealBroken

PRINTER = Unlocked(1, KeyPair.generate())


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    """One printing."""
    return recovery.print_sheets(7)


def _typed(sheets: Sheets) -> list[list[str]]:
    return [[sheet[at] for at in asked] for sheet, asked in zip(sheets.words, sheets.asked, strict=True)]


def test_any_two_sheets_bring_the_key_back(sheets: Sheets) -> None:
    for two in itertools.combinations(sheets.words, 2):
        assert recovery.bring_back([" ".join(words) for words in two]).public == sheets.public


def test_words_may_be_typed_untidily(sheets: Sheets) -> None:
    first, second = (("  ".join(words)).upper() + "\n" for words in sheets.words[:2])

    assert recovery.bring_back([first, second, " "]).public == sheets.public


def test_one_sheet_alone_brings_nothing(sheets: Sheets) -> None:
    for words in sheets.words:
        with pytest.raises(WrongSheets):
            recovery.bring_back([" ".join(words)])
        with pytest.raises(WrongSheets):
            recovery.bring_back([" ".join(words)] * 2)
    with pytest.raises(WrongSheets):
        recovery.bring_back([])


def test_sheets_of_two_printings_do_not_fit(sheets: Sheets) -> None:
    other = recovery.print_sheets(7)

    with pytest.raises(WrongSheets):
        recovery.bring_back([" ".join(sheets.words[0]), " ".join(other.words[1])])


def test_a_word_copied_wrongly_is_noticed(sheets: Sheets) -> None:
    wrong = [*sheets.words[0]]
    wrong[5] = "academic" if wrong[5] != "academic" else "acid"

    with pytest.raises(WrongSheets):
        recovery.bring_back([" ".join(wrong), " ".join(sheets.words[1])])
    with pytest.raises(WrongSheets):
        recovery.bring_back(["一 二 三", " ".join(sheets.words[1])])


def test_two_words_of_each_sheet_confirm_it(sheets: Sheets) -> None:
    assert recovery.wrong_words(sheets, _typed(sheets)) == []

    typed = _typed(sheets)
    typed[1][0] = "wrong"
    assert recovery.wrong_words(sheets, typed) == [1]
    assert recovery.wrong_words(sheets, []) == [0, 1, 2]


def test_the_page_carries_the_sheets_only_for_who_printed_them(sheets: Sheets) -> None:
    kept = recovery.keep_on_page(sheets, PRINTER)

    assert recovery.from_page(kept, PRINTER) == sheets
    assert " ".join(sheets.words[0]).encode() not in kept
    with pytest.raises(SealBroken):
        recovery.from_page(kept, Unlocked(2, KeyPair.generate()))


def test_no_word_shows_when_sheets_are_printed_to_a_log(sheets: Sheets) -> None:
    assert not any(f"'{word}'" in repr(sheets) for word in sheets.words[0])


@pytest.mark.parametrize(
    ("confirmed", "counts"), [(None, False), (date(2025, 11, 24), True), (date(2025, 11, 23), False)]
)
def test_a_confirmation_counts_for_a_year(confirmed: date | None, counts: bool) -> None:
    assert recovery.is_confirmed(confirmed, date(2026, 11, 24)) is counts
