"""Codes that people read from paper, say aloud and type: Crockford's base32, minted, shown and read back. Pure."""

from __future__ import annotations

import secrets
import unicodedata

#: No I, L, O or U, so that nothing is misread aloud or on paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
LONGEST_TYPED = 200

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = frozenset("-‐‑‒–—―－_·.、,，/ \t\r\n\u3000\u00a0\u200b\u200c\u200d\ufeff")


def mint(length: int) -> str:
    """`length` random characters, without separators."""
    # Each byte's low bits are even over the 32 letters; a choice for each letter would take fifteen times as long.
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(length))


def parts(code: str) -> list[str]:
    """The code in groups of four."""
    return [code[start : start + GROUP] for start in range(0, len(code), GROUP)]


def grouped(code: str) -> str:
    """The code as it is shown: `K7QM-2X9D-…`."""
    return "-".join(parts(code))


def tidied(typed: str) -> str:
    """What was typed or pasted without separators; forgives case, full width, O for 0, I and L for 1."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    return "".join(letter for letter in plain if letter not in _IGNORED).translate(_MISREAD)


def is_code(text: str, length: int) -> bool:
    """Whether `text` is a code of `length` characters."""
    return len(text) == length and all(letter in ALPHABET for letter in text)
