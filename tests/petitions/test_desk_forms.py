"""The desk's forms: every step that wants input has one, and an opinion is read as it was typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions import desk_forms
from petitions.desk_forms import ByHandForm, DraftForm
from petitions.in_place import Duty, Judgement
from petitions.kinds import LegalClass
from petitions.opinion import Verdict
from petitions.workflow import TRANSITIONS, Action, CaseRole, Need

#: Fields whose name differs from the argument they give.
NAMED_APART = {Need.OPINION: "claims", Need.EVIDENCE: "solve"}


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def test_every_step_of_the_desk_has_a_form_with_what_it_needs() -> None:
    for row in TRANSITIONS:
        if row.action is Action.FILE or row.roles == {CaseRole.PETITIONER}:
            continue
        form = desk_forms.form_for(row.action, (Duty.SOLVE,))
        for need in row.needs:
            assert NAMED_APART.get(need, need.value) in form, (row.label, need)


def test_the_petitioners_steps_have_no_form_at_the_desk() -> None:
    assert not {Action.SAY, Action.RATE, Action.FILE} & set(desk_forms.FORMS)


def draft(**more: str) -> DraftForm:
    data = {
        "claims-0-text": " 补发津贴 ",
        "claims-0-verdict": "supported",
        "claims-0-reason": "属实",
        "claims-1-text": "",
        "claims-1-reason": "",
        "facts": "夜班42个",
        "basis": "办法",
        "judgement": "reasonable",
        "approver_id": "7",
        **more,
    }
    form = DraftForm(MultiDict(data))
    form.offer(LegalClass.CLAIM)
    return form


def test_an_opinion_is_read_claim_by_claim_and_an_empty_one_is_left_out() -> None:
    given = draft().given()

    assert [(claim.text, claim.verdict) for claim in given["opinion"].claims] == [("补发津贴", Verdict.SUPPORTED)]
    assert given["judgement"] is Judgement.REASONABLE
    assert given["approver_id"] == 7


def test_a_claim_without_a_verdict_is_pointed_at() -> None:
    form = draft(**{"claims-1-text": "取消考核"})

    assert not form.validate()
    assert form.claims.errors
    assert form.claims[1].form.verdict.errors


def test_a_verdict_of_another_kind_is_not_taken() -> None:
    assert not draft(**{"claims-0-verdict": "guilty"}).validate()


def test_suggestions_are_not_judged() -> None:
    form = DraftForm(MultiDict({"facts": "试算", "approver_id": "7"}))
    form.offer(LegalClass.SUGGESTION)

    assert form.judgement is None
    assert form.given()["judgement"] is None


def test_closing_asks_for_the_evidence_of_exactly_the_duties_owed() -> None:
    form = desk_forms.close_form((Duty.PERSUADE, Duty.AID))

    assert {name for name in form._fields if name in {duty.value for duty in Duty}} == {"persuade", "aid"}
    assert form.given() == {"evidence": {Duty.PERSUADE: "", Duty.AID: ""}}


def test_people_registered_by_hand_are_at_least_one() -> None:
    form = ByHandForm(MultiDict({"people": "0", "naming": "anonymous"}))
    form.unit.choices, form.concerned.choices = [], []
    form.validate()

    assert "people" in form.errors
    assert "channel" in form.errors
    assert "name" not in form.errors
