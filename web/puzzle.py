"""A puzzle instead of a refusal: when one address, or everybody together, sends more than people do, a proof is asked.

A device with script works while somebody types and nobody notices; without script there is a sum to do. Both are bound
to the code minted into the form, so nothing is stored and a page from a cache works too. No third party is asked.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from flask import current_app
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from web import limits
from web.forms import say

#: Leading zero bits of the digest: about 130,000 tries, a second or two on an old phone.
BITS = 17
LONGEST_PROOF = 20
SMALLEST, NUMBERS = 2, 8
_DIGITS = "零一二三四五六七八九十"


def is_worked(code: str, proof: str) -> bool:
    """Whether `proof` is a number that took the work for this code: SHA-256 of "code:proof" begins with zeros."""
    if not (proof.isascii() and proof.isdigit() and len(proof) <= LONGEST_PROOF):
        return False
    digest = hashlib.sha256(f"{code}:{proof}".encode()).digest()
    return int.from_bytes(digest, "big") >> (8 * len(digest) - BITS) == 0


def passes(code: str, proof: str, said: str) -> bool:
    """Whether this request may go on: as calm as people are, or with the work done or the sum right."""
    return is_worked(code, proof) or (bool(said) and limits.allow("sum", code) and is_answered(code, said))


def is_solved(form: FlaskForm, code: str) -> bool:
    """Whether this request may go on with what came in its form; a wrong sum is said beside it."""
    if passes(code, form.proof.data or "", form.sum.data or ""):
        return True
    if form.sum.data:
        say(form.sum, _("这道题没有算对，请再算一次。"))
    return False


def question(code: str) -> str:
    """The sum for whoever has no script, in words."""
    one, other = _numbers(code)
    return _("%(one)s加%(other)s等于几？", one=_number(one), other=_number(other))


def is_answered(code: str, typed: str) -> bool:
    """Whether the sum is right, in digits of any width or in Chinese."""
    one, other = _numbers(code)
    said = unicodedata.normalize("NFKC", typed).strip()
    return said in {str(one + other), _chinese(one + other)}


def _numbers(code: str) -> tuple[int, int]:
    key: bytes = current_app.extensions["instance_key"].derive("puzzle")
    digest = hmac.new(key, code.encode(), "sha256").digest()
    return SMALLEST + digest[0] % NUMBERS, SMALLEST + digest[1] % NUMBERS


def _number(value: int) -> str:
    words = {2: _("二"), 3: _("三"), 4: _("四"), 5: _("五"), 6: _("六"), 7: _("七"), 8: _("八"), 9: _("九")}
    return words[value]


def _chinese(value: int) -> str:
    return _DIGITS[value] if value <= 10 else "十" + _DIGITS[value - 10]
