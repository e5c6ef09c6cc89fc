"""Building a survey on the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from surveys.models import Survey


@pytest.fixture
def officer(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The officer's browser."""
    return sign_in(client, "officer")


@pytest.fixture
def draft(officer: FlaskClient) -> str:
    """The address of a draft."""
    return officer.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).headers["Location"]


def test_only_a_built_in_questionnaire_makes_a_draft(officer: FlaskClient) -> None:
    answer = officer.post("/desk/surveys/", data={"questionnaire": "nothing"})
    assert answer.status_code == 409
    assert "请选择一份内置问卷" in answer.text


def test_what_was_typed_stays_when_the_title_is_missing(officer: FlaskClient, draft: str) -> None:
    answer = officer.post(f"{draft}/edit", data={"title": "", "intro": "只写了这一句"})
    assert answer.status_code == 422
    assert "只写了这一句" in answer.text
    assert "请填写问卷标题" in answer.text


def test_the_preview_cannot_be_sent(officer: FlaskClient, draft: str) -> None:
    page = officer.get(f"{draft}/preview").text
    assert "这是预览，不能提交" in page
    assert "提交答卷" not in page


def test_a_draft_is_thrown_away_and_an_open_survey_is_not(
    officer: FlaskClient, draft: str, open_survey: Callable[..., Survey]
) -> None:
    assert officer.post(f"{draft}/delete").status_code == 302
    assert officer.get(draft).status_code == 404
    assert officer.post(f"/desk/surveys/{open_survey().id}/delete").status_code == 409


def test_a_leader_looks_and_changes_nothing(client: FlaskClient, sign_in: Any, draft: str) -> None:
    leader = sign_in(client, "leader")
    assert leader.post(f"{draft}/edit", data={}).status_code == 403
    assert leader.post(f"{draft}/delete").status_code == 403
    assert leader.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).status_code == 403
