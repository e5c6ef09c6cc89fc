"""How often something may be done: by link, slip or code, by address without keeping it, and a ceiling for all."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from functools import cache
from typing import cast

import limits
from flask import Flask, Response, current_app, request
from flask_babel import lazy_gettext
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from config import BadSetting
from web.counts import Counts
from web.errors import Refusal

IN_MEMORY = "memory://"
HOUR = 3600
RETRY_SECONDS = 10
#: How many addresses' calm makes everybody's.
EVERYWHERE = 20


@dataclass(frozen=True)
class Limit:
    """How often one kind of request is allowed; an empty text means no limit of that sort.

    A whole factory sits behind one address, so the address limit only stops a machine that hammers.
    """

    #: For one key (link, slip, code, user name) from one address.
    key: str = ""
    #: For one key from anywhere: stops guessing that is spread out, without letting a stranger lock its owner out soon.
    key_anywhere: str = ""
    address: str = ""
    ceiling: str = ""


KINDS = {
    "sign-in": Limit(key="10/5 minutes", key_anywhere="100/5 minutes", address="300/5 minutes", ceiling="3000/minute"),
    "set-up": Limit(address="30/minute", ceiling="100/minute"),
    "answer": Limit(key="30/minute", address="30000/minute", ceiling="60000/minute"),
    "slip": Limit(key="30/minute", address="600/minute", ceiling="30000/minute"),
    "invitation": Limit(key="30/minute", address="30000/minute", ceiling="60000/minute"),
    "petition": Limit(address="3000/minute", ceiling="12000/minute"),
    "joining": Limit(key="120/minute", key_anywhere="600/minute", address="3000/minute", ceiling="12000/minute"),
    "sum": Limit(key_anywhere="5/10 minutes", address="600/minute"),
    "worked": Limit(key_anywhere="2/10 minutes"),
    "readers": Limit(address="6000/minute", ceiling="30000/minute"),
    "policy": Limit(address="600/minute", ceiling="3000/minute"),
    "case": Limit(key="30/minute", address="600/minute", ceiling="30000/minute"),
}


class Waiting(Refusal):
    """Too many at once: a small page that asks to wait a moment, not a refusal."""

    status = 429

    def __init__(self) -> None:
        super().__init__(lazy_gettext("现在人比较多，请等十几秒再试一次。您填写的内容没有提交，返回上一页还在。"))


class Limiter:
    """Counts requests in memory or in Redis. Keys and addresses are counted under keyed hashes only."""

    def __init__(self, url: str, secret: bytes) -> None:
        self._strategy = FixedWindowRateLimiter(_store(url))
        self._secret = secret
        self._hour = -1
        self._address_key = b""

    def allow(self, kind: str, key: str, address: str) -> bool:
        """Whether one more request of `kind` is within every limit; it is counted. Raises KeyError for a new kind."""
        limit = KINDS[kind]
        at_address = self._address_digest(address)
        held = self._digest(key) if key else ""
        counted = [(limit.ceiling, ("all",)), (limit.address, ("address", at_address))]
        if held:
            counted += [(limit.key, ("pair", held, at_address)), (limit.key_anywhere, ("key", held))]
        try:
            return all(self._strategy.hit(_rate(rate), kind, *names) for rate, names in counted if rate)
        except StorageError:
            # A limiter that is gone must not take the service with it.
            return True

    def is_calm(self, kind: str, address: str, most: int) -> bool:
        """Whether less than `most` requests of `kind` a minute come from this address, and less than a whole
        enterprise's from everywhere; this one is counted."""
        try:
            at_address = self._strategy.hit(_rate(f"{most}/minute"), "calm", kind, self._address_digest(address))
            everywhere = self._strategy.hit(_rate(f"{most * EVERYWHERE}/minute"), "calm", kind, "all")
        except StorageError:
            return True
        return at_address and everywhere

    def _digest(self, key: str) -> str:
        return hashlib.blake2b(key.encode(), key=self._secret, digest_size=12).hexdigest()

    def _address_digest(self, address: str) -> str:
        # The key is nowhere but in this process and changes hourly, so no hash outlives the hour.
        hour = int(time.monotonic() // HOUR)
        if hour != self._hour:
            self._hour, self._address_key = hour, secrets.token_bytes(32)
        return hashlib.blake2b(address.encode(), key=self._address_key, digest_size=12).hexdigest()


def _store(url: str) -> Storage:
    if url == IN_MEMORY:
        return Counts()
    try:
        return cast(Storage, storage_from_string(url, wrap_exceptions=True))
    except ConfigurationError as unusable:
        # Without the address, which may hold a password.
        raise BadSetting(
            "XINQIAO_LIMITS_URL must be memory:// or redis://…, and for redis its package installed: pip install redis"
        ) from unusable


@cache
def _rate(text: str) -> limits.RateLimitItem:
    return limits.parse(text)


def allow(kind: str, key: str = "") -> bool:
    """Count this request and say whether it may go on; `key` is the link, slip, code or user name it is about."""
    found: Limiter = current_app.extensions["limiter"]
    return found.allow(kind, key, request.remote_addr or "")


def is_calm(kind: str) -> bool:
    """Count this request and say whether its address and everybody together send no more than people do."""
    found: Limiter = current_app.extensions["limiter"]
    return found.is_calm(kind, request.remote_addr or "", current_app.extensions["settings"].puzzle_above)


def require(kind: str, key: str = "") -> None:
    """Count this request. Raises Waiting above a limit."""
    if not allow(kind, key):
        raise Waiting


def register(app: Flask) -> None:
    """Create the application's limiter."""
    app.extensions["limiter"] = Limiter(
        app.extensions["settings"].limits_url, app.extensions["instance_key"].derive("limits")
    )
    app.after_request(_say_when)


def _say_when(response: Response) -> Response:
    if response.status_code == 429:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
