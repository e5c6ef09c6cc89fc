"""Every step of the desk has a form with what it needs, and evidence is asked for the duties that are owed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.desk import step_forms
from petitions.desk.step_forms import CallBackForm
from petitions.in_place import DUTY_LABELS, Duty
from petitions.outcome.ratings import CallBack
from petitions.workflow import TRANSITIONS, Action, CaseRole, Need

#: Fields whose name differs from the argument they give.
NAMED_APART = {Need.OPINION: "claims", Need.EVIDENCE: "solve", Need.LEADING: "leading_number"}


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def test_every_step_of_the_desk_has_a_form_with_what_it_needs() -> None:
    for row in TRANSITIONS:
        if not row.sources or row.action is Action.HAND_ON or row.roles <= {CaseRole.PETITIONER, CaseRole.VOICE}:
            continue
        form = step_forms.form_for(row.action, owed=(Duty.SOLVE,), labels=DUTY_LABELS)
        for need in row.needs:
            assert NAMED_APART.get(need, need.value) in form, (row.label, need)


def test_the_petitioners_steps_have_no_form_at_the_desk() -> None:
    desk = {row.action for row in TRANSITIONS if row.roles - {CaseRole.PETITIONER, CaseRole.VOICE}}
    theirs = {row.action for row in TRANSITIONS if row.roles == {CaseRole.PETITIONER}} - desk

    assert Action.WITHDRAW in theirs
    assert not theirs & set(step_forms.FORMS)


def test_closing_asks_for_the_evidence_that_is_missing_and_carrying_out_offers_every_duty() -> None:
    owed, done = (Duty.PERSUADE, Duty.AID), (Duty.PERSUADE,)
    closing = step_forms.form_for(Action.CLOSE, owed=owed, done=done, labels=DUTY_LABELS)
    carrying = step_forms.form_for(Action.CARRY_OUT, owed=owed, done=done, labels=DUTY_LABELS)

    assert closing.given() == {"evidence": {Duty.AID: ""}}
    assert carrying.given() == {"evidence": {Duty.PERSUADE: "", Duty.AID: ""}}


def test_a_duty_is_called_what_the_enterprise_calls_it() -> None:
    form = step_forms.form_for(Action.CLOSE, owed=(Duty.AID,), labels={Duty.AID: "困难帮到位"})

    assert str(form["aid"].label.text) == "困难帮到位"


def test_a_call_back_gives_its_result() -> None:
    form = CallBackForm(MultiDict({"result": "unreachable", "text": "三次未接。"}))

    assert form.given() == {"result": CallBack.UNREACHABLE, "text": "三次未接。"}
