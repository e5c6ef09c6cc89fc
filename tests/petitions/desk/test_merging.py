"""Merging into a case that was answered: the officer reads the answer, masked, before anybody else does, and may change it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledgers import operations as ledger
from petitions import queries
from petitions.desk import merging
from petitions.workflow import Action, State
from tests.petitions.desks import Desk, text_of

ANSWER = "刘强同志（13912345678）：夜班津贴12月一并补发。"


def test_the_answer_is_proposed_with_what_leads_to_a_person_masked_and_its_citations_whole(casework: Any) -> None:
    officer, today = casework.enterprise.people["officer"], date(2026, 1, 1)
    policy = {
        "title": "夜班津贴",
        "kind": "pay",
        "answer": "每班 15 元。",
        "basis": "办法〔2026〕13912345678号",
        "day": today,
    }
    row = ledger.add(casework.session, "policies", policy, actor=officer, now=casework.clock())
    ledger.perform(casework.session, row.id, "publish", {}, actor=officer, now=casework.clock())
    leading, _key = casework.lead_to(State.APPROVED)
    assert merging.answered(casework.session, leading.number, officer) is None
    casework.do(leading, Action.REPLY, "officer", text=ANSWER, policies=(row.id,))
    casework.do(leading, Action.WRITE, "officer", text="您的银行卡已登记。")

    assert merging.answered(casework.session, leading.number, officer) == leading
    for other in ("handler", "inspector", "keeper"):
        assert merging.answered(casework.session, leading.number, casework.enterprise.people[other]) is None
    proposed = merging.proposal(casework.session, leading, officer)
    assert "夜班津贴12月一并补发。" in proposed
    for hidden in ("刘强", "13912345678）", "银行卡"):
        assert hidden not in proposed
    assert proposed.endswith(f"1. 夜班津贴（{row.number}，依据：办法〔2026〕13912345678号）")


def test_the_officer_is_shown_the_answer_before_it_is_passed_on(casework: Any, desk: Desk) -> None:
    leading, _key = casework.lead_to(State.APPROVED)
    casework.do(leading, Action.REPLY, "officer", text=ANSWER)
    in_hand, _ = casework.lead_to(State.ACCEPTED)
    (merged, _), (other, _) = casework.lead_to(State.REGISTERED), casework.lead_to(State.REGISTERED)
    numbers = {"answered": leading.number, "in hand": in_hand.number}
    page, officer2 = f"/desk/petitions/{merged.id}/merge", casework.enterprise.people["officer2"]
    leading_id, merged_id, other_id = leading.id, merged.id, other.id
    browser = desk("officer2")
    shown = browser.post(page, data={"leading_number": numbers["answered"], "text": "您的事有人先提过。"})
    assert shown.status_code == 409
    for said in ("那一件已经答复过", "夜班津贴12月一并补发。", "您的事有人先提过。", "还要遮的字词"):
        assert said in text_of(shown)
    assert "13912345678" not in text_of(shown)
    # Whoever was shown it has opened that case, and its petitioner may ask who did.
    assert queries.was_read(casework.session, leading_id, officer2.id, casework.clock().date())
    casework.session.rollback()

    # What was said of one case is never passed on as the answer of another, nor an answer that another one followed.
    typed = {"leading_number": numbers["answered"], "answer": "别的事。"}
    for other_answer in (numbers["in hand"], f"{numbers['answered']}/1"):
        again = browser.post(page, data=typed | {"proposed_for": other_answer})
        assert (again.status_code, "别的事。" in text_of(again), "12月一并补发" in text_of(again)) == (409, False, True)
    typed |= {"proposed_for": merging.last_answer(casework.session, leading)}
    casework.session.rollback()
    typed |= {"answer": "某同志：12月一并补发。", "more": "某同志", "mask": "1"}
    assert "×××：12月一并补发。" in text_of(browser.post(page, data=typed))
    assert queries.petition(casework.session, merged_id).state is State.REGISTERED
    casework.session.rollback()
    del typed["mask"]
    assert browser.post(page, data=typed | {"answer": "12月一并补发。"}).status_code == 302
    told = queries.messages(casework.session, merged_id)[-1]
    assert told.action is Action.RELAY
    casework.session.rollback()
    plain = browser.post(f"/desk/petitions/{other_id}/merge", data={"leading_number": numbers["in hand"]})
    assert plain.status_code == 302
    assert queries.messages(casework.session, other_id)[-1].action is Action.FILE
