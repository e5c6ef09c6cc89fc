"""Sealing with libsodium: key pairs, sealed texts, streams and ballots. Pure: no database, no Flask.

X25519 sealed boxes carry keys and ballots to people; XChaCha20-Poly1305 seals texts and files under a case's key;
Argon2id turns a password into a key; keyed BLAKE2b derives keys and look-up ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import nacl.bindings as sodium
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.utils import random as random_bytes

KEY_BYTES = 32
SALT_BYTES = pwhash.argon2id.SALTBYTES
NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#: Length of a key that `seal_for` sealed.
SEALED_KEY_BYTES = KEY_BYTES + sodium.crypto_box_SEALBYTES
KIBIBYTE = 1024
# Sealed lengths tell only which of these a text fits into; beyond the last, multiples of it.
STEPS = tuple(size * KIBIBYTE for size in (1, 4, 16, 64, 256))
CHUNK_BYTES = 256 * KIBIBYTE

# (operations, memory in bytes) of Argon2id. "interactive" takes about 0.1 s; "cheap" is for the test suite.
COSTS = {
    "cheap": (pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN),
    "interactive": (pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE),
    "sensitive": (pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE),
}


class SealBroken(Exception):
    """What was sealed does not open with this key, or was changed since."""


@dataclass(frozen=True)
class KeyPair:
    """An X25519 pair, 32 bytes each. The private half never shows in a repr."""

    public: bytes
    private: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> KeyPair:
        """A fresh pair."""
        return cls.from_private(bytes(PrivateKey.generate()))

    @classmethod
    def from_private(cls, private: bytes) -> KeyPair:
        """The pair that belongs to a private half; the public half is computed, never trusted."""
        return cls(bytes(PrivateKey(private).public_key), private)


def random_key() -> bytes:
    """32 random bytes."""
    return random_bytes(KEY_BYTES)


def seal_for(public: bytes, secret: bytes) -> bytes:
    """Seal `secret` so that only the holder of the private half opens it (libsodium sealed box)."""
    return sodium.crypto_box_seal(secret, public)


def open_with(pair: KeyPair, sealed: bytes) -> bytes:
    """Open what `seal_for` sealed for this pair. Raises SealBroken."""
    try:
        # Straight to libsodium: counting opens a hundred thousand of these, and PyNaCl's objects cost as much again.
        return sodium.crypto_box_seal_open(sealed, pair.public, pair.private)
    except (CryptoError, ValueError, TypeError) as broken:
        raise SealBroken from broken


def seal_padded_for(public: bytes, content: bytes) -> bytes:
    """`seal_for` with the length hidden in steps; for ballots."""
    return seal_for(public, pad(content))


def open_padded_with(pair: KeyPair, sealed: bytes) -> bytes:
    """Open what `seal_padded_for` sealed. Raises SealBroken."""
    return unpad(open_with(pair, sealed))


def seal_bytes(key: bytes, content: bytes, bound_to: str) -> bytes:
    """Pad and seal `content` under `key`, bound to a place ("petition:5/message:2"): it opens nowhere else."""
    nonce = random_bytes(NONCE_BYTES)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(content), bound_to.encode(), nonce, key)


def open_bytes(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """Open what `seal_bytes` sealed for the same place. Raises SealBroken."""
    return unpad(_open_aead(key, sealed, bound_to.encode()))


def again(key: bytes, fresh: bytes, sealed: bytes, bound_to: str) -> bytes:
    """What `seal_bytes` sealed under `key`, under a fresh one for the same place. Raises SealBroken."""
    return seal_bytes(fresh, open_bytes(key, sealed, bound_to), bound_to)


def seal_text(key: bytes, text: str, bound_to: str) -> bytes:
    """`seal_bytes` of a text."""
    return seal_bytes(key, text.encode(), bound_to)


def open_text(key: bytes, sealed: bytes, bound_to: str) -> str:
    """Open what `seal_text` sealed. Raises SealBroken."""
    return open_bytes(key, sealed, bound_to).decode()


def seal_chunks(key: bytes, content: Iterable[bytes], bound_to: str) -> Iterator[bytes]:
    """Seal a stream in chunks; each is bound to its number and to whether it is the last, so none can go missing.

    `content` yields pieces of any size; every sealed chunk but the last holds CHUNK_BYTES of it.
    """
    number, waiting = 0, bytearray()
    for piece in content:
        waiting += piece
        while len(waiting) > CHUNK_BYTES:
            yield _seal_chunk(key, bytes(waiting[:CHUNK_BYTES]), bound_to, number, last=False)
            del waiting[:CHUNK_BYTES]
            number += 1
    yield _seal_chunk(key, bytes(waiting), bound_to, number, last=True)


def open_chunks(key: bytes, sealed: Iterable[bytes], bound_to: str) -> Iterator[bytes]:
    """Open a stream sealed by `seal_chunks`, in order. Raises SealBroken when a chunk is missing, moved or changed."""
    number, previous = 0, None
    for chunk in sealed:
        if previous is not None:
            yield unpad(_open_aead(key, previous, _place(bound_to, number, last=False)))
            number += 1
        previous = chunk
    if previous is None:
        raise SealBroken
    yield unpad(_open_aead(key, previous, _place(bound_to, number, last=True)))


def derive(key: bytes, purpose: str, data: bytes = b"", size: int = KEY_BYTES) -> bytes:
    """A value for `purpose` and `data` under `key`: keyed BLAKE2b (RFC 7693), `size` bytes."""
    framed = len(purpose.encode()).to_bytes(4, "big") + purpose.encode() + data
    return hashlib.blake2b(framed, key=key, digest_size=size).digest()


def key_from_password(password: str, salt: bytes, cost: str) -> bytes:
    """Argon2id (RFC 9106) of a password; `cost` names an entry of COSTS."""
    operations, memory = COSTS[cost]
    return pwhash.argon2id.kdf(KEY_BYTES, password.encode(), salt, opslimit=operations, memlimit=memory)


def new_salt() -> bytes:
    """A random salt for `key_from_password`."""
    return random_bytes(SALT_BYTES)


def pad(content: bytes) -> bytes:
    """`content` with its length in front, filled up to the next of 1, 4, 16, 64, 256 KiB."""
    framed = len(content).to_bytes(8, "big") + content
    largest = STEPS[-1]
    size = next((step for step in STEPS if len(framed) <= step), -(-len(framed) // largest) * largest)
    return framed.ljust(size, b"\x00")


def unpad(padded: bytes) -> bytes:
    """Undo `pad`. Raises SealBroken for anything `pad` did not make."""
    length = int.from_bytes(padded[:8], "big")
    if len(padded) < 8 or length > len(padded) - 8:
        raise SealBroken
    return padded[8 : 8 + length]


def _seal_chunk(key: bytes, content: bytes, bound_to: str, number: int, *, last: bool) -> bytes:
    nonce = random_bytes(NONCE_BYTES)
    place = _place(bound_to, number, last=last)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(content), place, nonce, key)


def _place(bound_to: str, number: int, *, last: bool) -> bytes:
    return f"{bound_to}#{number}{'!' if last else ''}".encode()


def _open_aead(key: bytes, sealed: bytes, place: bytes) -> bytes:
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[NONCE_BYTES:], place, sealed[:NONCE_BYTES], key)
    except (CryptoError, ValueError, TypeError) as broken:
        raise SealBroken from broken
