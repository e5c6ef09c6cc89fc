"""One commit per request at the edge; raising or an error answer leaves no trace."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.models import Preference
from web.access import public
from web.errors import Refusal
from web.transactions import after_commit, apart, session


@pytest.fixture
def writing(app: Flask) -> Flask:
    """The application with views that write and then end in different ways."""
    happened: list[str] = []
    app.extensions["happened"] = happened

    def write(name: str) -> None:
        session().add(Preference(name=name, value=1))
        session().flush()
        after_commit(lambda: happened.append(name))

    def good() -> str:
        write("good")
        return "ok"

    def refused() -> str:
        write("refused")
        raise Refusal("不行")

    def invalid() -> tuple[str, int]:
        write("invalid")
        return "look again", 422

    def noticing() -> str:
        with apart() as own:
            own.add(Preference(name="noticed", value=1))
        return "read"

    for view in (good, refused, invalid):
        app.add_url_rule(f"/{view.__name__}", view.__name__, public(view), methods=["POST"])
    app.add_url_rule("/noticing", "noticing", public(noticing))
    return app


def _names(app: Flask) -> list[str]:
    with app.extensions["database"].reading() as opened:
        return list(opened.execute(sa.select(Preference.name)).scalars())


def test_a_good_answer_commits_and_then_runs_what_waits(writing: Flask) -> None:
    assert writing.test_client().post("/good").status_code == 200
    assert _names(writing) == ["good"]
    assert writing.extensions["happened"] == ["good"]


@pytest.mark.parametrize(("path", "status"), [("/refused", 409), ("/invalid", 422)])
def test_an_answer_that_is_not_good_leaves_no_trace(writing: Flask, path: str, status: int) -> None:
    assert writing.test_client().post(path).status_code == status
    assert _names(writing) == []
    assert writing.extensions["happened"] == []


def test_a_reading_request_may_note_something_in_a_transaction_of_its_own(writing: Flask) -> None:
    assert writing.test_client().get("/noticing").status_code == 200
    assert _names(writing) == ["noticed"]
