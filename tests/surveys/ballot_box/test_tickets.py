"""Tickets against the RFC's own vectors, and against whoever would forge, bend or reuse one."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

import gmpy2
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.phone import blind, finalize
from surveys.ballot_box import tickets
from surveys.ballot_box.tickets import BadTicket, NotSignable, SigningFault, SigningKey, Ticket, UnitKey

VECTORS = json.loads((Path(__file__).parent / "data" / "rfc9474.json").read_text())["vectors"]
PRIVATE, PUBLIC = tickets.generate()
KEY = SigningKey.from_der(PRIVATE)


def _numbers(vector: dict[str, Any]) -> rsa.RSAPrivateNumbers:
    p, q, d, n, e = (int(vector[name], 16) for name in ("p", "q", "d", "n", "e"))
    public = rsa.RSAPublicNumbers(e, n)
    return rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), rsa.rsa_crt_iqmp(p, q), public)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_blind_signature_is_the_one_the_rfc_prints(vector: dict[str, Any]) -> None:
    signed = tickets.sign(SigningKey.from_numbers(_numbers(vector)), bytes.fromhex(vector["blinded_msg"]))

    assert signed.hex() == vector["blind_sig"]


@pytest.mark.parametrize("vector", [each for each in VECTORS if "-PSS-" in each["name"]], ids=lambda each: each["name"])
def test_the_unblinded_signature_of_the_rfc_verifies_and_no_other_message_does(vector: dict[str, Any]) -> None:
    public = _numbers(vector).public_numbers.public_key()
    spki = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    n = int(vector["n"], 16)
    signature = (int(vector["blind_sig"], 16) * int(vector["inv"], 16) % n).to_bytes(512, "big")
    message = bytes.fromhex(vector["input_msg"])

    assert signature.hex() == vector["sig"]
    assert tickets.verify(spki, message, signature)
    assert not tickets.verify(spki, message + b"\x00", signature)


def test_what_was_signed_blind_verifies_and_looks_like_nothing_that_was_seen() -> None:
    message = secrets.token_bytes(tickets.MESSAGE_BYTES)
    blinded, factor = blind(PUBLIC, message)
    signature = finalize(PUBLIC, tickets.sign(KEY, blinded), factor)

    assert tickets.verify(PUBLIC, message, signature)
    assert signature not in (blinded, tickets.sign(KEY, blinded))
    assert not tickets.verify(tickets.generate()[1], message, signature)


def test_the_same_blinded_message_gets_the_same_signature_again() -> None:
    blinded, _factor = blind(PUBLIC, b"m" * tickets.MESSAGE_BYTES)

    assert tickets.sign(KEY, blinded) == tickets.sign(KEY, blinded)


@pytest.mark.parametrize(
    "blinded",
    [
        b"",
        b"\x00" * 256,
        b"\x00" * 255 + b"\x01",
        b"\x02" * 255,
        b"\x00" + KEY.n.to_bytes(256, "big"),
        KEY.n.to_bytes(256, "big"),
        b"\xff" * 256,
    ],
    ids=["empty", "zero", "one", "short", "long", "the modulus", "above the modulus"],
)
def test_what_cannot_be_a_blinded_message_is_not_signed(blinded: bytes) -> None:
    with pytest.raises(NotSignable):
        tickets.sign(KEY, blinded)


def test_a_faulty_computation_is_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """One wrong half of a CRT signature would give a factor of n to whoever asked for it."""
    right = gmpy2.powmod_sec
    monkeypatch.setattr(gmpy2, "powmod_sec", lambda base, power, modulus: right(base, power, modulus) ^ 1)

    with pytest.raises(SigningFault):
        tickets.sign(KEY, b"\x01" * 256)


def test_keys_have_2048_bits_and_show_no_private_number() -> None:
    assert KEY.n.bit_length() == 2048
    assert KEY.e == 65537
    assert str(KEY.p) not in repr(KEY)
    assert str(KEY.d_p) not in repr(KEY)


TICKET = Ticket("harbour7", 12, bytes(range(64)), b"\x07" * 256)


def test_a_ticket_survives_copying_through_a_chat() -> None:
    text = TICKET.to_text()
    broken = "\n".join(text[start : start + 37] for start in range(0, len(text), 37))

    assert Ticket.from_text(text) == TICKET
    assert Ticket.from_text(f"  {broken}\r\n") == TICKET
    assert len(text) < 500


@given(st.text(max_size=600))
def test_no_text_breaks_the_reading_of_tickets(text: str) -> None:
    with pytest.raises(BadTicket):
        Ticket.from_text(text)


@given(st.integers(min_value=0, max_value=len(TICKET.to_text()) - 1), st.characters(codec="ascii"))
def test_a_ticket_has_one_spelling(position: int, letter: str) -> None:
    """Otherwise one ticket could be spent once under each of its spellings."""
    text = TICKET.to_text()
    bent = text[:position] + letter + text[position + 1 :]
    try:
        read = Ticket.from_text(bent)
    except BadTicket:
        return
    assert read.to_text() == "".join(bent.split())
    assert (read == TICKET) == (read.to_text() == text)


@pytest.mark.parametrize("unit", ["", "-1", "1e3", "²", "９", "9999999999"])
def test_a_ticket_of_no_unit_is_none(unit: str) -> None:
    marker, slug, _unit, message, signature = TICKET.to_text().split(".")
    with pytest.raises(BadTicket):
        Ticket.from_text(".".join((marker, slug, unit, message, signature)))


def test_the_spent_mark_depends_on_the_signed_message_alone() -> None:
    assert TICKET.mark == hashlib.sha256(TICKET.message).digest()
    assert replace(TICKET, unit=3, slug="other", signature=b"\x01" * 256).mark == TICKET.mark


UNITS = (UnitKey(3, "检修班、一车间", 89, PUBLIC), UnitKey(1, "生产一车间", 86, b"\x30\x00"))


def test_the_document_of_keys_is_the_same_in_whatever_order_they_were_made() -> None:
    document = tickets.key_document("harbour7", UNITS)

    assert document == tickets.key_document("harbour7", UNITS[::-1])
    assert tickets.keys_in(document) == {key.unit: key for key in UNITS}
    assert json.loads(document)["suite"] == "RSABSSA-SHA384-PSS-Randomized"


def test_any_difference_in_the_document_changes_the_check_code() -> None:
    seen = {
        tickets.check_code(tickets.digest(tickets.key_document(slug, units)))
        for slug, units in (
            ("harbour7", UNITS),
            ("harbour8", UNITS),
            ("harbour7", UNITS[:1]),
            ("harbour7", (UNITS[0], replace(UNITS[1], invited=87))),
            ("harbour7", (UNITS[0], replace(UNITS[1], public=b"\x30\x01"))),
        )
    }

    assert len(seen) == 5
    assert {len(code.replace(" ", "")) for code in seen} == {20}
