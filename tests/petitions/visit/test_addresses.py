"""Codes stand behind # in every address, where no server sees them, and addresses begin as the enterprise set them."""

from dataclasses import replace

from flask import Flask

from petitions.visit import addresses


def test_a_code_is_never_part_of_what_a_browser_asks_for(app: Flask) -> None:
    with app.test_request_context(base_url="http://10.0.0.8:8000"):
        assert addresses.case_address("7K2M") == "http://10.0.0.8:8000/case#7K2M"
        assert addresses.join_address("7K2M") == "http://10.0.0.8:8000/join#7K2M"


def test_the_address_the_enterprise_set_goes_before_the_one_that_was_asked(app: Flask, monkeypatch) -> None:
    monkeypatch.setitem(
        app.extensions, "settings", replace(app.extensions["settings"], public_url="https://union.example/")
    )
    with app.test_request_context(base_url="http://10.0.0.8:8000"):
        assert addresses.case_address("") == "https://union.example/case#"
