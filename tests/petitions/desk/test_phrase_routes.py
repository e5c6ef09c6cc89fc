"""Phrases are looked after on one page and put into a form without losing a word, all without a script."""

from __future__ import annotations

import re
from typing import Any

from petitions import queries
from petitions.desk import phrases
from petitions.workflow import Action, State
from tests.petitions.desks import Desk, text_of

PAGE = "/desk/petitions/phrases/"


def add(casework: Any) -> Any:
    group, officer = casework.enterprise.groups["union"], casework.enterprise.people["officer"]
    return phrases.add(casework.session, group, "工资核对", "已与财务部逐月核对。", actor=officer)


def test_the_list_is_kept_on_its_page(casework: Any, desk: Desk) -> None:
    group = casework.enterprise.groups["union"]
    browser = desk("officer")

    added = browser.post(f"{PAGE}office/{group}", data={f"new-{group}-title": "感谢", f"new-{group}-text": "感谢您。"})
    found = re.search(rf"{PAGE}(\d+)/delete", text_of(browser.get(PAGE)))
    assert found
    changed = browser.post(f"{PAGE}{found[1]}", data={f"{found[1]}-title": "致谢", f"{found[1]}-text": "谢谢您。"})
    refused = browser.post(f"{PAGE}{found[1]}", data={f"{found[1]}-title": "", f"{found[1]}-text": "还在这里"})

    assert (added.status_code, changed.status_code, refused.status_code) == (302, 302, 422)
    assert "还在这里" in text_of(refused)
    assert "致谢" in text_of(browser.get(PAGE))
    assert desk("inspector").post(f"{PAGE}{found[1]}/delete").status_code == 404
    assert desk("handler").get(PAGE).status_code == 403
    assert browser.post(f"{PAGE}{found[1]}/delete").status_code == 302
    assert "致谢" not in text_of(browser.get(PAGE))


def test_a_phrase_is_put_after_a_reply_that_was_typed(casework: Any, desk: Desk) -> None:
    row = add(casework)
    petition, _ = casework.lead_to(State.APPROVED)
    page = f"/desk/petitions/{petition.id}/reply"

    answer = desk("officer").post(page, data={"text": "您好，已经补发。", "insert": "1", "phrase": row.id})

    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "您好，已经补发。\n已与财务部逐月核对。</textarea>" in shown
    assert not any(event.action is Action.REPLY for event in queries.events(casework.session, petition.id))


def test_in_an_opinion_the_field_is_chosen_and_the_claims_stay(casework: Any, desk: Desk) -> None:
    row = add(casework)
    petition, _ = casework.lead_to(State.INVESTIGATING)
    data = {
        "claims-0-text": "补发津贴",
        "facts": "夜班42个。",
        "basis": "薪酬办法。",
        "insert": "1",
        "phrase": row.id,
        "phrase_into": "basis",
    }

    shown = desk("handler").post(f"/desk/petitions/{petition.id}/draft", data=data).get_data(as_text=True)

    assert "薪酬办法。\n已与财务部逐月核对。</textarea>" in shown
    assert "补发津贴</textarea>" in shown
    assert "夜班42个。</textarea>" in shown


def test_a_phrase_that_is_gone_changes_nothing(casework: Any, desk: Desk) -> None:
    petition, _ = casework.lead_to(State.APPROVED)

    answer = desk("officer").post(
        f"/desk/petitions/{petition.id}/reply", data={"text": "您好。", "insert": "1", "phrase": "7"}
    )

    assert "您好。</textarea>" in answer.get_data(as_text=True)
