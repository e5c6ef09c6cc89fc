"""Whoever explains a rule at the desk counts it with one press, once the answer holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from ledgers.models import LedgerEntry

Listed = Callable[..., LedgerEntry]


def test_giving_an_answer_is_counted_at_the_desk(client: FlaskClient, sign_in: Any, listed: Listed) -> None:
    base = f"/desk/ledgers/policies/{listed('policies').id}/"
    sign_in(client, "officer")
    assert client.post(f"{base}explained", data={"channel": "visit"}).status_code == 409
    assert client.post(f"{base}steps/publish").status_code == 302
    assert client.post(f"{base}explained", data={"channel": "visit"}).status_code == 302
    assert client.post(f"{base}explained", data={"channel": "page"}).status_code == 404
    assert "当面解释 1" in client.get(base).get_data(as_text=True)
