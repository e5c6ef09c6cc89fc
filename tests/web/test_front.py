"""Pages that are the same for everybody are answered again without the application, and nothing else is."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from flask import Flask, make_response, request, session
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from tests.fixtures import START
from web import clock, front


@pytest.fixture
def asked() -> list[str]:
    """The addresses the application was asked for."""
    return []


@pytest.fixture
def small(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application of three pages behind a front, at a moment that stands still."""
    clock.set_clock(lambda: START)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    app = Flask("small")
    app.secret_key = "small"
    front.register(app)

    @app.get("/shared")
    def shared() -> Response:
        asked.append(request.full_path)
        answer = make_response("for everybody " + request.args.get("lang", "zh"))
        answer.headers["Cache-Control"] = "public, max-age=60"
        answer.set_etag("e1")
        front.keep_until(START + timedelta(hours=1))
        return answer.make_conditional(request)

    @app.get("/own")
    def own() -> str:
        asked.append("own")
        front.keep_until(START + timedelta(hours=1))
        return "for one"

    @app.get("/cookie")
    def cookie() -> Response:
        asked.append("cookie")
        session["seen"] = "yes"
        answer = make_response("for one")
        answer.headers["Cache-Control"] = "public"
        answer.set_cookie("seen", "yes")
        front.keep_until(START + timedelta(hours=1))
        return answer

    @app.after_request
    def add(response: Response) -> Response:
        response.headers["X-Added"] = "later"
        return response

    return app


def _get(app: Flask, path: str, **headers: str) -> TestResponse:
    return app.test_client().get(path, headers={key.replace("_", "-"): value for key, value in headers.items()})


def test_the_second_who_asks_gets_the_same_answer_with_every_header(small: Flask, asked: list[str]) -> None:
    first, second = _get(small, "/shared"), _get(small, "/shared")
    assert (second.status_code, second.data) == (200, first.data)
    assert sorted(second.headers) == sorted(first.headers)
    assert second.headers["X-Added"] == "later"
    assert len(asked) == 1


def test_another_language_or_coding_is_another_answer(small: Flask, asked: list[str]) -> None:
    assert _get(small, "/shared").data != _get(small, "/shared?lang=en").data
    _get(small, "/shared", Accept_Encoding="gzip")
    assert len(asked) == 3


def test_who_still_has_it_is_told_so(small: Flask, asked: list[str]) -> None:
    tag = _get(small, "/shared").headers["ETag"]
    again = _get(small, "/shared", If_None_Match=tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Content-Length" not in again.headers
    assert _get(small, "/shared", If_None_Match='"other"').status_code == 200
    assert len(asked) == 1


def test_a_second_later_or_after_its_moment_the_application_is_asked(
    small: Flask, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _get(small, "/shared")
    monkeypatch.setattr(time, "monotonic", lambda: 100.0 + front.BELIEVED_SECONDS)
    _get(small, "/shared")
    assert len(asked) == 2
    clock.set_clock(lambda: START + timedelta(hours=1))
    _get(small, "/shared")
    assert len(asked) == 3


def test_what_is_not_for_everybody_is_never_kept(small: Flask, asked: list[str]) -> None:
    for path in ("/own", "/own", "/cookie", "/cookie"):
        assert _get(small, path).data == b"for one"
    assert asked == ["own", "own", "cookie", "cookie"]


def test_many_addresses_do_not_fill_the_memory(small: Flask) -> None:
    for number in range(3 * front.MOST):
        _get(small, f"/shared?{number}")
    kept = small.wsgi_app._kept  # type: ignore[attr-defined]
    assert len(kept) <= front.MOST
