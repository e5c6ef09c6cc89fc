"""What somebody holding everything the machine keeps can find of a person who filed and answered: no word, no address,
no browser, no receipt, no time of day. Rows, raw database files, logs and cookies are searched alike."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from config import Settings
from database import Base, BoxBase
from surveys import operations as survey_operations
from surveys.items import FIVE_POINT, Definition, ItemType
from web import clock as product_clock

ADDRESS = "203.0.113.77"
BROWSER = "XiaomiBrowser/17.3-telltale"
#: At a time of day that would be recognised wherever it was kept.
MOMENT = datetime(2026, 11, 25, 7, 43, 19, tzinfo=product_clock.ZONE)
NARRATIVE = "三车间的通风机坏了两周，值班长说谁再提就调谁的岗。"
NAME = "欧阳青禾"
CONTACT = "13987654321"
MESSAGE = "补充一句，昨天又有人晕倒了。"
COMMENT = "夜班的饭是凉的，希望有人管。"
ABOUT_OFFICERS = {"sign_in_session", "audit_entry", "job", "lease", "backup_record", "survey"}


@pytest.fixture
def survey(session: Session, enterprise: Any, clock: Any) -> Any:
    """An open survey."""
    officer = enterprise.people["officer"]
    made = survey_operations.make(session, "wellbeing", actor=officer, now=clock())
    made.closes_at = clock() + timedelta(days=7)
    survey_operations.open_(session, made, actor=officer, now=clock())
    session.commit()
    return made


def _phone(app: Flask) -> Callable[..., Any]:
    """A phone whose address and browser would be recognised."""
    client: FlaskClient = app.test_client()
    environ = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER}

    def ask(path: str, **form: str) -> Any:
        if form:
            return client.post(path, data=form, environ_overrides=environ)
        return client.get(path, environ_overrides=environ)

    return ask


def _file(app: Flask) -> str:
    """File a confidential petition, come back and say more; returns the receipt code."""
    ask = _phone(app)
    page = ask("/petition").get_data(as_text=True)
    code = str(re.search(r'name="receipt"[^>]*value="([0-9A-Z]{16})"', page)[1])  # type: ignore[index]
    filed = ask(
        "/petition",
        receipt=code,
        mark=str(re.search(r'name="mark"[^>]*value="([0-9a-f]{32})"', page)[1]),  # type: ignore[index]
        kind="problem",
        text=NARRATIVE,
        category="safety",
        unit="",
        people="1",
        naming="confidential",
        name=NAME,
        contact=CONTACT,
    )
    assert filed.status_code == 200, filed.get_data(as_text=True)
    assert ask("/case", code=code).status_code < 400
    token = re.search(r'name="token"[^>]*value="([^"]+)"', ask("/case").get_data(as_text=True))
    said = ask("/case/say", token=str(token[1]), text=MESSAGE)  # type: ignore[index]
    assert said.status_code < 400, said.get_data(as_text=True)
    return code


def _answer(app: Flask, survey: Any) -> None:
    definition = Definition.from_json(survey.definition)
    chance = random.Random(3)
    form = {"unit": str(definition.choosable_units[0].id)}
    for item in definition.asked:
        if item.type in FIVE_POINT:
            form[item.id] = str(chance.randint(1, 5))
        elif item.type is ItemType.TEN:
            form[item.id] = "7"
        elif item.type is ItemType.TEXT:
            form[item.id] = COMMENT
    assert _phone(app)(f"/s/{survey.slug}", **form).status_code == 303


def _rows(app: Flask) -> dict[str, str]:
    """Every value of every row, by table, bytes shown as the text they might hold."""
    database = app.extensions["database"]
    found = {}
    for engine, metadata in ((database.main, Base.metadata), (database.box, BoxBase.metadata)):
        with engine.connect() as connection:
            for table in metadata.sorted_tables:
                rows = connection.execute(sa.select(table)).all()
                values = [value for row in rows for value in row]
                found[table.name] = "\n".join(
                    value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in values
                )
    return found


def _files(settings: Settings) -> bytes:
    """Everything in the instance folder, write-ahead logs included."""
    return b"".join(path.read_bytes() for path in Path(settings.instance).rglob("*") if path.is_file())


def _encodings(text: str) -> list[bytes]:
    return [text.encode(name) for name in ("utf-8", "utf-16-le", "gb18030")]


def test_nothing_kept_tells_what_was_written_by_whom_from_where_or_when(
    app: Flask, settings: Settings, survey: Any, clock: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.set(MOMENT)
    code = _file(app)
    _answer(app, survey)

    rows, files, logged = _rows(app), _files(settings), "".join(capsys.readouterr())
    assert rows["petition"]
    assert rows["urn_ballot"]

    for secret in (
        NARRATIVE,
        NARRATIVE[:8],
        NAME,
        CONTACT,
        MESSAGE[:8],
        COMMENT[:8],
        code,
        ADDRESS,
        BROWSER,
        "telltale",
    ):
        assert not [name for name, text in rows.items() if secret in text], secret
        assert not [form for form in _encodings(secret) if form in files], secret
        assert secret not in logged, secret


def test_no_row_and_no_log_line_tells_the_time_of_day(
    app: Flask, settings: Settings, survey: Any, clock: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.set(MOMENT)
    _file(app)
    _answer(app, survey)

    local, universal = MOMENT.strftime("%H:%M"), MOMENT.astimezone(UTC).strftime("%H:%M")
    rows, logged = _rows(app), "".join(capsys.readouterr())
    epoch = str(int(MOMENT.timestamp()))[:8]
    for name, text in rows.items():
        if name not in ABOUT_OFFICERS:
            assert local not in text, name
            assert universal not in text, name
            assert epoch not in text, name
    assert local not in logged


def test_a_petitioners_cookie_is_sealed_and_has_no_row(app: Flask, enterprise: Any, clock: Any) -> None:
    client = app.test_client()
    page = client.get("/petition").get_data(as_text=True)
    code = str(re.search(r'name="receipt"[^>]*value="([0-9A-Z]{16})"', page)[1])  # type: ignore[index]
    before = {name: len(text) for name, text in _rows(app).items()}
    client.post("/case", data={"code": code})
    after = {name: len(text) for name, text in _rows(app).items()}

    assert before == after, "a code that opens nothing leaves nothing"
    assert all(code not in cookie.value for cookie in client._cookies.values())  # type: ignore[attr-defined]
