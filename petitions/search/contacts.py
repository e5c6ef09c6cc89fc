"""Whether two contacts are the same: a telephone number or a mail address in one spelling; pure."""

from __future__ import annotations

import re
import unicodedata

_FILLING = re.compile(r"[\s\-—()/.·]+")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86|0086)?(1[3-9]\d{9})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(?:\+?86|0086)?(0\d{9,11})(?!\d)")
_MAIL = re.compile(r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+")


def normal(contact: str) -> str | None:
    """The first number or address in a contact in its one spelling, or None: words such as “下班后找我” identify nobody."""
    plain = unicodedata.normalize("NFKC", contact).lower()
    if mail := _MAIL.search(plain):
        return f"mail:{mail[0]}"
    digits = _FILLING.sub("", plain)
    for rule in (_MOBILE, _LANDLINE):
        if found := rule.search(digits):
            return f"tel:{found[1]}"
    return None
