"""Answering a survey on a phone, and everything that can go wrong while doing it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from database import Database
from surveys.models import Ballot, UrnBallot
from tests.surveys.conftest import definition_of, form_of

Open = Callable[..., Any]


def _waiting(database: Database) -> int:
    with database.box_reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(UrnBallot)).scalar_one()


def test_the_page_is_the_same_for_everybody_and_sets_no_cookie(client: FlaskClient, open_survey: Open) -> None:
    survey = open_survey()
    first = client.get(f"/s/{survey.slug}")
    assert first.status_code == 200
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"] == "public, max-age=60"
    client.set_cookie("xinqiao-lang", "en")
    client.set_cookie("xinqiao-large", "1")
    assert client.get(f"/s/{survey.slug}").data == first.data
    again = client.get(f"/s/{survey.slug}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_says_who_sees_what_from_how_many_on(client: FlaskClient, open_survey: Open) -> None:
    page = client.get(f"/s/{open_survey().slug}").text
    for words in ("不记名", "至少来自 5 个人", "未核验", "不愿说明", "（合并统计）"):
        assert words in page


def test_the_page_is_small_enough_for_a_slow_phone(client: FlaskClient, open_survey: Open) -> None:
    page = client.get(f"/s/{open_survey().slug}", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.data) < 12_000


def test_a_whole_answer_is_sealed_and_thanked_for(client: FlaskClient, open_survey: Open, database: Database) -> None:
    survey = open_survey()
    form = form_of(definition_of(survey), 1, random.Random(1), change="食堂的𬱖师傅很好😀")
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}/thanks"
    assert "Set-Cookie" not in answer.headers
    assert "无需重复提交" in client.get(answer.headers["Location"]).text
    assert _waiting(database) == 1


def test_missing_answers_are_pointed_at_and_everything_else_is_kept(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = open_survey()
    form = form_of(definition_of(survey), 1, random.Random(2), keep="送清凉")
    del form["pay_1"], form["unit"]
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 422
    assert "还有 2 题没有答好" in answer.text
    assert 'href="#q-pay_1"' in answer.text
    assert 'href="#q-unit"' in answer.text
    assert "送清凉" in answer.text
    assert answer.text.count(" checked") == len(form) - 1
    assert _waiting(database) == 0


def test_a_hundred_thousand_characters_are_refused_kindly_and_kept(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = open_survey()
    long = "难" * 100_000
    answer = client.post(f"/s/{survey.slug}", data=form_of(definition_of(survey), 1, random.Random(3), change=long))
    assert answer.status_code == 422
    assert "5000 字以内" in answer.text
    assert long in answer.text
    assert _waiting(database) == 0


def test_a_survey_that_closes_while_one_answers_keeps_the_answers_on_screen(
    client: FlaskClient, open_survey: Open, clock: Any, database: Database
) -> None:
    survey = open_survey(days=1)
    form = form_of(definition_of(survey), 1, random.Random(4), change="希望夜班有热饭")
    clock.advance(days=2)
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 410
    assert "没有收下" in answer.text
    assert "希望夜班有热饭" in answer.text
    assert _waiting(database) == 0
    assert client.get(f"/s/{survey.slug}").status_code == 410


def test_values_nobody_could_choose_are_refused(client: FlaskClient, open_survey: Open) -> None:
    survey = open_survey()
    definition = definition_of(survey)
    for field, value in (("pay_1", "6"), ("pay_1", "²"), ("happy", "11"), ("unit", "99999"), ("unit", "0")):
        form = form_of(definition, 1, random.Random(5)) | {field: value}
        assert client.post(f"/s/{survey.slug}", data=form).status_code == 422


def test_a_draft_and_a_wrong_link_are_not_found(client: FlaskClient, enterprise: Any) -> None:
    assert client.get("/s/nowhere").status_code == 404
    assert client.post("/s/nowhere", data={}).status_code == 404


def test_ten_answers_of_a_unit_move_to_the_box_and_the_eleventh_waits(
    client: FlaskClient, open_survey: Open, database: Database
) -> None:
    survey = open_survey()
    chance = random.Random(6)
    for _number in range(11):
        client.post(f"/s/{survey.slug}", data=form_of(definition_of(survey), 1, chance))
    client.post(f"/s/{survey.slug}", data=form_of(definition_of(survey), None, chance))
    with database.box_reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Ballot)).scalar_one() == 10
    assert _waiting(database) == 2


def test_results_stay_shut_until_they_are_released(client: FlaskClient, open_survey: Open) -> None:
    assert client.get(f"/results/{open_survey().slug}").status_code == 404
