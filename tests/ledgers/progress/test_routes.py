"""Everybody reads what is being done; nobody reads who said it or who does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ledgers import operations
from ledgers.declaration import Source
from ledgers.models import LedgerEntry
from tests.ledgers.conftest import SAID


def test_progress_says_what_was_said_and_what_is_done_without_names(
    client: FlaskClient, listed: Callable[..., LedgerEntry]
) -> None:
    listed(leader="马副总")
    page = client.get("/progress")
    said = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert SAID in said
    assert "津贴差错数降到 0" in said
    for name in ("张伟", "王芳", "马副总"):
        assert name not in said


def test_a_case_as_source_is_named_without_its_number(
    client: FlaskClient, session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    source = Source("petition", "XF202611ABCD")
    operations.add(session, "measures", contents, source=source, actor=enterprise.people["officer"], now=clock())
    session.commit()
    said = client.get("/progress").get_data(as_text=True)
    assert "来自职工诉求" in said
    assert "XF202611ABCD" not in said


def test_the_door_stands_on_the_home_page_only_when_there_is_something_behind_it(
    client: FlaskClient, listed: Callable[..., LedgerEntry]
) -> None:
    assert "/progress" not in client.get("/").get_data(as_text=True)
    assert "还没有公开的事项" in client.get("/progress").get_data(as_text=True)
    listed()
    assert "/progress" in client.get("/").get_data(as_text=True)
