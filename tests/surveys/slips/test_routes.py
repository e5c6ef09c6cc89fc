"""Coming with a paper slip: typed or scanned, right or wrong, once or twice, in time or late."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from database import Database
from surveys.ballot_box import box, slip_codes
from surveys.models import PrintReason
from tests.surveys.conftest import definition_of, form_of, put_slips
from web import crockford, limits

Slips = Callable[..., Any]


def _first(codes: dict[int, list[str]]) -> tuple[int, str]:
    unit, of_unit = next(iter(codes.items()))
    return unit, of_unit[0]


def _form(survey: Any, code: str, **typed: str) -> dict[str, str]:
    form = form_of(definition_of(survey), None, random.Random(1), **typed)
    del form["unit"]
    return form | {"slip": code}


def _answered(database: Database, survey: Any) -> dict[int, int]:
    with database.box_reading() as session:
        return box.answered(session, survey.id)


def test_a_code_opens_the_survey_of_its_unit_without_asking_the_unit(client: FlaskClient, slip_survey: Slips) -> None:
    survey, codes = slip_survey()
    unit, code = _first(codes)
    page = client.post("/c", data={"code": crockford.grouped(code).lower()})
    assert page.status_code == 200
    name = next(each.name for each in definition_of(survey).units if each.id == unit)
    assert f"按“{name}”统计" in page.text
    assert 'name="unit"' not in page.text
    assert re.search(rf'type="hidden" name="slip" value="{code}"', page.text)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


def test_without_script_typing_answering_and_thanks_follow_each_other(
    client: FlaskClient, slip_survey: Slips, database: Database
) -> None:
    survey, codes = slip_survey()
    unit, code = _first(codes)
    assert 'name="code"' in client.get("/c").text
    page = client.post("/c", data={"code": code})
    action = re.search(r'<form method="post" action="([^"]+)"', page.text)[1]  # type: ignore[index]
    answer = client.post(action, data=_form(survey, code, change="食堂的𬱖师傅很好"))
    assert answer.status_code == 303
    assert "无需重复提交" in client.get(answer.headers["Location"]).text
    assert _answered(database, survey) == {unit: 1}


def test_a_used_slip_gets_the_same_thanks_and_counts_once(
    client: FlaskClient, slip_survey: Slips, database: Database
) -> None:
    survey, codes = slip_survey()
    unit, code = _first(codes)
    for _time in range(3):
        answer = client.post(f"/s/{survey.slug}", data=_form(survey, code))
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/s/{survey.slug}/thanks")
    again = client.post("/c", data={"code": code})
    assert (again.status_code, again.headers["Location"]) == (303, f"/s/{survey.slug}/thanks")
    assert _answered(database, survey) == {unit: 1}


def test_the_survey_page_itself_takes_a_typed_code(client: FlaskClient, slip_survey: Slips, database: Database) -> None:
    survey, codes = slip_survey()
    unit, code = _first(codes)
    page = client.get(f"/s/{survey.slug}").text
    assert 'name="slip"' in page
    assert 'name="unit"' not in page
    assert "没有人登记谁抽了哪一张" in page
    assert client.post(f"/s/{survey.slug}", data=_form(survey, crockford.grouped(code))).status_code == 303
    assert _answered(database, survey) == {unit: 1}


def test_a_wrong_code_is_pointed_at_and_everything_typed_is_kept(
    client: FlaskClient, slip_survey: Slips, database: Database
) -> None:
    survey, _codes = slip_survey(each=1)
    for typed, said in (("K7QM-2X9D", "有一位不对"), (slip_codes.mint(), "找发码的人换一张")):
        assert said in client.post("/c", data={"code": typed}).text
        answer = client.post(f"/s/{survey.slug}", data=_form(survey, typed, change="希望夜班有热饭"))
        assert answer.status_code == 422
        assert said in answer.text
        assert typed in answer.text
        assert "希望夜班有热饭" in answer.text
        assert 'href="#q-slip"' in answer.text
    assert _answered(database, survey) == {}


def test_a_missing_answer_does_not_cost_the_slip(client: FlaskClient, slip_survey: Slips, database: Database) -> None:
    survey, codes = slip_survey()
    unit, code = _first(codes)
    form = _form(survey, code)
    del form["pay_1"]
    answer = client.post(f"/s/{survey.slug}", data=form)
    assert answer.status_code == 422
    assert re.search(rf'type="hidden" name="slip" value="{code}"', answer.text)
    assert client.post(f"/s/{survey.slug}", data=_form(survey, code)).status_code == 303
    assert _answered(database, survey) == {unit: 1}


def test_after_closing_the_answers_stay_on_screen_and_the_code_page_says_so(
    client: FlaskClient, slip_survey: Slips, clock: Any
) -> None:
    survey, codes = slip_survey(days=1)
    _unit, code = _first(codes)
    clock.advance(days=2)
    assert client.post("/c", data={"code": code}).status_code == 410
    answer = client.post(f"/s/{survey.slug}", data=_form(survey, code, change="希望夜班有热饭"))
    assert answer.status_code == 410
    assert "希望夜班有热饭" in answer.text


def test_a_slip_voided_by_a_reprint_is_refused_with_the_answers_kept(
    client: FlaskClient, slip_survey: Slips, database: Database
) -> None:
    survey, codes = slip_survey()
    unit, code = _first(codes)
    put_slips(database, survey.id, {unit: [slip_codes.mint()]}, PrintReason.AGAIN)
    assert client.post("/c", data={"code": code}).status_code == 422
    answer = client.post(f"/s/{survey.slug}", data=_form(survey, code, change="希望夜班有热饭"))
    assert answer.status_code == 422
    assert "希望夜班有热饭" in answer.text
    assert _answered(database, survey) == {}


def test_sixty_phones_at_once_with_thirty_slips_count_thirty(
    app: Flask, slip_survey: Slips, database: Database
) -> None:
    survey, codes = slip_survey(each=6)
    all_codes = [code for of_unit in codes.values() for code in of_unit][:30]
    statuses: list[int] = []

    def phone(code: str) -> None:
        statuses.append(app.test_client().post(f"/s/{survey.slug}", data=_form(survey, code)).status_code)

    threads = [threading.Thread(target=phone, args=(code,)) for code in all_codes * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * 60
    assert sum(_answered(database, survey).values()) == 30


def test_somebody_who_tries_codes_is_asked_to_wait_and_no_address_is_kept(
    client: FlaskClient, slip_survey: Slips, monkeypatch: Any, app: Flask
) -> None:
    slip_survey(each=1)
    monkeypatch.setitem(limits.KINDS, "slip", limits.Limit(key="30/minute", address="5/minute", ceiling="100/minute"))
    statuses = [client.post("/c", data={"code": slip_codes.mint()}).status_code for _try in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    assert "127.0.0.1" not in str(vars(app.extensions["limiter"]._strategy.storage))


def test_in_english_the_way_stays_english(client: FlaskClient, slip_survey: Slips) -> None:
    _survey, codes = slip_survey()
    page = client.get("/c?lang=en").text
    assert 'action="/c?lang=en"' in page
    assert 'lang="en"' in client.post("/c?lang=en", data={"code": _first(codes)[1]}).text
