"""The code on a paper slip: minted, shown, read back with its check character, and the mark kept in its place. Pure.

The last character is chosen so that the whole code, read as a polynomial over GF(32), has no remainder at 2: a wrong
character, or two neighbours exchanged, is always noticed. The code itself is never stored; its mark is a BLAKE2b under
a key of the instance, so that whoever holds the database without the instance key finds no code by trying.
"""

from __future__ import annotations

from vault import seal
from web import crockford

#: 11 characters of 5 bits: at the product's ceiling of tries, guessing any of 10,000 takes two hundred years.
RANDOM_CHARACTERS = 11
LENGTH = RANDOM_CHARACTERS + 1
MARK_BYTES = 32
# x^5 + x^2 + 1, which has no factors over GF(2).
_REDUCED_BY = 0b100101


class MistypedCode(ValueError):
    """What was typed is no slip's code: too short, too long, or a character is wrong."""


def mint() -> str:
    """A new code, without separators."""
    random = crockford.mint(RANDOM_CHARACTERS)
    return random + crockford.ALPHABET[_doubled(_remainder(random))]


def read(typed: str) -> str:
    """The code in what somebody typed, as forgiving as a receipt's. Raises MistypedCode."""
    code = crockford.tidied(typed)
    if not crockford.is_code(code, LENGTH) or _remainder(code) != 0:
        raise MistypedCode
    return code


def mark(key: bytes, code: str) -> bytes:
    """What is stored of a code, and what says that it was spent; `key` is the one the instance derives for slips."""
    return seal.derive(key, "slip-mark", code.encode(), MARK_BYTES)


def _remainder(code: str) -> int:
    value = 0
    for letter in code:
        value = _doubled(value) ^ crockford.ALPHABET.index(letter)
    return value


def _doubled(value: int) -> int:
    twice = value << 1
    return twice ^ _REDUCED_BY if twice > 31 else twice
