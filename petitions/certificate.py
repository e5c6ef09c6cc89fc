"""The receipt as one picture that a phone can keep: code, QR and date, without anything to fetch."""

from __future__ import annotations

import base64
from datetime import date

from flask import render_template

from paper import qr
from web import crockford

# Any of the eight masks scans; trying all of them would cost more than everything else about filing a petition.
MASK = 3


def picture(code: str, address: str, number: str, day: date, *, due: date | None = None, is_joint: bool = False) -> str:
    """A data: address of the receipt's picture (SVG); `address` is what its QR code opens, `due` when to come back."""
    side, path = qr.outline(address, mask=MASK)
    drawn = render_template(
        "petitions/_certificate.svg",
        side=side,
        path=path,
        parts=crockford.parts(code),
        number=number,
        day=day,
        due=due,
        is_joint=is_joint,
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
