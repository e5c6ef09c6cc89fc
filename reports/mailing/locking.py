"""A PDF behind a password: AES-256 as PDF 2.0 has it (ISO 32000-2, revision 6), and a password that can be told by phone."""

from __future__ import annotations

import io
import secrets
from typing import Literal

import pikepdf

from web import crockford

LETTERS = 16
REVISION: Literal[6] = 6


def new_password() -> str:
    """80 random bits in sixteen letters and digits without look-alikes, in groups of four."""
    return crockford.grouped("".join(secrets.choice(crockford.ALPHABET) for _each in range(LETTERS)))


def locked(content: bytes, password: str) -> bytes:
    """`content` so that nothing of it, its title included, is readable without `password`; every page stays as it is."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        # The owner's password would lift the same lock; nobody is told it.
        owner = secrets.token_urlsafe(32)
        lock = pikepdf.Encryption(owner=owner, user=password, R=REVISION, aes=True, metadata=True)
        pdf.save(out, encryption=lock)
    return out.getvalue()
