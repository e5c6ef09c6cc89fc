"""A photo is hung, seen and taken down on the entry's page, by those who may."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from ledgers.models import LedgerEntry
from tests.ledgers.photos.test_operations import picture

Listed = Callable[..., LedgerEntry]


def test_a_photo_is_hung_seen_and_taken_down(client: FlaskClient, sign_in: Any, listed: Listed) -> None:
    base = f"/desk/ledgers/measures/{listed().id}/"
    sign_in(client, "handler")
    answer = client.post(f"{base}photos/", data={"file": (io.BytesIO(picture()), "IMG_0743.jpg")})
    assert answer.status_code == 302
    page = client.get(base).get_data(as_text=True)
    assert "IMG_0743" not in page
    address = re.findall(r'<img src="([^"]+)"', page)[0]
    seen = client.get(address)
    assert (seen.status_code, seen.mimetype) == (200, "image/jpeg")
    assert client.post(f"{address}/remove").status_code == 302
    assert client.get(address).status_code == 404


def test_what_cannot_be_taken_is_said_at_the_field(client: FlaskClient, sign_in: Any, listed: Listed) -> None:
    base = f"/desk/ledgers/measures/{listed().id}/photos/"
    sign_in(client, "officer")
    refused = client.post(base, data={"file": (io.BytesIO(b"no photo"), "x.jpg")})
    assert refused.status_code == 422
    assert "只收照片和 PDF" in refused.get_data(as_text=True)
    assert client.post(base).status_code == 422


@pytest.mark.parametrize("name", ["officer", "handler", "leader", "inspector", "keeper", "admin"])
def test_who_hangs_photos(client: FlaskClient, sign_in: Any, listed: Listed, name: str) -> None:
    base = f"/desk/ledgers/measures/{listed().id}/photos/"
    sign_in(client, name)
    assert client.get(base).status_code == (200 if name in {"officer", "handler"} else 403)
    assert client.post(f"{base}5/remove").status_code == (404 if name in {"officer", "handler"} else 403)
