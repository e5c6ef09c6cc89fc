"""The addresses that a receipt and a joining code open, and the key under which such codes are derived."""

from __future__ import annotations

from flask import current_app

from web import pages


def case_address(code: str) -> str:
    """What the QR code of a receipt opens; the code stands behind #, which no server ever sees."""
    return f"{pages.address('case.case')}#{code}"


def join_address(code: str) -> str:
    """What the joining code's QR picture opens; the code stands behind # like a receipt's."""
    return f"{pages.address('joint.join_code')}#{code}"


def receipt_key() -> bytes:
    """The key under which receipt codes are derived."""
    derived: bytes = current_app.extensions["instance_key"].derive("receipt")
    return derived
