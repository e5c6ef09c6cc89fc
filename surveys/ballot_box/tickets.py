"""Blind-signed tickets (RFC 9474, RSABSSA-SHA384-PSS-Randomized): who was given one and who used it never meet. Pure.

The phone draws a random message, blinds it and has it signed once; unblinded, the signature proves that its bearer was
invited in a unit and nothing else. Here is the signer's half, the verification, and the document of all keys.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SUITE = "RSABSSA-SHA384-PSS-Randomized"
BITS = 2048
EXPONENT = 65537
SALT_BYTES = 48
PREFIX_BYTES = 32
MESSAGE_BYTES = PREFIX_BYTES + 32
CHECK_DIGITS = 20
MARKER = "xq1"
# Above this a pasted text is not read at all; a whole ticket has about 460 characters.
LONGEST_TICKET = 2_000


class BadTicket(ValueError):
    """A text that is no ticket."""


class NotSignable(ValueError):
    """What was sent cannot be a blinded message under this key."""


class SigningFault(RuntimeError):
    """The signature did not check out; it is kept back, because a wrong one would give the key away."""


@dataclass(frozen=True)
class SigningKey:
    """The private half of one unit's key, as numbers."""

    n: int
    e: int
    p: int = field(repr=False)
    q: int = field(repr=False)
    d_p: int = field(repr=False)
    d_q: int = field(repr=False)
    q_inv: int = field(repr=False)

    @classmethod
    def from_der(cls, private: bytes) -> SigningKey:
        """The key in a PKCS#8 document that `generate` made."""
        # Made here and kept sealed: testing p and q for primality anew would cost more than the signature.
        key = serialization.load_der_private_key(private, password=None, unsafe_skip_rsa_key_validation=True)
        assert isinstance(key, rsa.RSAPrivateKey)
        return cls.from_numbers(key.private_numbers())

    @classmethod
    def from_numbers(cls, numbers: rsa.RSAPrivateNumbers) -> SigningKey:
        """The key with these numbers."""
        public = numbers.public_numbers
        return cls(public.n, public.e, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)

    @property
    def size(self) -> int:
        """Bytes of the modulus, and of every message and signature under it."""
        return (self.n.bit_length() + 7) // 8


def generate() -> tuple[bytes, bytes]:
    """A fresh pair: (private half as PKCS#8, public half as SubjectPublicKeyInfo), both DER. Takes about 0.1 s."""
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def sign(key: SigningKey, blinded: bytes) -> bytes:
    """BlindSign (RFC 9474 §4.3): the blinded message to the private exponent, by CRT. Raises NotSignable, SigningFault.

    The base is blinded anew each time, so that the time taken tells nothing of the key; the result is checked with the
    public exponent, because one fault in a CRT signature reveals a factor of n.
    """
    m = int.from_bytes(blinded, "big")
    if len(blinded) != key.size or not 1 < m < key.n:
        raise NotSignable
    r = _coprime(key.n)
    masked = m * gmpy2.powmod(r, key.e, key.n) % key.n
    s_p = gmpy2.powmod_sec(masked % key.p, key.d_p, key.p)
    s_q = gmpy2.powmod_sec(masked % key.q, key.d_q, key.q)
    s = (s_q + key.q * ((s_p - s_q) * key.q_inv % key.p)) * gmpy2.invert(r, key.n) % key.n
    if gmpy2.powmod(s, key.e, key.n) != m:
        raise SigningFault
    return int(s).to_bytes(key.size, "big")


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` of `message` was made under the key in `public` (RSASSA-PSS, SHA-384, salt of 48 bytes)."""
    key = serialization.load_der_public_key(public)
    assert isinstance(key, rsa.RSAPublicKey)
    scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT_BYTES)
    try:
        key.verify(signature, message, scheme, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def _coprime(n: int) -> int:
    while True:
        r = secrets.randbelow(n - 2) + 2
        if gmpy2.gcd(r, n) == 1:
            return r


# Tickets


@dataclass(frozen=True)
class Ticket:
    """What a phone holds once it has drawn: its survey and unit, the message (prefix and random part), the signature."""

    slug: str
    unit: int
    message: bytes
    signature: bytes = field(repr=False)

    @property
    def mark(self) -> bytes:
        """The spent mark: SHA-256 of the signed message. It tells nothing of survey, unit or signature."""
        return hashlib.sha256(self.message).digest()

    def to_text(self) -> str:
        """The ticket as one word that can be copied to another phone: xq1.<slug>.<unit>.<message>.<signature>."""
        return ".".join((MARKER, self.slug, str(self.unit), _to_base64(self.message), _to_base64(self.signature)))

    @classmethod
    def from_text(cls, text: str) -> Ticket:
        """What `to_text` wrote, with any line breaks a chat put in. Raises BadTicket."""
        parts = "".join(text[: LONGEST_TICKET + 1].split()).split(".")
        if len(text) > LONGEST_TICKET or len(parts) != 5 or parts[0] != MARKER:
            raise BadTicket
        _marker, slug, unit, message, signature = parts
        if not (unit.isascii() and unit.isdigit() and len(unit) < 10):
            raise BadTicket
        ticket = cls(slug, int(unit), _from_base64(message), _from_base64(signature))
        if len(ticket.message) != MESSAGE_BYTES:
            raise BadTicket
        return ticket


def _to_base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _from_base64(text: str) -> bytes:
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise BadTicket from wrong
    # One ticket has one spelling.
    if _to_base64(content) != text:
        raise BadTicket
    return content


# The document of all keys


@dataclass(frozen=True)
class UnitKey:
    """One reporting unit's public key (SubjectPublicKeyInfo, DER), and for how many invited it stands."""

    unit: int
    name: str
    invited: int
    public: bytes


def key_document(slug: str, keys: Sequence[UnitKey]) -> bytes:
    """All keys of a survey in one document (JSON, UTF-8), byte for byte the same for everybody."""
    units = [
        {"unit": key.unit, "name": key.name, "invited": key.invited, "key": base64.b64encode(key.public).decode()}
        for key in sorted(keys, key=lambda key: key.unit)
    ]
    body = {"survey": slug, "suite": SUITE, "units": units}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def keys_in(document: bytes) -> dict[int, UnitKey]:
    """The keys in a document that `key_document` made, by unit."""
    rows = json.loads(document)["units"]
    keys = [UnitKey(row["unit"], row["name"], row["invited"], base64.b64decode(row["key"])) for row in rows]
    return {key.unit: key for key in keys}


def digest(document: bytes) -> str:
    """SHA-256 of the document, as 64 hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()


def check_code(document_digest: str) -> str:
    """The 核对码: the digest's first 20 digits in groups of four, as poster, slips and phone all show it."""
    digits = document_digest[:CHECK_DIGITS]
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
