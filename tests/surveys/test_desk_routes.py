"""The officer's way from a built-in questionnaire to a published result."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from database import Database
from surveys.items import Definition
from surveys.models import Ballot, Survey, UrnBallot
from tests.surveys.conftest import form_of
from vault import reading_groups
from vault.models import SubjectKeyWrap


def _survey(database: Database) -> Survey:
    with database.reading() as session:
        return session.execute(sa.select(Survey)).scalar_one()


def _wait_for_job(client: FlaskClient, address: str) -> str:
    for _attempt in range(100):
        page = client.get(address, follow_redirects=True).text
        if "data-running" not in page and "http-equiv" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_from_questionnaire_to_published_result(officer: FlaskClient, app: Any, database: Database, clock: Any) -> None:
    made = officer.post("/desk/surveys/", data={"questionnaire": "wellbeing"})
    address = made.headers["Location"]
    assert "截止时间要在现在之后" in officer.get(address).text
    edited = officer.post(
        f"{address}/edit",
        data={"title": "2026 年幸福指数", "intro": "说实话", "closes_at": "2026-12-01T18:00", "scoring": "zero_based"},
    )
    assert edited.status_code == 302
    assert "纸质答题码（每人一份）" in officer.get(address).text
    assert officer.post(f"{address}/admission/", data={"admission": "open"}).status_code == 302
    assert "生产一部本部、检修班" in officer.get(address).text
    assert officer.post(f"{address}/open").status_code == 302
    survey = _survey(database)
    assert survey.digest in officer.get(address).text or survey.digest[:16] in officer.get(address).text
    poster = officer.get(f"{address}/poster.pdf")
    assert poster.data.startswith(b"%PDF")

    definition = Definition.from_json(survey.definition)
    chance, phone = random.Random(7), app.test_client()
    units = definition.choosable_units
    for number in range(80):
        form = form_of(definition, units[number % len(units)].id, chance, change="小心台阶")
        assert phone.post(f"/s/{survey.slug}", data=form).status_code == 303

    clock.advance(minutes=1)
    assert officer.post(f"{address}/count").status_code == 409
    assert officer.post(f"{address}/forward", data={"at_once": "1"}).status_code == 302
    clock.advance(minutes=1)
    assert phone.post(f"/s/{survey.slug}", data=form_of(definition, 1, chance)).status_code == 410
    job = officer.post(f"{address}/count")
    assert job.status_code == 302
    _wait_for_job(officer, job.headers["Location"])
    results = officer.get(f"{address}/results")
    assert results.status_code == 200
    assert "80 份" in results.text
    assert officer.get(f"{address}/results.xlsx").data.startswith(b"PK")

    hasty = officer.post(f"{address}/publish", data={"without_comments": "1"})
    assert hasty.status_code == 422
    assert 'href="#understood"' in hasty.text
    assert re.search(r'id="without_comments"[^>]*checked|checked[^>]*id="without_comments"', hasty.text)
    # Eighty wrote something: nobody has reviewed it yet.
    unread = officer.post(f"{address}/publish", data={"understood": "1"})
    assert unread.status_code == 409
    assert "没有看过。请先看完" in unread.text
    numbers_only = {"understood": "1", "without_comments": "1"}
    assert officer.post(f"{address}/publish", data=numbers_only).status_code == 302
    with database.box_reading() as box, database.reading() as session:
        assert box.execute(sa.select(sa.func.count()).select_from(Ballot)).scalar_one() == 0
        assert box.execute(sa.select(sa.func.count()).select_from(UrnBallot)).scalar_one() == 0
        keys = sa.select(sa.func.count()).where(SubjectKeyWrap.subject.startswith("survey:"))
        assert session.execute(keys).scalar_one() == 0
    public = phone.get(f"/results/{survey.slug}")
    assert public.status_code == 200
    assert "小心台阶" not in public.text
    assert re.search("未核验", public.text)
    assert "看结果" in phone.get("/").text
    assert phone.get("/results").status_code == 200


def test_closing_can_be_brought_forward_but_never_back(
    officer: FlaskClient, open_survey: Callable[..., Survey]
) -> None:
    address = f"/desk/surveys/{open_survey().id}"
    assert officer.post(f"{address}/forward", data={"closes_at": "2026-12-24T09:00"}).status_code == 409
    assert officer.post(f"{address}/forward", data={"closes_at": "2026-11-25T09:00"}).status_code == 302


def test_an_officer_the_office_has_not_admitted_cannot_open_the_box(
    officer: FlaskClient, open_survey: Callable[..., Survey], session: Any, enterprise: Any, clock: Any
) -> None:
    survey = open_survey(days=1)
    reading_groups.remove_member(
        session,
        enterprise.groups["union"],
        enterprise.people["officer"].id,
        by=enterprise.people["officer2"].keys,
        open_subjects=[f"survey:{survey.id}"],
    )
    session.commit()
    clock.advance(days=2)
    officer.post("/sign-in", data={"username": "officer", "password": enterprise.password})
    answer = officer.post(f"/desk/surveys/{survey.id}/count")
    assert answer.status_code == 403
    assert "还不是这份问卷的工会受理小组的成员" in answer.text


def test_a_survey_whose_box_only_one_person_opens_does_not_start(
    officer: FlaskClient, session: Any, enterprise: Any
) -> None:
    reading_groups.remove_member(
        session,
        enterprise.groups["union"],
        enterprise.people["officer2"].id,
        by=enterprise.people["officer"].keys,
        open_subjects=[],
    )
    session.commit()
    address = officer.post("/desk/surveys/", data={"questionnaire": "wellbeing"}).headers["Location"]
    edit = {"title": "幸福指数", "intro": "", "closes_at": "2026-12-01T18:00", "scoring": "zero_based"}
    officer.post(f"{address}/edit", data=edit)
    assert "只有一个人打得开票箱" in officer.get(address).text
    assert officer.post(f"{address}/open").status_code == 409
