"""The phone's half of a blind signature (RFC 9474 §4.2 and §4.4), independent of the script that real phones run."""

from __future__ import annotations

import hashlib
import secrets

import gmpy2
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

HASH_BYTES = 48


def blind(public: bytes, message: bytes) -> tuple[bytes, int]:
    """(blinded message, factor to take off again)."""
    n, e = _numbers(public)
    r = secrets.randbelow(n - 2) + 2
    encoded = int.from_bytes(_emsa_pss(message, n.bit_length() - 1), "big")
    return (encoded * pow(r, e, n) % n).to_bytes(_size(n), "big"), int(gmpy2.invert(r, n))


def finalize(public: bytes, blind_signature: bytes, factor: int) -> bytes:
    """The signature of the message itself."""
    n, _e = _numbers(public)
    return (int.from_bytes(blind_signature, "big") * factor % n).to_bytes(_size(n), "big")


def _numbers(public: bytes) -> tuple[int, int]:
    key = serialization.load_der_public_key(public)
    assert isinstance(key, rsa.RSAPublicKey)
    return key.public_numbers().n, key.public_numbers().e


def _size(n: int) -> int:
    return (n.bit_length() + 7) // 8


def _emsa_pss(message: bytes, bits: int) -> bytes:
    """EMSA-PSS-ENCODE (RFC 8017 §9.1.1) with SHA-384 and a salt of 48 bytes."""
    length = -(-bits // 8)
    salt = secrets.token_bytes(HASH_BYTES)
    digest = hashlib.sha384(b"\x00" * 8 + hashlib.sha384(message).digest() + salt).digest()
    data = b"\x01".rjust(length - 2 * HASH_BYTES - 1, b"\x00") + salt
    mask = b"".join(
        hashlib.sha384(digest + counter.to_bytes(4, "big")).digest() for counter in range(-(-len(data) // HASH_BYTES))
    )
    masked = bytearray(left ^ right for left, right in zip(data, mask, strict=False))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"
