"""What stands in a step's form before anybody typed."""

from __future__ import annotations

from typing import Any

from petitions.desk import filling as desk_steps
from petitions.desk import page as desk_page
from petitions.desk import step_forms
from petitions.kinds import LegalClass
from petitions.workflow import Action, State


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
    # Nobody gets a case because nobody was chosen.
    casework.more_leaders()
    assert form_of(casework, State.ACCEPTED, Action.SPONSOR, "officer").leader_id.choices[0].value == ""
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


def test_a_hand_over_starts_from_the_petition_with_everything_masked_that_leads_to_a_person(casework: Any) -> None:
    form = form_of(casework, State.REGISTERED, Action.HAND_OVER, "officer")
    assert "夜班连续三个月" in form.handed.data
    form.more.data = "三车间"
    desk_steps.mask_more(form)
    assert form.handed.data.startswith("×××夜班")
    assert form.more.data == ""


def test_an_agreement_is_taken_to_be_signed_today(casework: Any) -> None:
    form = form_of(casework, State.INVESTIGATING, Action.SETTLE, "officer")

    assert form.signed_on.data == casework.clock().date()
