"""One transaction per request on the main database, committed at the edge; raising or an error answer rolls back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from database import Database

READING = {"GET", "HEAD", "OPTIONS"}


def database() -> Database:
    """The application's databases."""
    found: Database = current_app.extensions["database"]
    return found


def session() -> Session:
    """This request's session on the main database; writing unless the method only reads."""
    if "session" not in g:
        opener = database().reading if request.method in READING else database().writing
        g.session = opener()
    found: Session = g.session
    return found


@contextmanager
def apart() -> Iterator[Session]:
    """A short writing transaction of its own on the main database (audit entries of a reading request).

    On SQLite it waits for this request's own writer, so a request that already writes uses `session()`.
    """
    with database().writing() as own, own.begin():
        yield own


def after_commit(action: Callable[[], Any]) -> None:
    """Run `action` once this request has committed, outside every transaction."""
    g.setdefault("after_commit", []).append(action)


def register(app: Flask) -> None:
    """Commit after answers below 400, roll back otherwise, and close sessions with the request."""
    app.after_request(_settle)
    app.teardown_request(_close)


def _settle(response: Response) -> Response:
    succeeded = response.status_code < 400
    opened: Session | None = g.get("session")
    if opened is not None:
        opened.commit() if succeeded else opened.rollback()
    if succeeded:
        for action in g.pop("after_commit", []):
            action()
    return response


def _close(_error: BaseException | None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()
