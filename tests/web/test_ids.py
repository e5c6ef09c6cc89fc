"""A number that no database takes names nothing: in every address, and in what forms and queries send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter

from web import ids

TOO_LARGE = 2**63


def test_no_address_takes_a_number_that_no_database_takes(app: Flask) -> None:
    numbers = [
        (rule.rule, each)
        for rule in app.url_map.iter_rules()
        for each in rule._converters.values()
        if isinstance(each, IntegerConverter)
    ]

    assert len(numbers) > 50
    assert [rule for rule, each in numbers if each.max is None or each.max > ids.LARGEST] == []


@pytest.mark.usefixtures("enterprise")
def test_an_address_with_such_a_number_is_not_there(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    officer = sign_in(client, "officer")

    for number in (str(TOO_LARGE), "9" * 5000):
        assert officer.get(f"/desk/petitions/{number}/").status_code == 404
        assert officer.get(f"/desk/petitions/?handler={number}&unit={number}").status_code == 200
    assert officer.get(f"/desk/petitions/{ids.LARGEST}/").status_code == 404


@pytest.mark.parametrize("typed", ["7", "0", str(ids.LARGEST)])
def test_what_a_form_sends_is_read_in_plain_digits(typed: str) -> None:
    assert ids.read_or_none(typed) == ids.read(typed) == int(typed)


@pytest.mark.parametrize("typed", ["", None, "-1", "1²", "٧", "x", str(TOO_LARGE), "9" * 5000])
def test_anything_else_is_no_number(typed: str | None) -> None:
    assert ids.read_or_none(typed) is None


def test_a_choice_that_is_too_large_is_refused_like_a_word() -> None:
    for typed in ("x", str(TOO_LARGE), "9" * 5000):
        with pytest.raises(ValueError):
            ids.read(typed)
