"""What reaches the log: kinds, places and hours; never an address, a path, a value or what somebody typed."""

from __future__ import annotations

import logging
import re
import sys

import pytest
from flask import Flask

from web.access import public
from web.logs import Discreet, Terminal

SECRET = "他在三月十二日骂了我"


def _record(name: str, message: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, values, trace)  # type: ignore[arg-type]


def test_an_exceptions_message_never_reaches_the_log() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as fault:
        text = Discreet().format(_record("app", "fault at %s", "petitions.file", error=fault))

    assert SECRET not in text
    assert "ValueError" in text
    assert "fault at petitions.file" in text
    assert "test_logs.py" in text


def test_other_libraries_records_lose_their_values() -> None:
    text = Discreet().format(_record("waitress", "Exception while serving %s", "/case?code=" + SECRET))

    assert SECRET not in text
    assert "Exception while serving" in text


def test_a_record_tells_the_hour_and_no_finer_time() -> None:
    text = Discreet().format(_record("app", "something"))

    assert re.match(r"\d{4}-\d\d-\d\d \d\d:00 ERROR app: something$", text)


def test_a_fault_in_a_view_is_logged_without_address_query_or_body(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise RuntimeError(SECRET)

    app.add_url_rule("/broken", "broken", public(broken), methods=["POST"])
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        answer = app.test_client().post(
            "/broken?name=" + SECRET, data={"text": SECRET}, environ_overrides={"REMOTE_ADDR": "203.0.113.77"}
        )
    finally:
        app.testing = True
    logged = capsys.readouterr().err

    assert answer.status_code == 500
    assert SECRET not in answer.get_data(as_text=True)
    assert SECRET not in logged
    assert "203.0.113.77" not in logged


def test_only_one_handler_is_added_however_many_applications_there_are(app: Flask) -> None:
    handlers = [handler for handler in logging.getLogger().handlers if isinstance(handler, Terminal)]

    assert len(handlers) == 1


def test_a_terminal_that_is_gone_does_not_fail_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def write(self, _text: str) -> None:
            raise OSError("gone")

    handler = Terminal()
    handler.setFormatter(Discreet())
    monkeypatch.setattr(logging, "raiseExceptions", False)
    monkeypatch.setattr(sys, "stderr", Gone())

    handler.emit(_record("app", "something"))
