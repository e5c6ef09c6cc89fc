"""The form cookie is signed under the instance's key, by a signer that is made once."""

from __future__ import annotations

from flask import Flask, session

from web import cookies


def test_one_signer_signs_every_form_cookie_and_refuses_a_changed_one() -> None:
    app = Flask("small")
    app.secret_key = "small"
    cookies.register(app)

    @app.get("/count")
    def count() -> str:
        session["seen"] = session.get("seen", 0) + 1
        return str(session["seen"])

    client = app.test_client()
    assert [client.get("/count").text for _ in range(3)] == ["1", "2", "3"]
    interface = app.session_interface
    assert interface.get_signing_serializer(app) is interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    kept = client.get_cookie("session")
    assert kept is not None
    client.set_cookie("session", kept.value[:-2] + "xx")
    assert client.get("/count").text == "1"
