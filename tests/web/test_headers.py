"""Every answer carries the same strict headers, error pages included, and is kept nowhere unless it says so."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, Response, send_file
from flask.testing import FlaskClient

from app import create_app
from config import Settings
from web.access import public
from web.headers import CONTENT_SECURITY_POLICY, framed_by_itself, framing_itself


@pytest.mark.parametrize("path", ["/", "/no-such-page", "/healthz"])
def test_no_answer_allows_inline_code_framing_or_a_referrer(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_a_page_is_kept_nowhere_unless_its_view_says_so(app: Flask, client: FlaskClient) -> None:
    def cached() -> Response:
        answer = Response("same for everybody")
        answer.headers["Cache-Control"] = "public, max-age=60"
        return answer

    def sent() -> Response:
        return send_file(io.BytesIO(b"figures of a draft"), mimetype="application/pdf", download_name="draft.pdf")

    app.add_url_rule("/cached", "cached", public(cached))
    app.add_url_rule("/sent", "sent", public(sent))

    assert client.get("/sent").headers["Cache-Control"] == "no-store"
    assert client.get("/").headers["Cache-Control"] == "no-store"
    assert client.get("/cached").headers["Cache-Control"] == "public, max-age=60"


def test_a_versioned_static_file_is_kept_for_a_year_and_another_is_asked_about(app: Flask, client: FlaskClient) -> None:
    assert app.static_folder is not None
    name = next(path.name for path in Path(app.static_folder).iterdir() if path.is_file())

    kept = {}
    for address in (f"/static/{name}?v=1a2b", f"/static/{name}", "/static/none.css?v=1a2b"):
        with client.get(address) as answer:
            kept[address] = "immutable" in answer.headers.get("Cache-Control", "")
    assert list(kept.values()) == [True, False, False]


def test_an_encrypted_site_tells_browsers_to_stay_encrypted(settings: Settings) -> None:
    app = create_app(replace(settings, public_url="https://xq.example.com"), migrate=False)
    app.extensions["database"].create_all()

    answer = app.test_client().get("/healthz")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    app.extensions["database"].dispose()


def test_a_page_may_say_that_it_frames_our_own_or_is_framed_by_our_own_and_nothing_more(app: Flask) -> None:
    with app.test_request_context():
        around = framing_itself(Response())
        inside = framed_by_itself(Response())
    assert around.headers["Content-Security-Policy"] == f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    assert "frame-ancestors 'self'" in inside.headers["Content-Security-Policy"]
    assert "default-src 'none'" in inside.headers["Content-Security-Policy"]
    assert inside.headers["X-Frame-Options"] == "SAMEORIGIN"
