"""What the rules already say is offered before a petition is filed; sending anyway is one tap, and nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from ledgers import operations
from ledgers.answers import queries as answers
from petitions.models import Petition
from tests.petitions.phone import fields, mint, photo, send, upload
from vault import seal
from vault.models import ReadingGroup

STORY = "三车间零点班的夜班津贴三个月没有发，问班长也说不清怎么算。"
ANSWER = "零点班每班 15 元，随当月工资发。"


@pytest.fixture
def policy(session: Any, enterprise: Any, clock: Any) -> Any:
    """An answer about night shifts that is in force."""
    officer = enterprise.people["officer"]
    contents = {
        "title": "夜班津贴怎么算",
        "kind": "pay",
        "answer": ANSWER,
        "basis": "公司薪酬管理办法第十二条",
        "keywords": "夜班津贴、夜班费、零点班",
        "day": date(2026, 1, 1),
    }
    row = operations.add(session, "policies", contents, actor=officer, now=clock())
    operations.perform(session, row.id, "publish", {}, actor=officer, now=clock())
    session.commit()
    return row


def _filed(session: Any) -> int:
    found = len(session.execute(select(Petition)).scalars().all())
    session.rollback()
    return found


def test_without_script_the_policies_that_fit_are_shown_once_and_the_same_form_then_files(
    policy: Any, client: FlaskClient, session: Any
) -> None:
    code = mint(client)
    first = send(client, fields(code, text=STORY))
    page = first.get_data(as_text=True)
    assert first.status_code == 200
    assert ANSWER in page
    assert "还没有提交" in page
    assert STORY in page
    assert f'value="{code}"' in page
    assert _filed(session) == 0
    assert send(client, fields(code, text=STORY, offered="1")).status_code == 200
    assert _filed(session) == 1


def test_what_fits_no_policy_is_filed_at_once(policy: Any, client: FlaskClient, session: Any) -> None:
    send(client, fields(mint(client), text="食堂的菜三天没有换过样子。"))
    assert _filed(session) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"files": [upload(photo())]},
        {"urgent": "y"},
        {"text": f"{STORY}我不想活了。"},
    ],
    ids=["photos would have to be picked again", "urgent", "danger in the words"],
)
def test_nobody_in_danger_and_no_photo_is_kept_waiting(
    policy: Any, client: FlaskClient, session: Any, changes: dict[str, Any]
) -> None:
    send(client, fields(mint(client), **({"text": STORY} | changes)))
    assert _filed(session) == 1


def test_nobody_is_talked_out_of_an_accusation(policy: Any, client: FlaskClient) -> None:
    page = send(client, fields(mint(client), text=STORY, kind="accusation")).get_data(as_text=True)
    assert ANSWER not in page


def test_an_explanation_is_counted_only_when_the_worker_says_that_it_answered(
    policy: Any, client: FlaskClient, session: Any
) -> None:
    row, number = policy.id, policy.number
    session.rollback()
    page = send(client, fields(mint(client), text=STORY)).get_data(as_text=True)
    assert answers.times_given(session, row) == {}
    session.rollback()
    assert f'action="/policies/{number}/helped"' in page
    # The button's form stands outside the petition, so that pressing it sends none of the words.
    assert page.index("/helped") < page.index('id="petition"')
    client.post(f"/policies/{number}/helped")
    assert answers.times_given(session, row) == {"page": 1}


def test_with_script_the_phone_gets_one_list_for_everybody_and_tells_nothing(policy: Any, client: FlaskClient) -> None:
    answer = client.get("/policies/list.json")
    (listed,) = answer.get_json()["policies"]
    assert listed["keywords"] == ["夜班津贴", "夜班费", "零点班"]
    assert {"夜班", "津贴"} <= set(listed["pairs"])
    assert listed["answer"] == ANSWER
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_without_script_whoever_reads_it_is_named_once_more_when_it_is_not_everybody(
    client: FlaskClient, casework: Any, session: Any
) -> None:
    casework.second_office()
    session.commit()
    unit = str(casework.enterprise.units["三车间"])
    page = send(client, fields(mint(client), unit=unit)).get_data(as_text=True)
    assert "还没有提交" in page
    assert "何平、高敏" in page
    assert _filed(session) == 0


def test_what_sounds_like_misconduct_is_asked_about_and_not_moved(
    client: FlaskClient, enterprise: Any, session: Any, clock: Any
) -> None:
    group = session.get(ReadingGroup, enterprise.groups["discipline"])
    group.recovery_confirmed_on, group.recovery_public = clock().date(), seal.KeyPair.generate().public
    session.commit()
    words = "采购科长收回扣，配件全是坏的。"
    page = send(client, fields(mint(client), text=words)).get_data(as_text=True)
    assert "改选“举报”" in page
    assert _filed(session) == 0
    send(client, fields(mint(client), text=words, offered="1"))
    assert session.execute(select(Petition.group_id)).scalar_one() == enterprise.groups["union"]
