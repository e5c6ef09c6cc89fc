"""Deny by default: what a view declares decides, and an undeclared view does not start."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from web import access


@pytest.fixture
def bare() -> Flask:
    """An application with nothing but access control."""
    app = Flask("bare")
    app.add_url_rule("/sign-in", "accounts.sign_in", access.public(lambda: "sign in"))
    app.add_url_rule("/open", "open", access.public(lambda: "open"))
    app.add_url_rule("/cases", "cases", access.requires("petitions")(lambda: "cases"))
    app.add_url_rule("/me", "me", access.requires(access.SIGNED_IN)(lambda: "me"))
    app.register_error_handler(access.Forbidden, lambda _error: ("forbidden", 403))
    access.register(app)
    return app


def _sign_in(app: Flask, *permissions: str) -> None:
    app.extensions["person_loader"] = lambda: SimpleNamespace(id=1, name="王芳", can=lambda each: each in permissions)


def test_an_undeclared_view_stops_the_start(bare: Flask) -> None:
    bare.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    with pytest.raises(RuntimeError, match="forgotten"):
        access.verify(bare)


def test_an_undeclared_view_is_forbidden_even_to_the_signed_in(bare: Flask) -> None:
    bare.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    _sign_in(bare, "petitions")
    assert bare.test_client().get("/forgotten").status_code == 403


def test_a_public_view_asks_nobody(bare: Flask) -> None:
    assert bare.test_client().get("/open").text == "open"


def test_a_stranger_is_sent_to_sign_in_and_back(bare: Flask) -> None:
    answer = bare.test_client().get("/cases")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/cases"


def test_what_a_stranger_sends_is_answered_not_redirected(bare: Flask) -> None:
    bare.add_url_rule("/say", "say", access.requires("petitions")(lambda: "said"), methods=["POST"])
    bare.register_error_handler(access.SignedOut, lambda _error: ("signed out", 401))
    assert bare.test_client().post("/say").status_code == 401


def test_a_picture_behind_a_page_is_not_sent_to_sign_in(bare: Flask) -> None:
    for_picture = bare.test_client().get("/cases", headers={"Sec-Fetch-Dest": "image"})
    for_page = bare.test_client().get("/cases", headers={"Sec-Fetch-Dest": "document"})
    assert (for_picture.status_code, for_page.status_code) == (401, 302)
    assert "Set-Cookie" not in for_picture.headers


def test_a_permission_opens_and_its_lack_forbids(bare: Flask) -> None:
    _sign_in(bare, "surveys")
    assert bare.test_client().get("/cases").status_code == 403
    assert bare.test_client().get("/me").status_code == 200
    _sign_in(bare, "petitions")
    assert bare.test_client().get("/cases").status_code == 200


def test_a_page_that_does_not_exist_needs_no_declaration(bare: Flask) -> None:
    assert bare.test_client().get("/nowhere").status_code == 404
