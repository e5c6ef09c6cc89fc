"""What the office writes names the policies it rests on, each is counted as explained, and the petitioner is led to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from ledgers import operations as ledger
from ledgers.answers import queries as answers
from petitions import conduct, queries
from petitions.desk import phrases, step_forms
from petitions.desk.forms import CitingForm
from petitions.keys import holding
from petitions.letters import citing
from petitions.outcome.opinion import Opinion
from petitions.petitioner import page as case_page
from petitions.workflow import Action, State
from vault import seal
from web.errors import Forbidden, Refusal


@pytest.fixture
def policy(casework: Any) -> Callable[..., Any]:
    """A policy that is in force."""

    def made(title: str = "夜班津贴怎么算", *, publish: bool = True) -> Any:
        officer, now = casework.enterprise.people["officer"], casework.clock()
        contents = {
            "title": title,
            "kind": "pay",
            "answer": "零点班每班 15 元。",
            "basis": "公司薪酬管理办法第十二条",
            "keywords": title,
            "day": date(2026, 1, 1),
        }
        row = ledger.add(casework.session, "policies", contents, actor=officer, now=now)
        if publish:
            ledger.perform(casework.session, row.id, "publish", {}, actor=officer, now=now)
        return row

    return made


def last_text(casework: Any, petition: Any, key: bytes) -> str:
    said = queries.messages(casework.session, petition.id)[-1]
    return seal.open_text(key, said.sealed, conduct.message_place(petition.id, said.ordinal))


def test_a_citation_stands_in_the_reply_is_counted_once_and_leads_to_the_policy(casework: Any, policy: Any) -> None:
    cited, _other = policy(), policy("食堂几点开门")
    petition, key = casework.lead_to(State.APPROVED)

    casework.do(petition, Action.REPLY, "officer", text="12月补发。", policies=(cited.id, cited.id))

    assert last_text(casework, petition, key).endswith(
        f"1. 夜班津贴怎么算（{cited.number}，依据：公司薪酬管理办法第十二条）"
    )
    assert answers.times_given(casework.session, cited.id) == {"reply": 1}
    page = case_page.load(casework.session, petition.id, key, today=casework.clock().date())
    assert [each.number for each in page.policies] == [cited.number]


def test_a_reply_without_policies_is_as_it_was_written(casework: Any) -> None:
    petition, key = casework.lead_to(State.APPROVED)

    casework.do(petition, Action.REPLY, "officer", text="12月补发。")

    assert last_text(casework, petition, key) == "12月补发。"
    assert case_page.load(casework.session, petition.id, key, today=casework.clock().date()).policies == []


def test_whoever_was_merged_is_told_the_same_and_counted_too(casework: Any, policy: Any) -> None:
    cited = policy()
    merged, key = casework.lead_to(State.REGISTERED)
    leading, _ = casework.lead_to(State.APPROVED)
    casework.do(merged, Action.ACCEPT, "officer", procedure=leading.procedure)
    casework.do(merged, Action.MERGE, "officer", leading_id=leading.id)

    casework.do(leading, Action.REPLY, "officer", text="12月补发。", policies=(cited.id,))

    assert last_text(casework, merged, key).count(cited.number) == 1
    assert answers.times_given(casework.session, cited.id) == {"reply": 2}
    page = case_page.load(casework.session, merged.id, key, today=casework.clock().date())
    assert [each.number for each in page.policies] == [cited.number]


def test_whoever_is_merged_into_an_answered_case_is_counted_where_its_citation_is_passed_on(
    casework: Any, policy: Any
) -> None:
    cited = policy()
    leading, leading_key = casework.lead_to(State.APPROVED)
    casework.do(leading, Action.REPLY, "officer", text="12月补发。", policies=(cited.id,))
    given = last_text(casework, leading, leading_key)
    for count, answer in ((2, given), (2, "12月补发，名单以公示为准。")):
        merged, key = casework.lead_to(State.REGISTERED)
        casework.do(merged, Action.MERGE, "officer", leading_id=leading.id, answer=answer)
        assert last_text(casework, merged, key) == answer
        assert answers.times_given(casework.session, cited.id) == {"reply": count}


def test_what_does_not_hold_today_is_not_cited(casework: Any, policy: Any) -> None:
    draft = policy(publish=False)
    petition, _ = casework.lead_to(State.APPROVED)

    with pytest.raises(Refusal):
        casework.do(petition, Action.REPLY, "officer", text="12月补发。", policies=(draft.id,))


def test_those_that_fit_the_petition_stand_first(casework: Any, policy: Any) -> None:
    other, fitting = policy("食堂几点开门"), policy()

    first, rest = citing.choices(casework.session, "三车间没有发夜班津贴怎么算", today=casework.clock().date())

    assert ([each.id for each in first], [each.id for each in rest]) == ([fitting.id], [other.id])


def test_inspectors_who_keep_no_ledgers_cite_none(casework: Any, policy: Any) -> None:
    cited = policy()
    inspector = casework.enterprise.people["inspector"]

    with pytest.raises(Forbidden):
        citing.explained(casework.session, [cited.id], actor=inspector, now=casework.clock())


@pytest.mark.parametrize("state", [State.REVIEWING, State.REREVIEWING])
def test_the_decision_of_a_review_cites_as_a_reply_does(casework: Any, policy: Any, state: State) -> None:
    cited = policy()
    petition, key = casework.lead_to(state)
    reviewer = "leader2" if state is State.REVIEWING else "leader3"

    casework.do(petition, Action.UPHOLD, reviewer, text="维持原意见。", policies=(cited.id,))

    assert last_text(casework, petition, key).endswith(f"（{cited.number}，依据：公司薪酬管理办法第十二条）")
    assert answers.times_given(casework.session, cited.id) == {"reply": 1}
    page = case_page.load(casework.session, petition.id, key, today=casework.clock().date())
    assert [each.number for each in page.policies] == [cited.number]
    assert page.is_whole


def test_an_opinion_rests_on_policies_and_the_reply_offers_them_again(
    casework: Any, policy: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    cited = policy()
    petition, _key = casework.lead_to(State.INVESTIGATING)
    ((action, who, given),) = [row for row in casework.way(State.DRAFTED) if row[0] is Action.DRAFT]

    casework.do(petition, action, who, **given, policies=(cited.id,))

    noted = queries.notes(casework.session, petition.id)[-1]
    key = holding.case_key(casework.session, petition, casework.enterprise.people["officer"])
    written = Opinion.from_text(seal.open_text(key, noted.sealed, conduct.note_place(petition.id, noted.ordinal)))
    assert written.basis.endswith(f"公司薪酬管理办法第十二条（{cited.number}）")
    # Nobody has been told anything yet.
    assert answers.times_given(casework.session, cited.id) == {}
    casework.do(petition, Action.APPROVE, "leader")
    casework.session.commit()
    form = sign_in(app.test_client(), "officer").get(f"/desk/petitions/{petition.id}/reply").get_data(as_text=True)
    assert re.search(rf'value="{cited.id}" checked', form)


def test_every_step_that_writes_to_a_petitioner_offers_policies_and_phrases() -> None:
    for action, field in citing.WRITTEN_IN.items():
        assert issubclass(step_forms.FORMS[action], CitingForm), action
        assert field in phrases.INTO[action]
        assert hasattr(step_forms.FORMS[action], field)


def test_an_opinion_that_does_not_hold_today_is_no_ground(casework: Any, policy: Any) -> None:
    draft = policy(publish=False)
    petition, _key = casework.lead_to(State.INVESTIGATING)
    ((action, who, given),) = [row for row in casework.way(State.DRAFTED) if row[0] is Action.DRAFT]
    with pytest.raises(Refusal):
        casework.do(petition, action, who, **given, policies=(draft.id,))


def test_policies_are_ticked_in_the_form_and_linked_on_the_petitioners_page(
    casework: Any, policy: Any, app: Any, sign_in: Callable[..., FlaskClient]
) -> None:
    cited = policy()
    petition, key = casework.lead_to(State.APPROVED)
    casework.session.commit()
    browser = sign_in(app.test_client(), "officer")

    form = browser.get(f"/desk/petitions/{petition.id}/reply").get_data(as_text=True)
    assert re.search(rf'name="policies"[^>]*value="{cited.id}"', form)
    kept = browser.post(f"/desk/petitions/{petition.id}/reply", data={"text": "", "policies": cited.id})
    assert re.search(rf'value="{cited.id}" checked', kept.get_data(as_text=True))
    sent = browser.post(f"/desk/petitions/{petition.id}/reply", data={"text": "12月补发。", "policies": cited.id})

    assert sent.status_code == 302
    casework.session.expire_all()
    assert cited.number in last_text(casework, petition, key)
