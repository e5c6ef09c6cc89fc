"""The receipt as one picture that a phone can keep: code, QR and date, without anything to fetch."""

from __future__ import annotations

import base64

from flask import render_template

from paper import qr
from petitions.models import Petition
from web import crockford

# Any of the eight masks scans; trying all of them would cost more than everything else about filing a petition.
MASK = 3


def picture(code: str, address: str, petition: Petition) -> str:
    """A data: address of the receipt's picture (SVG); `address` is what its QR code opens."""
    side, path = qr.outline(address, mask=MASK)
    drawn = render_template(
        "petitions/_certificate.svg", side=side, path=path, parts=crockford.parts(code), petition=petition
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
