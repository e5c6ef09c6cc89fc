"""The officer's way with slips: print, hand out, print again, sign off, and the account in the release."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import AuditEntry
from database import Database
from surveys import operations
from surveys.counting import operations as counting
from surveys.models import Survey
from tests.surveys.conftest import definition_of, form_of

Open = Callable[..., Survey]


def _codes(pdf: bytes) -> list[str]:
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)


def _answer(phone: FlaskClient, survey: Survey, code: str) -> int:
    form = form_of(definition_of(survey), None, random.Random(code))
    return phone.post(f"/s/{survey.slug}", data=form | {"slip": code}).status_code


def _close(officer: FlaskClient, survey: Survey, clock: Any) -> None:
    clock.advance(minutes=1)
    assert officer.post(f"/desk/surveys/{survey.id}/forward", data={"at_once": "1"}).status_code == 302
    clock.advance(minutes=1)


def test_from_printing_to_the_account_in_the_release(
    officer: FlaskClient, app: Flask, open_survey: Open, database: Database, enterprise: Any, clock: Any
) -> None:
    survey = open_survey(days=1, admission="slips")
    desk = f"/desk/surveys/{survey.id}/slips"
    first, second = definition_of(survey).choosable_units[:2]
    assert "印答题码" in officer.get(f"{desk}/").text
    printed = officer.post(f"{desk}/print", data={f"number-{first.id}": "30", f"number-{second.id}": "12"})
    assert printed.headers["Cache-Control"] == "no-store"
    codes = _codes(printed.data)
    assert len(set(codes)) == 42
    assert officer.get(f"{desk}/handout.pdf").data.startswith(b"%PDF")
    spare = _codes(officer.post(f"{desk}/{first.id}/spare", data={"number": "3"}).data)
    assert len(spare) == 3

    phone = app.test_client()
    assert [_answer(phone, survey, code) for code in [*codes[:20], *codes[30:40], *spare]] == [303] * 33
    _close(officer, survey, clock)
    page = officer.get(f"{desk}/").text
    assert "清点核销" in page
    too_many = {f"unused-{first.id}": "11", "representative": "赵师傅"}
    refused = officer.post(f"{desk}/sign-off", data=too_many)
    assert refused.status_code == 409
    assert "重新点一遍" in refused.text
    # What two people counted by hand is still there.
    assert f'name="unused-{first.id}" value="11"' in refused.text
    assert 'value="赵师傅"' in refused.text
    signed = officer.post(f"{desk}/sign-off", data={f"unused-{first.id}": "10", "representative": "赵师傅"})
    assert signed.status_code == 302
    assert "10 张，赵师傅" in officer.get(f"{desk}/").text
    assert officer.get(f"{desk}/sign-off.pdf").data.startswith(b"%PDF")

    with database.reading() as session:
        pair = operations.survey_key(session, survey, enterprise.people["officer"].keys)
    actor = enterprise.people["officer"]
    counting.count(database, survey.id, pair, actor=actor, now=clock(), progress=lambda _done, _whole: None)
    results = officer.get(f"/desk/surveys/{survey.id}/results").text
    account = results[results.index("答题码的去向") :]
    rows = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", account)]
    told = {row[0]: row[1:] for row in rows if row}
    assert told[first.name] == ["33", "23", "10"]
    assert told[second.name][0] == "12"
    assert "未核销" in told[second.name][2]
    assert officer.post(f"{desk}/sign-off", data={f"unused-{first.id}": "9", "representative": "赵"}).status_code == 409


def test_printing_again_needs_a_word_and_voids_what_was_not_used(
    officer: FlaskClient, app: Flask, open_survey: Open, database: Database
) -> None:
    survey = open_survey(admission="slips")
    desk, unit = f"/desk/surveys/{survey.id}/slips", definition_of(survey).choosable_units[0]
    codes = _codes(officer.post(f"{desk}/print", data={f"number-{unit.id}": "5"}).data)
    phone = app.test_client()
    assert _answer(phone, survey, codes[0]) == 303
    assert officer.post(f"{desk}/{unit.id}/again", data={"number": "4"}).status_code == 409
    fresh = _codes(officer.post(f"{desk}/{unit.id}/again", data={"number": "4", "understood": "1"}).data)
    assert [_answer(phone, survey, code) for code in (codes[1], fresh[0], codes[0])] == [422, 303, 303]
    assert "重印过 1 次" in officer.get(f"{desk}/").text
    with database.reading() as session:
        actions = session.execute(sa.select(AuditEntry.action)).scalars().all()
    assert actions.count("survey.print-slips") == 2


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "至少填写一个单位"),
        ({"number-1": "-3"}, "之间的整数"),
        ({"number-1": "5001"}, "之间的整数"),
        ({"number-1": "二十"}, "之间的整数"),
        ({"number-1": "00000000119999"}, "之间的整数"),
    ],
)
def test_numbers_that_cannot_be_printed_are_refused(
    officer: FlaskClient, open_survey: Open, form: dict[str, str], said: str
) -> None:
    survey = open_survey(admission="slips")
    unit, other = definition_of(survey).choosable_units[:2]
    numbers = {name.replace("-1", f"-{unit.id}"): value for name, value in form.items()}
    kept = {f"number-{other.id}": "17"} if form else {}
    answer = officer.post(f"/desk/surveys/{survey.id}/slips/print", data=numbers | kept | {"layout": "folded"})
    assert answer.status_code == 409
    assert said in answer.text
    assert 'value="folded" checked' in answer.text
    assert all(f'name="{name}" value="{value}"' in answer.text for name, value in (numbers | kept).items())


def test_units_are_printed_once_and_nothing_after_closing(officer: FlaskClient, open_survey: Open, clock: Any) -> None:
    survey = open_survey(days=1, admission="slips")
    unit = definition_of(survey).choosable_units[0]
    desk, form = f"/desk/surveys/{survey.id}/slips", {f"number-{unit.id}": "5", "layout": "folded"}
    assert officer.post(f"{desk}/print", data=form).status_code == 200
    assert officer.post(f"{desk}/print", data=form).status_code == 409
    _close(officer, survey, clock)
    assert officer.post(f"{desk}/{unit.id}/spare", data={"number": "5"}).status_code == 409


def test_a_survey_by_open_link_has_no_slips_and_a_strange_unit_none_either(
    officer: FlaskClient, open_survey: Open
) -> None:
    assert officer.get(f"/desk/surveys/{open_survey().id}/slips/").status_code == 404
    survey = open_survey(admission="slips")
    assert officer.post(f"/desk/surveys/{survey.id}/slips/99/spare", data={"number": "5"}).status_code == 404


def test_who_only_reads_prints_nothing(client: FlaskClient, sign_in: Any, open_survey: Open) -> None:
    survey = open_survey(admission="slips")
    leader = sign_in(client, "leader")
    page = leader.get(f"/desk/surveys/{survey.id}/slips/")
    assert page.status_code == 200
    assert "生成并下载" not in page.text
    assert leader.post(f"/desk/surveys/{survey.id}/slips/print", data={}).status_code == 403
