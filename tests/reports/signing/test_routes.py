"""The page of a report's signature: officers sign, whoever reads reports downloads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from config import Settings
from tests.reports.issued_reports import issued
from tests.reports.signing.test_signature import ORGANISATION, made_certificate

PAGE = "/desk/reports/2026-10/signature"


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """With a certificate."""
    by = made_certificate(tmp_path)
    return Settings(
        instance=tmp_path / "instance",
        password_cost="cheap",
        testing=True,
        sign_p12=str(by.path),
        sign_password=by.password,
    )


@pytest.fixture
def at(
    app: Flask, session: Session, enterprise: Any, sign_in: Callable[..., FlaskClient]
) -> Callable[[str], FlaskClient]:
    """`at("officer")`: a browser of this person, October being issued."""
    issued(session)
    session.commit()
    return lambda who: sign_in(app.test_client(), who)


def test_an_officer_signs_and_a_leader_downloads_the_same_file_each_time(at: Callable[[str], FlaskClient]) -> None:
    officer, leader = at("officer"), at("leader")
    assert "还没有签名" in _text(leader.get(PAGE))
    assert leader.post(PAGE).status_code == 403
    assert leader.get("/desk/reports/2026-10/signed.pdf").status_code == 404
    page = _text(officer.post(PAGE, follow_redirects=True))
    assert ORGANISATION in page
    files = [leader.get("/desk/reports/2026-10/signed.pdf").data for _time in range(2)]
    assert files[0] == files[1]
    assert files[0].startswith(b"%PDF")
    officer.post(PAGE)
    assert leader.get("/desk/reports/2026-10/signed.pdf").data == files[0]


def test_a_month_that_is_not_issued_has_no_signature(at: Callable[[str], FlaskClient]) -> None:
    officer = at("officer")

    assert officer.get("/desk/reports/2026-09/signature").status_code == 404
    assert officer.post("/desk/reports/2026-09/signature").status_code == 404


def test_handlers_do_not_come_here(at: Callable[[str], FlaskClient]) -> None:
    assert at("handler").get(PAGE).status_code == 403
