"""The receipt code a petitioner comes back with: minting, reading what was typed, and what is derived from it.

The code itself is never stored. Two values are derived from it under a key of the instance (keyed BLAKE2b): a look-up
id, which finds the case, and a key, which opens the case's key.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field

from vault import seal

# Crockford's base32: no I, L, O or U, so that nothing is misread aloud or on paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
# 16 characters of 5 bits. At the product's ceiling of tries a second, guessing one takes longer than the universe has.
BITS = LENGTH * 5
LOOKUP_BYTES = 16

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = frozenset("-‐‑‒–—―－_·.、,，/ \t\r\n\u3000\u00a0\u200b\u200c\u200d\ufeff")


class NotACode(ValueError):
    """What was typed cannot be a receipt code."""


@dataclass(frozen=True)
class Receipt:
    """What a code gives: where its case is found, and the key that opens the case's key."""

    lookup_id: bytes
    key: bytes = field(repr=False)


def mint() -> str:
    """A new code of 80 random bits, without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code as it is shown: `K7QM-2X9D-…`."""
    return "-".join(parts(code))


def parts(code: str) -> list[str]:
    """The code in groups of four."""
    return [code[start : start + GROUP] for start in range(0, len(code), GROUP)]


def read(typed: str) -> str:
    """The code in what somebody typed or pasted: forgives case, full width, spaces, dashes, O for 0, I and L for 1.

    Raises NotACode.
    """
    plain = unicodedata.normalize("NFKC", typed[:200]).upper()
    code = "".join(letter for letter in plain if letter not in _IGNORED).translate(_MISREAD)
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        raise NotACode
    return code


def read_or_none(typed: str) -> str | None:
    """The code in what was typed, or None."""
    try:
        return read(typed)
    except NotACode:
        return None


def ends_with(code: str, typed: str) -> bool:
    """Whether `typed` is the last four characters of `code`, read as forgivingly as the code itself."""
    plain = unicodedata.normalize("NFKC", typed[:200]).upper()
    last = "".join(letter for letter in plain if letter not in _IGNORED).translate(_MISREAD)
    return hmac.compare_digest(last.encode(), code[-GROUP:].encode())


def derive(instance_key: bytes, code: str) -> Receipt:
    """Both values of a code. `instance_key` is the one the instance derives for receipts."""
    return Receipt(
        lookup_id=seal.derive(instance_key, "receipt-lookup", code.encode(), LOOKUP_BYTES),
        key=seal.derive(instance_key, "receipt-key", code.encode()),
    )
