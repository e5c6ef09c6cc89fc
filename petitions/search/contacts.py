"""Whether two contacts are the same: a telephone number or a mail address in one spelling; pure."""

from __future__ import annotations

import re
import unicodedata

_FILLING = r"[\s\-—()/.·]*"
_COUNTRY = rf"(?<!\d)(?:(?:\+?86|0086){_FILLING})?"
_MOBILE = re.compile(rf"{_COUNTRY}(1{_FILLING}[3-9](?:{_FILLING}\d){{9}})(?!\d)")
_LANDLINE = re.compile(rf"{_COUNTRY}(0(?:{_FILLING}\d){{9,11}})(?!\d)")
_MAIL = re.compile(r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+")


def normal(contact: str) -> str | None:
    """The first number or address in a contact in its one spelling, or None: words such as “下班后找我” identify nobody."""
    plain = unicodedata.normalize("NFKC", contact).lower()
    if mail := _MAIL.search(plain):
        return f"mail:{mail[0]}"
    for rule in (_MOBILE, _LANDLINE):
        if found := rule.search(plain):
            return f"tel:{re.sub(_FILLING, '', found[1])}"
    return None
