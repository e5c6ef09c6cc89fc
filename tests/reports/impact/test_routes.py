"""The administrator gets the assessment as a page, as PDF and as Word; nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import preferences


def test_the_page_follows_the_settings(app: Flask, session: Session, sign_in: Callable[..., FlaskClient]) -> None:
    preferences.write(session, keep_name_days=77)
    session.commit()
    page = sign_in(app.test_client(), "admin").get("/admin/impact/").get_data(as_text=True)
    assert "个人信息保护影响评估报告" in page
    assert "办结后77天先销毁姓名" in page
    assert "（由单位填写）" in page


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_it_can_be_taken_away(app: Flask, sign_in: Callable[..., FlaskClient], ending: str, begins: bytes) -> None:
    answer = sign_in(app.test_client(), "admin").get(f"/admin/impact/assessment.{ending}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert f"impact-assessment.{ending}" in answer.headers["Content-Disposition"]


@pytest.mark.usefixtures("enterprise")
def test_nobody_else_gets_it(app: Flask, client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    officer = sign_in(app.test_client(), "officer")
    for address in ("/admin/impact/", "/admin/impact/assessment.pdf"):
        assert officer.get(address).status_code == 403
        assert client.get(address).status_code in (302, 303)
    assert sign_in(app.test_client(), "admin").get("/admin/impact/assessment.exe").status_code == 404


@pytest.mark.usefixtures("enterprise")
def test_the_page_of_what_is_stored_says_that_there_is_one(client: FlaskClient) -> None:
    said: Any = client.get("/trust").get_data(as_text=True)
    assert "个人信息保护影响评估" in said
