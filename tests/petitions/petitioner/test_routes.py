"""What petitioners do to their own case from the phone: reviews, taking it back, and the question about revenge."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from petitions import queries, receipt
from petitions.conversation import receipt_place
from petitions.models import Exclusion, Petition
from petitions.visit.addresses import receipt_key
from petitions.workflow import Action, State
from vault import seal


@pytest.fixture
def at_case(app: Flask, casework: Any) -> Any:
    """`at_case(State.REPLIED)`: a browser in which the petitioner has opened a case in that state, and the case."""

    def go(state: State, *, days: int = 0) -> tuple[FlaskClient, Petition]:
        petition, key = casework.lead_to(state)
        code = receipt.mint()
        derived = receipt.derive(receipt_key(), code)
        petition.receipt_id = derived.lookup_id
        petition.receipt_sealed = seal.seal_bytes(derived.key, key, receipt_place(petition.id))
        casework.session.commit()
        casework.clock.advance(days=days)
        browser = app.test_client()
        assert browser.post("/case", data={"code": code}).status_code == 303
        return browser, petition

    return go


def page_of(browser: FlaskClient) -> str:
    return browser.get("/case").get_data(as_text=True)


def send(browser: FlaskClient, path: str, **data: Any) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', page_of(browser))
    assert token
    return browser.post(f"/case/{path}", data={"token": token[1], **data})


def state_of(casework: Any, petition: Petition) -> State:
    casework.session.expire_all()
    found: State = queries.petition(casework.session, petition.id).state
    return found


def test_a_review_and_a_second_one_are_asked_from_the_page(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.REPLIED)
    assert "不服答复，申请复查" in page_of(browser)
    empty = send(browser, "review", level="review", text="  ")
    assert empty.status_code == 422
    assert "哪里不服" in empty.get_data(as_text=True)

    assert send(browser, "review", level="review", text="只补了两个月。").status_code == 303

    assert state_of(casework, petition) is State.REVIEW_ASKED
    page = page_of(browser)
    assert "已收到复查申请" in page
    assert "只补了两个月。" in page


def test_a_review_asked_too_late_is_refused_with_a_sentence_and_the_words_stay(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.REPLIED, days=31)

    answer = send(browser, "review", level="review", text="我现在才看到答复。")

    assert answer.status_code == 409
    assert state_of(casework, petition) is State.REPLIED
    assert "不服答复，申请复查" not in page_of(browser)


def test_taking_it_back_wants_a_tick_and_tells_of_pressure(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.INVESTIGATING)
    unsure = send(browser, "withdraw", text="算了。")
    assert unsure.status_code == 422
    assert "我确定撤回" in unsure.get_data(as_text=True)
    assert "算了。" in unsure.get_data(as_text=True)

    assert send(browser, "withdraw", text="算了。", pressed="y", sure="y").status_code == 303

    assert state_of(casework, petition) is State.WITHDRAWN
    assert queries.petition(casework.session, petition.id).alarm_on is not None
    assert "您已撤回" in page_of(browser)


def test_the_question_about_revenge_comes_after_thirty_days_and_goes_once_answered(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.REPLIED, days=30)
    assert "您还好吗" in page_of(browser)
    assert send(browser, "check-in").status_code == 422

    assert send(browser, "check-in", pressed="no").status_code == 303

    assert "您还好吗" not in page_of(browser)
    assert queries.petition(casework.session, petition.id).alarm_on is None


def test_a_yes_goes_past_whoever_is_named(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.REPLIED, days=30)
    officer = casework.enterprise.people["officer"].id

    answer = send(browser, "check-in", pressed="yes", named=[str(officer)], text="找我谈话，让我撤诉。")

    assert answer.status_code == 303
    casework.session.expire_all()
    assert casework.session.execute(select(Exclusion.account_id)).scalars().all() == [officer]
    assert "王芳" not in page_of(browser)
    assert petition.id


def test_somebody_who_cannot_read_it_cannot_be_named(at_case: Any, casework: Any) -> None:
    browser, _petition = at_case(State.REPLIED, days=30)
    keeper = casework.enterprise.people["keeper"].id

    answer = send(browser, "check-in", pressed="yes", named=[str(keeper)], text="找我谈话。")

    assert answer.status_code == 422
    assert "找我谈话。" in answer.get_data(as_text=True)


def test_without_the_case_open_nothing_is_done_and_the_words_wait(app: Flask, at_case: Any) -> None:
    at_case(State.REPLIED)
    stranger = app.test_client()

    for path in ("review", "withdraw", "check-in", "recusal", "information", "mediation"):
        answer = stranger.post(f"/case/{path}", data={"token": "made-up", "text": "我写了很多。"})
        assert answer.status_code == 409
        assert "我写了很多。" in answer.get_data(as_text=True)


def test_the_page_checks_that_nothing_was_altered(at_case: Any) -> None:
    browser, petition = at_case(State.REPLIED)

    page = page_of(browser)

    assert "没有改动，没有缺失" in page
    assert petition.head.hex()[:16] in page


def test_asking_for_a_correction_or_deletion_reaches_the_office_marked_and_waits_for_an_answer(
    at_case: Any, casework: Any
) -> None:
    browser, petition = at_case(State.INVESTIGATING)
    page = page_of(browser)
    assert "要求更正或者删除我的信息" in page
    assert "不提前删" in page
    unsaid = send(browser, "information", text="我的工号")
    assert unsaid.status_code == 422
    assert "请选一项：更正，还是删除。" in unsaid.get_data(as_text=True)
    assert "我的工号</textarea>" in unsaid.get_data(as_text=True)
    assert "请写明更正或者删除哪一处。" in send(browser, "information", wanted="delete").get_data(as_text=True)

    assert send(browser, "information", wanted="correct", text="是七月，不是六月。").status_code == 303
    assert send(browser, "information", wanted="delete", text="我的工号").status_code == 303

    assert state_of(casework, petition) is State.INVESTIGATING
    assert queries.petition(casework.session, petition.id).awaits_answer
    page = page_of(browser)
    assert "【要求更正】是七月，不是六月。" in page
    assert "【要求删除】我的工号" in page


def test_asking_for_a_correction_is_no_answer_to_a_question_of_the_handler(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.ASKING)

    assert send(browser, "information", wanted="correct", text="是七月，不是六月。").status_code == 303
    assert state_of(casework, petition) is State.ASKING
    casework.session.rollback()
    assert "等您补充" in page_of(browser)

    assert send(browser, "say", text="九月一日到十五日。").status_code == 303
    assert state_of(casework, petition) is State.INVESTIGATING


def test_somebody_is_asked_to_step_back_from_the_page_and_the_answer_stands_there(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.INVESTIGATING)
    handler = casework.enterprise.people["handler"]
    assert f"{handler.name}（承办人）" in page_of(browser)
    unsaid = send(browser, "recusal", text="他是班长的弟弟。")
    assert unsaid.status_code == 422
    assert "请选一位" in unsaid.get_data(as_text=True)
    assert "他是班长的弟弟。</textarea>" in unsaid.get_data(as_text=True)

    assert send(browser, "recusal", person=str(handler.id), text="他是班长的弟弟。").status_code == 303

    assert state_of(casework, petition) is State.ACCEPTED
    casework.session.rollback()
    page = page_of(browser)
    assert f"您请{handler.name}回避，等受理机构决定。" in page
    assert f"{handler.name}（承办人）" not in page
    assert "您请人回避" in page
    casework.do(petition, Action.DECIDE_RECUSAL, "officer", stays_out=False, text="只是同名，不是亲属。")
    casework.session.commit()
    page = page_of(browser)
    assert f"{handler.name}不用回避，理由在对话里。" in page
    assert "只是同名，不是亲属。" in page


def test_whether_it_is_mediated_is_asked_on_the_page_and_answered_once(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.INVESTIGATING)
    assert "愿不愿意调解" not in page_of(browser)
    casework.do(petition, Action.OFFER_MEDIATION, "handler", within_discretion=True, text="周五坐下来谈，可以吗？")
    casework.session.commit()
    assert "愿不愿意调解" in page_of(browser)
    assert send(browser, "mediation", text="我想想。").status_code == 422

    assert send(browser, "mediation", agrees="yes", text="周五可以。").status_code == 303

    page = page_of(browser)
    assert "愿不愿意调解</h2>" not in page
    assert "周五可以。" in page
    assert "您答复了愿不愿意调解" in page


def test_such_a_request_can_also_be_made_once_all_is_over(at_case: Any, casework: Any) -> None:
    browser, petition = at_case(State.CLOSED)

    assert send(browser, "information", wanted="delete", text="我的姓名").status_code == 303
    assert state_of(casework, petition) is State.CLOSED
    assert queries.petition(casework.session, petition.id).awaits_answer
