"""The addresses that a receipt and a joining code open, and the key under which such codes are derived."""

from __future__ import annotations

from flask import current_app, request, url_for


def case_address(code: str) -> str:
    """What the QR code of a receipt opens; the code stands behind #, which no server ever sees."""
    base = current_app.extensions["settings"].public_url.rstrip("/") or request.url_root.rstrip("/")
    return f"{base}{url_for('case.case')}#{code}"


def join_address(code: str) -> str:
    """What the joining code's QR picture opens; the code stands behind # like a receipt's."""
    return case_address(code).replace(url_for("case.case"), url_for("joint.join_code"))


def receipt_key() -> bytes:
    """The key under which receipt codes are derived."""
    derived: bytes = current_app.extensions["instance_key"].derive("receipt")
    return derived
