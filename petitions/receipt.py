"""The receipt code a petitioner comes back with: minting, reading what was typed, and what is derived from it.

The code itself is never stored. Two values are derived from it under a key of the instance (keyed BLAKE2b): a look-up
id, which finds the case, and the private half of a pair, which opens the case's key. The public half lies in clear with
the case, so that a new key of the case can be sealed to the petitioner while they are away.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from vault import seal
from vault.seal import KeyPair
from web import crockford

#: Characters of 5 bits. At the product's ceiling of tries a second, guessing one takes longer than the universe has.
LENGTH = 16
LOOKUP_BYTES = 16
MARK_BYTES = 16


class NotACode(ValueError):
    """What was typed cannot be a receipt code."""


@dataclass(frozen=True)
class Receipt:
    """What a code gives: where its case is found, and the key that opens the case's key."""

    lookup_id: bytes
    key: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The half that the case keeps, so that its key can be sealed to whoever holds the code."""
        return KeyPair.from_private(self.key).public


def mint() -> str:
    """A new code of 80 random bits, without separators."""
    return crockford.mint(LENGTH)


def read(typed: str) -> str:
    """The code in what somebody typed or pasted: forgives case, full width, spaces, dashes, O for 0, I and L for 1.

    Raises NotACode.
    """
    code = crockford.tidied(typed)
    if not crockford.is_code(code, LENGTH):
        raise NotACode
    return code


def read_or_none(typed: str) -> str | None:
    """The code in what was typed, or None."""
    try:
        return read(typed)
    except NotACode:
        return None


def mark(instance_key: bytes, code: str) -> str:
    """What a form carries beside a code that this instance minted into it; nobody else can make it."""
    return seal.derive(instance_key, "receipt-given-out", code.encode(), MARK_BYTES).hex()


def given_out(instance_key: bytes, typed: str, marked: str) -> str:
    """The code that came back in a form if its mark shows that this instance gave it out, else a new one.

    A code of somebody's own making (all zeros, or one they would send in another's form) never becomes a receipt.
    """
    code = read_or_none(typed)
    if code is not None and hmac.compare_digest(mark(instance_key, code).encode(), marked.encode()):
        return code
    return mint()


def ends_with(code: str, typed: str) -> bool:
    """Whether `typed` is the last four characters of `code`, read as forgivingly as the code itself."""
    last = crockford.tidied(typed)
    return hmac.compare_digest(last.encode(), code[-crockford.GROUP :].encode())


def derive(instance_key: bytes, code: str, purpose: str = "receipt") -> Receipt:
    """Both values of a code. `instance_key` is the one the instance derives for receipts; `purpose` keeps apart what
    the same code would give as a receipt and as an invitation to join."""
    return Receipt(
        lookup_id=seal.derive(instance_key, f"{purpose}-lookup", code.encode(), LOOKUP_BYTES),
        key=seal.derive(instance_key, f"{purpose}-key", code.encode()),
    )


def open_key(private: bytes, sealed: bytes, bound_to: str) -> bytes:
    """The key that lies sealed for whoever holds a code, by the private half it gives. Raises SealBroken.

    One from before there were pairs lies under the same 32 bytes, bound to its place.
    """
    try:
        return seal.open_with(KeyPair.from_private(private), sealed)
    except seal.SealBroken:
        return seal.open_bytes(private, sealed, bound_to)


def decoy() -> bytes:
    """A sealed key that nobody can open, of the length of a real one."""
    return seal.seal_for(KeyPair.generate().public, seal.random_key())
