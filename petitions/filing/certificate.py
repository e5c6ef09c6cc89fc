"""The receipt as one picture that a phone can keep: code, QR and date, without anything to fetch."""

from __future__ import annotations

import base64
from datetime import date

from flask import render_template

from paper import qr
from web import crockford, kept_pages

# Any of the eight masks scans; trying all of them would cost more than everything else about filing a petition.
MASK = 3
#: What stands in a picture, or a page, that is rendered once for all receipts of a day.
NUMBER, SIDE, PATH, PARTS = "{number}", "{side}", "{path}", ("{part-1}", "{part-2}", "{part-3}", "{part-4}")


def picture(code: str, before: str, number: str, day: date, *, due: date | None = None, is_joint: bool = False) -> str:
    """A data: address of the receipt's picture (SVG); its QR code opens `before` + `code`, `due` is when to come back."""
    side, path = qr.outline_of_tail(before, code, mask=MASK)
    facts = day, due, is_joint
    drawn = with_code(kept_pages.page("certificate", facts, lambda: _blank(*facts)), code, number)
    drawn = drawn.replace(SIDE, str(side)).replace(PATH, path)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def with_code(blank: str, code: str, number: str) -> str:
    """A page or picture that was rendered with the placeholders, for one receipt."""
    for place, part in zip(PARTS, crockford.parts(code), strict=True):
        blank = blank.replace(place, part)
    return blank.replace(NUMBER, number)


def _blank(day: date, due: date | None, is_joint: bool) -> str:
    return render_template(
        "petitions/filing/_certificate.svg",
        side=SIDE,
        path=PATH,
        parts=PARTS,
        number=NUMBER,
        day=day,
        due=due,
        is_joint=is_joint,
    )
