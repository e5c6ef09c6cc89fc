"""Recovery sheets: a group's recovery key split two of three by SLIP-39, printed, and confirmed by words typed back.

A new key is made for each printing and lives only in the page that printed it (sealed to whoever prints) until two
words of each sheet are typed back; only then is its public half stored, and earlier sheets are void.
Source: SLIP-0039, Shamir's Secret-Sharing for Mnemonic Codes (package shamir-mnemonic).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import shamir_mnemonic
from shamir_mnemonic.utils import MnemonicError

from vault import seal
from vault.account_keys import Unlocked
from vault.seal import KeyPair

SHEETS = 3
NEEDED = 2
WORDS_ASKED = 2
VALID_FOR = timedelta(days=365)
PLACE = "recovery-sheets"


class WrongSheets(Exception):
    """The words typed do not belong together, or were mistyped."""


@dataclass(frozen=True)
class Sheets:
    """Three sheets of words, before they are confirmed; nothing of them shows in a repr.

    `asked` holds, for each sheet, the positions (from 0) of the words that must be typed back.
    """

    group_id: int
    words: tuple[tuple[str, ...], ...] = field(repr=False)
    asked: tuple[tuple[int, ...], ...]
    public: bytes


def print_sheets(group_id: int) -> Sheets:
    """A fresh recovery key as three sheets, any two of which bring it back."""
    pair = KeyPair.generate()
    shares = shamir_mnemonic.generate_mnemonics(1, [(NEEDED, SHEETS)], pair.private)[0]
    words = tuple(tuple(share.split()) for share in shares)
    order = secrets.SystemRandom()
    asked = tuple(tuple(sorted(order.sample(range(len(sheet)), WORDS_ASKED))) for sheet in words)
    return Sheets(group_id, words, asked, pair.public)


def keep_on_page(sheets: Sheets, printer: Unlocked) -> bytes:
    """The sheets sealed to whoever printed them, to travel in the page and back; nothing is stored."""
    facts = [sheets.group_id, sheets.words, sheets.asked, sheets.public.hex()]
    return seal.seal_padded_for(printer.pair.public, json.dumps([PLACE, *facts]).encode())


def from_page(sealed: bytes, printer: Unlocked) -> Sheets:
    """Open what `keep_on_page` sealed. Raises vault.seal.SealBroken."""
    place, group_id, words, asked, public = json.loads(seal.open_padded_with(printer.pair, sealed))
    if place != PLACE:
        raise seal.SealBroken
    return Sheets(group_id, tuple(map(tuple, words)), tuple(map(tuple, asked)), bytes.fromhex(public))


def wrong_words(sheets: Sheets, typed: Sequence[Sequence[str]]) -> list[int]:
    """Numbers (from 0) of the sheets whose words were not typed back rightly; empty when all were."""
    wrong = []
    for number, (sheet, positions) in enumerate(zip(sheets.words, sheets.asked, strict=True)):
        right = [sheet[position] for position in positions]
        given = [word.strip().lower() for word in typed[number]] if number < len(typed) else []
        if not secrets.compare_digest(" ".join(right).encode(), " ".join(given).encode()):
            wrong.append(number)
    return wrong


def bring_back(sheets: Sequence[str]) -> KeyPair:
    """The recovery pair from the words of two or three sheets. Raises WrongSheets."""
    shares = [" ".join(sheet.lower().split()) for sheet in sheets if sheet.strip()]
    try:
        return KeyPair.from_private(shamir_mnemonic.combine_mnemonics(shares))
    except (MnemonicError, ValueError, KeyError) as mistyped:
        raise WrongSheets from mistyped


def is_confirmed(confirmed_on: date | None, today: date) -> bool:
    """Whether sheets confirmed on that day still count: within a year."""
    return confirmed_on is not None and today - confirmed_on <= VALID_FOR
