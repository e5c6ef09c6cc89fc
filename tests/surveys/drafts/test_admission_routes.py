"""Choosing the way of admission: in the draft only, with slips where the site has no https."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from surveys.models import Survey


def test_on_a_plain_site_a_draft_begins_with_slips_and_may_change(officer: FlaskClient) -> None:
    draft = officer.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).headers["Location"]
    page = officer.get(f"{draft}/admission/").text
    assert 'value="slips" checked' in page
    assert officer.post(f"{draft}/admission/", data={"admission": "open"}).status_code == 302
    assert "开放链接（未核验）" in officer.get(draft).text


def test_nothing_else_can_be_chosen(officer: FlaskClient) -> None:
    draft = officer.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).headers["Location"]
    assert officer.post(f"{draft}/admission/", data={"admission": "everybody"}).status_code == 422


def test_after_opening_the_way_stays(officer: FlaskClient, open_survey: Callable[..., Survey]) -> None:
    survey = open_survey()
    answer = officer.post(f"/desk/surveys/{survey.id}/admission/", data={"admission": "slips"})
    assert answer.status_code == 409
    assert "不能再改" in answer.text


def test_who_only_reads_cannot_choose(
    client: FlaskClient, sign_in: Any, open_survey: Callable[..., Survey], app: Flask
) -> None:
    survey = open_survey()
    assert sign_in(client, "leader").get(f"/desk/surveys/{survey.id}/admission/").status_code == 403
