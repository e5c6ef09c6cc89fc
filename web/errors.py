"""Domain refusals and their one translation into pages."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, g, render_template, request
from sqlalchemy.exc import NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException, default_exceptions

#: Fields that are typed afresh rather than kept on a page.
SECRETS = {"password", "old", "new", "again", "csrf_token"}
PAGES = {400, 401, 403, 404, 405, 409, 410, 413, 429, 500, 503}


class Refusal(Exception):
    """The product declines to do something, and says why and what to do in `message`.

    `message` is a whole sentence in the user's language; `field` names the form field it belongs to, if any.
    """

    status = 409

    def __init__(self, message: Any, *, status: int | None = None, field: str | None = None) -> None:
        super().__init__(str(type(self).__name__))
        self.message = message
        self.field = field
        if status is not None:
            self.status = status


class Missing(Refusal):
    """What was asked for does not exist, or not for this person."""

    status = 404

    def __init__(self, message: Any = None) -> None:
        super().__init__(message)


class Forbidden(Refusal):
    """The signed-in person may not do this."""

    status = 403

    def __init__(self, message: Any = None) -> None:
        super().__init__(message)


class SignedOut(Refusal):
    """Something was sent after the sign-in had ended; its page keeps what was typed and sends it again."""

    status = 401

    def __init__(self) -> None:
        super().__init__(None)


def kept_fields() -> list[tuple[str, str]]:
    """What this request sent and may send again: every field but secrets; files cannot be kept."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in SECRETS]


def page(status: int, message: Any = None) -> tuple[str, int]:
    """The error page for `status`, with the refusal's own sentence when there is one."""
    shown = status if status in PAGES else (500 if status >= 500 else 400)
    if status >= 500:
        # Who is signed in stands in the database, which may be what has failed.
        g.setdefault("person", None)
    return render_template(f"errors/{shown}.html", message=message), status


def register(app: Flask) -> None:
    """Translate refusals, missing rows, HTTP errors and faults into pages; no handler shows or logs what was typed."""
    app.jinja_env.globals["kept_fields"] = kept_fields
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(NoResultFound, lambda _error: page(404))
    app.register_error_handler(OperationalError, _database_gone)
    for code in default_exceptions:
        app.register_error_handler(code, _http)
    if not app.testing:
        app.register_error_handler(Exception, _fault)


def _refused(refusal: Refusal) -> tuple[str, int]:
    return page(refusal.status, refusal.message)


def _http(error: HTTPException) -> tuple[str, int] | Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    return page(error.code or 500)


def _database_gone(error: OperationalError) -> tuple[str, int]:
    current_app.logger.error("database unavailable: %s at %s", type(error.orig).__name__, request.endpoint)
    return page(503)


def _fault(error: Exception) -> tuple[str, int]:
    # The exception's message and local values may hold what somebody typed; its type and place do not.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    current_app.logger.error("fault %s at %s in %s", type(error).__name__, request.endpoint, place)
    return page(500)
