"""What stands in a step's form before anybody typed, and filing what an officer was told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from petitions import receipt
from petitions.desk import filling as desk_steps
from petitions.desk import page as desk_page
from petitions.desk import step_forms
from petitions.desk.forms import ByHandForm
from petitions.kinds import Channel, LegalClass
from petitions.workflow import Action, State
from web.errors import Refusal


def form_of(casework: Any, state: State, action: Action, who: str) -> Any:
    petition, _key = casework.lead_to(state)
    page = desk_page.load(casework.session, petition.id, casework.enterprise.people[who], today=casework.clock().date())
    form = step_forms.form_for(action)
    desk_steps.prefill(form, page, casework.session, today=casework.clock().date())
    desk_steps.offer(form, page, casework.session)
    return form


def test_every_form_carries_the_version_that_was_seen(casework: Any) -> None:
    assert form_of(casework, State.FILED, Action.REGISTER, "officer").version.data == "1"


def test_registration_starts_from_what_the_petitioner_chose(casework: Any) -> None:
    form = form_of(casework, State.FILED, Action.REGISTER, "officer")

    assert (form.category.data, form.legal_class.data) == ("pay", LegalClass.CLAIM.value)
    assert form.unit.data == str(casework.enterprise.units["三车间"])


def test_a_petition_to_the_union_cannot_be_registered_as_an_accusation(casework: Any) -> None:
    form = form_of(casework, State.FILED, Action.REGISTER, "officer")

    assert {choice.value for choice in form.legal_class.choices} == {"claim", "suggestion"}


def test_only_people_who_may_handle_are_offered(casework: Any) -> None:
    offered = {
        choice.value for choice in form_of(casework, State.ACCEPTED, Action.ASSIGN, "officer").handler_id.choices
    }

    people = casework.enterprise.people
    assert str(people["handler"].id) in offered
    assert not offered & {str(people[each].id) for each in ("admin", "keeper", "leader", "inspector")}


def test_acceptance_says_until_when_it_may_be_simple(casework: Any) -> None:
    form = form_of(casework, State.REGISTERED, Action.ACCEPT, "officer")

    assert "11月27日前" in form.procedure.description


def test_a_returned_opinion_stands_in_the_form_as_it_was(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)
    casework.do(petition, Action.RETURN, "leader", reason="数字再核对。")
    page = desk_page.load(
        casework.session, petition.id, casework.enterprise.people["handler"], today=casework.clock().date()
    )
    form = step_forms.form_for(Action.DRAFT)
    desk_steps.prefill(form, page, casework.session, today=casework.clock().date())

    assert [entry.form.text.data for entry in form.claims] == ["补发三个月夜班津贴"]
    assert form.basis.data.startswith("《工资支付规定》")


def by_hand(casework: Any, **more: str) -> ByHandForm:
    data = {
        "code": receipt.mint(),
        "channel": "letter",
        "kind": "suggestion",
        "text": "来信建议夜班食堂延长到一点。",
        "category": "canteen",
        "unit": "",
        "people": "1",
        "naming": "anonymous",
        "name": "不该存下的名字",
        **more,
    }
    form = ByHandForm(MultiDict(data))
    desk_steps.offer_by_hand(form, casework.session, today=casework.clock().date())
    return form


def filed(casework: Any, form: ByHandForm) -> Any:
    officer = casework.enterprise.people["officer"]
    return desk_steps.file_by_hand(casework.session, form, actor=officer, now=casework.clock(), instance_key=b"k" * 32)


def test_a_letter_is_filed_with_its_channel_and_the_same_form_twice_is_one_case(casework: Any) -> None:
    form = by_hand(casework)

    first, again = filed(casework, form), filed(casework, form)

    assert first.id == again.id
    assert first.channel is Channel.LETTER
    assert first.name_sealed is None
    assert first.filed_on == date(2026, 11, 24)


def test_a_page_that_lost_its_code_stores_nothing(casework: Any) -> None:
    with pytest.raises(Refusal):
        filed(casework, by_hand(casework, code="abc"))


def test_an_officer_cannot_name_half_an_office_away(casework: Any) -> None:
    """Both members are concerned by it: it goes to the next body, and neither of them can open it."""
    people = casework.enterprise.people
    form = by_hand(casework)
    form.concerned.data = [people["officer2"].id]

    petition = filed(casework, form)

    assert petition.group_id == casework.enterprise.groups["discipline"]
