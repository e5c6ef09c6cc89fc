"""Pages that are the same for everybody: once answered, they are answered again without asking the application.

When a shift ends, hundreds of phones ask for one page in the same second. Only answers that say they are public and set
no cookie are kept, for a second at most, so nothing of a person is ever in here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.datastructures import Headers
from werkzeug.http import is_resource_modified, remove_entity_headers

from web import clock

BELIEVED_SECONDS = 1.0
MOST = 64

_Key = tuple[str, str, str, bool]


@dataclass(frozen=True)
class _Kept:
    """A whole answer, good until `until` (monotonic seconds) and before `good_before` (the product's clock)."""

    headers: Headers
    body: bytes
    until: float
    good_before: datetime


class Front:
    """Stands before the application and answers what it remembers."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._kept: dict[_Key, _Kept] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer from memory where that can be done, else let the application answer."""
        if environ["REQUEST_METHOD"] == "GET":
            kept = self._kept.get(_key(environ))
            if kept is not None and time.monotonic() < kept.until and clock.now() < kept.good_before:
                return _answer(kept, environ, start_response)
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer

    def keep(self, response: Response) -> Response:
        """Remember an answer whose view asked for it (`keep_until`) if it may be given to anybody."""
        good_before = g.get("front_until")
        if good_before is not None and response.status_code == 200 and _is_for_all(response):
            if len(self._kept) >= MOST:
                self._kept.clear()
            headers = Headers(response.headers)
            kept = _Kept(headers, response.get_data(), time.monotonic() + BELIEVED_SECONDS, good_before)
            self._kept[_key(request.environ)] = kept
        return response


def keep_until(moment: datetime) -> None:
    """Let this request's answer be given to whoever asks for the same in the next second, but not from `moment` on."""
    g.front_until = moment


def register(app: Flask) -> None:
    """Stand before the application. Registered before all that add headers, so that it sees answers when they are done."""
    front = Front(app.wsgi_app)
    app.wsgi_app = front  # type: ignore[method-assign]
    app.after_request(front.keep)


def _key(environ: dict[str, Any]) -> _Key:
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    return environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""), packed


def _is_for_all(response: Response) -> bool:
    return response.cache_control.public is True and "Set-Cookie" not in response.headers


def _answer(kept: _Kept, environ: dict[str, Any], start_response: Any) -> list[bytes]:
    if "HTTP_IF_NONE_MATCH" in environ and not is_resource_modified(environ, kept.headers.get("ETag")):
        headers = Headers(kept.headers)
        remove_entity_headers(headers)
        start_response("304 NOT MODIFIED", headers.to_wsgi_list())
        return []
    start_response("200 OK", kept.headers.to_wsgi_list())
    return [kept.body]
