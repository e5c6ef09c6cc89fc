"""A petitioner's half hour at their case: a sealed cookie and no row, so that nothing records that they came.

The cookie holds what the receipt code gave, sealed under a key of the instance; the server alone cannot open the case,
and the cookie alone tells nothing. It is not the case's own key, which may be exchanged within the half hour.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import struct
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flask import Request, current_app
from werkzeug.wrappers import Response

from vault import seal

MINUTES = 30
NONCE_BYTES = 16
_LAYOUT = struct.Struct(f">QQ{seal.KEY_BYTES}s{NONCE_BYTES}s")


@dataclass(frozen=True)
class Kind:
    """What a receipt opens, and under which pages its cookie is sent."""

    name: str
    path: str


CASE = Kind("case", "/case")
#: A case that somebody joined (联名); its key is what their receipt gives, which opens what is shared and not the case.
VOICE = Kind("joint", "/case/joint")


@dataclass(frozen=True)
class CaseSession:
    """Which case is open in this browser, with what opens it, for how long."""

    #: The id of the petition, or of the voice.
    petition_id: int
    #: The private half that the receipt code gives.
    receipt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    until: datetime
    kind: Kind = CASE
    #: The key of the case now, once it was looked up with that.
    key: bytes = field(default=b"", repr=False)

    def with_key(self, key: bytes) -> CaseSession:
        """The same with the key the case has now."""
        return replace(self, key=key)

    @property
    def token(self) -> str:
        """What each form of the case page carries, so that no other site can post in the petitioner's name."""
        return seal.derive(_instance_key(), f"{self.kind.name}-form", self.nonce, 16).hex()

    def accepts(self, token: str) -> bool:
        """Whether a posted form came from this session's pages."""
        return hmac.compare_digest(self.token.encode(), token.encode("utf-8", "replace"))


def begin(petition_id: int, receipt: bytes, *, now: datetime, kind: Kind = CASE) -> CaseSession:
    """A new half hour."""
    return CaseSession(petition_id, receipt, seal.random_key()[:NONCE_BYTES], now + timedelta(minutes=MINUTES), kind)


def current(request: Request, *, now: datetime, kind: Kind = CASE) -> CaseSession | None:
    """The open case of this browser, or None when there is none, it has run out, or the cookie was made up."""
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(_name(kind), "").encode("ascii", "replace"))
        opened = seal.open_bytes(_instance_key(), sealed, _place(kind))
    except (seal.SealBroken, binascii.Error, ValueError):
        return None
    petition_id, until, receipt, nonce = _LAYOUT.unpack(opened)
    if until <= now.timestamp():
        return None
    return CaseSession(petition_id, receipt, nonce, datetime.fromtimestamp(until, now.tzinfo), kind)


def keep(response: Response, opened: CaseSession, *, now: datetime) -> Response:
    """Send the cookie, good for another half hour."""
    until = int((now + timedelta(minutes=MINUTES)).timestamp())
    content = _LAYOUT.pack(opened.petition_id, until, opened.receipt, opened.nonce)
    response.set_cookie(
        _name(opened.kind),
        base64.urlsafe_b64encode(seal.seal_bytes(_instance_key(), content, _place(opened.kind))).decode(),
        max_age=MINUTES * 60,
        path=opened.kind.path,
        secure=_is_https(),
        httponly=True,
        samesite="Strict",
    )
    return response


def end(response: Response, *, kind: Kind = CASE) -> Response:
    """Forget the case, and ask the browser to forget the pages too.

    Only the cache: an unspent survey ticket lives in the same site's storage and must survive.
    """
    response.delete_cookie(_name(kind), path=kind.path, secure=_is_https(), httponly=True, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _place(kind: Kind) -> str:
    return f"{kind.name}-session"


def _name(kind: Kind) -> str:
    # Not `__Host-`: that prefix demands the path "/", and then a survey answered in the same half hour would be sent
    # together with the case's cookie.
    return f"__Secure-xinqiao-{kind.name}" if _is_https() else f"xinqiao-{kind.name}"


def _is_https() -> bool:
    return bool(current_app.extensions["settings"].https)


def _instance_key() -> bytes:
    derived: bytes = current_app.extensions["instance_key"].derive("case-session")
    return derived
