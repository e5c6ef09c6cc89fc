"""The desk answers one who joined on a page of its own, and only whoever reads the case gets there."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledgers import operations as ledger
from petitions import queries
from petitions.desk import phrases
from petitions.joint import voice_page
from tests.petitions.conftest import NAME, Casework, Joint


@pytest.fixture
def desk(app: Flask, sign_in: Any, casework: Casework, joint_case: Joint) -> FlaskClient:
    """The officer's browser, with a joint case stored."""
    casework.session.commit()
    client = app.test_client()
    sign_in(client, "officer")
    return client


def address(joint: Joint, voice_id: int) -> str:
    return f"/desk/petitions/{joint.petition.id}/voices/{voice_id}/"


def test_an_answer_reaches_the_one_and_nobody_else(desk: FlaskClient, casework: Casework, joint_case: Joint) -> None:
    shown = desk.get(address(joint_case, joint_case.first)).get_data(as_text=True)
    assert NAME in shown
    empty = desk.post(address(joint_case, joint_case.first), data={"text": " "})
    assert empty.status_code == 422
    assert "请写下回复的话" in empty.get_data(as_text=True)
    assert desk.post(address(joint_case, joint_case.first), data={"text": "请来工会谈谈。"}).status_code == 302
    casework.session.expire_all()
    today = casework.clock().date()
    first = voice_page.load(casework.session, joint_case.first, joint_case.first_key, today=today)
    second = voice_page.load(casework.session, joint_case.second, joint_case.second_key, today=today)
    assert [each.text for each in first.talk] == ["请来工会谈谈。"]
    assert second.talk == []
    # Whoever opens this page alone has read what is sealed, too.
    read = queries.readings(casework.session, joint_case.petition.id)
    assert [each.account_id for each in read] == [casework.enterprise.people["officer"].id]


def test_who_does_not_read_the_case_finds_no_page(
    app: Flask, sign_in: Any, desk: FlaskClient, casework: Casework, joint_case: Joint
) -> None:
    other = app.test_client()
    sign_in(other, "leader")
    assert other.get(address(joint_case, joint_case.first)).status_code == 404
    assert desk.get(address(joint_case, 5)).status_code == 404


def test_phrases_and_policies_go_into_an_answer_to_one_as_into_every_other_letter(
    desk: FlaskClient, casework: Casework, joint_case: Joint
) -> None:
    officer, now = casework.enterprise.people["officer"], casework.clock()
    group = casework.enterprise.groups["union"]
    phrase = phrases.add(casework.session, group, "感谢", "感谢您补充。", actor=officer)
    contents = {
        "title": "夜班津贴怎么算",
        "kind": "pay",
        "answer": "每班 15 元。",
        "basis": "薪酬办法第十二条",
        "keywords": "津贴",
        "day": now.date(),
    }
    policy = ledger.add(casework.session, "policies", contents, actor=officer, now=now)
    ledger.perform(casework.session, policy.id, "publish", {}, actor=officer, now=now)
    casework.session.commit()
    where = address(joint_case, joint_case.first)
    filled = desk.post(where, data={"text": "您好。", "insert": "1", "phrase": phrase.id, "policies": policy.id})
    assert filled.status_code == 200
    assert "您好。\n感谢您补充。" in filled.get_data(as_text=True).replace("\r", "")
    assert desk.post(where, data={"text": "按规定。", "policies": policy.id}).status_code == 302
    casework.session.expire_all()
    shown = voice_page.load(casework.session, joint_case.first, joint_case.first_key, today=now.date())
    assert shown.talk[-1].text.endswith(f"1. 夜班津贴怎么算（{policy.number}，依据：薪酬办法第十二条）")
