"""The poster leads a phone to the form, with its unit filled in and free to change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def officer(app: Flask, enterprise: Any, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    assert enterprise
    return sign_in(app.test_client(), "officer")


def words(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    return re.sub(r"\s+", "", page.get_textpage().get_text_bounded())


def test_the_poster_names_the_unit_and_its_address_opens_the_form_with_it(
    officer: FlaskClient, client: FlaskClient, enterprise: Any
) -> None:
    unit_id = enterprise.units["二车间"]
    chosen = officer.get("/desk/petitions/poster/").get_data(as_text=True)
    assert f'<option value="{unit_id}">' in chosen
    assert "只有这台电脑打得开" in chosen

    answer = officer.get(f"/desk/petitions/poster/petition.pdf?unit={unit_id}")

    assert answer.mimetype == "application/pdf"
    assert "二车间" in words(answer.data)
    assert f"/petition?unit={unit_id}" in words(answer.data)
    form = client.get(f"/petition?unit={unit_id}").get_data(as_text=True)
    assert re.search(rf'<option selected value="{unit_id}">', form)


def test_without_a_unit_it_is_for_everybody_and_an_unknown_one_is_as_if_none_was_named(
    officer: FlaskClient, client: FlaskClient
) -> None:
    for asked in ("", "?unit=", "?unit=7", "?unit=x"):
        assert "/petition手" not in words(officer.get(f"/desk/petitions/poster/petition.pdf{asked}").data)
        assert client.get(f"/petition{asked}").status_code == 200


def test_only_offices_print_it(app: Flask, enterprise: Any, sign_in: Callable[..., FlaskClient]) -> None:
    assert enterprise
    assert sign_in(app.test_client(), "handler").get("/desk/petitions/poster/").status_code == 403
