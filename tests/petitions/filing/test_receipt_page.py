"""A receipt holds its own code and number alone, though a day's receipts are rendered once."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from petitions import receipt
from petitions.filing import receipt_page
from petitions.offices import front
from tests.petitions.phone import fields, mint, send


def test_two_receipts_of_a_day_differ_by_code_and_number_alone(app: Flask, casework: Any) -> None:
    (one, _key), (other, _other_key) = casework.file(), casework.file()
    codes = receipt.mint(), receipt.mint()
    with app.test_request_context():
        shown = front(casework.session)
        pages = [receipt_page.page(code, case, shown) for code, case in zip(codes, (one, other), strict=True)]

    for page, code, case, foreign in zip(pages, codes, (one, other), codes[::-1], strict=True):
        assert code in page
        assert case.number in page
        assert foreign not in page
        assert receipt_page.BLANK_CODE not in page
        assert receipt_page.BLANK_PICTURE not in page


def test_the_page_of_a_receipt_forgets_the_draft(front: FlaskClient) -> None:
    assert '<div data-forget="petition" hidden>' in send(front, fields(mint(front))).text
    assert "data-draft-consent" in front.get("/petition").text
    assert " name=" not in front.get("/petition").text.partition("data-draft-consent")[2].partition(">")[0]
