"""Staff home, trust page, desk home, and the reader's choice of type and language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def test_home_needs_no_account_and_shows_only_doors_that_open(client: FlaskClient, enterprise: Any) -> None:
    page = _text(client.get("/"))

    assert "提诉求" in page
    assert "看结果" not in page, "nothing was released yet"


def test_home_stands_before_anything_is_set_up(client: FlaskClient) -> None:
    assert "这里还没有开放" in _text(client.get("/"))
    assert client.get("/trust").status_code == 200


def test_the_desk_opens_for_everybody_with_an_account(
    app: Flask, sign_in: Callable[..., FlaskClient], enterprise: Any
) -> None:
    for name in enterprise.people:
        assert sign_in(app.test_client(), name).get("/desk/").status_code == 200, name


def test_large_type_and_language_are_remembered(client: FlaskClient) -> None:
    back = client.get("/display?large=1&back=/trust")
    client.get("/display?lang=en")

    page = _text(client.get("/"))
    assert back.location == "/trust"
    assert 'class="large"' in page
    assert 'lang="en"' in page
    client.get("/display?large=0")
    assert 'class="large"' not in _text(client.get("/"))


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\r\nx: y", "evil"]
)
def test_choosing_a_language_never_leads_to_another_site(client: FlaskClient, target: str) -> None:
    assert client.get("/display", query_string={"lang": "en", "back": target}).location == "/"


def test_a_choice_that_does_not_exist_is_not_kept(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/display?lang=klingon&large=7").headers
