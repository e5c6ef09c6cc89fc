"""What happens before and instead of acceptance: procedures, transfers and objections, legal channels, merging."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import candidates, conduct, conversation, queries, reach
from petitions.deadlines import ClockKind
from petitions.kinds import Kind, LegalClass
from petitions.models import CaseClock, Exclusion, Petition
from petitions.steps import intake
from petitions.workflow import Action, Ground, LegalRoute, Procedure, State
from vault import seal, subject_keys
from vault.models import ReadingGroup
from web.errors import Missing, Refusal


def clock_of(session: Session, petition: Petition, kind: ClockKind, number: int = 1) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind, number), populate_existing=True)


def can_open(casework: Any, petition: Petition) -> set[str]:
    """The names of everybody whose key opens the case now."""
    readers = subject_keys.readers(casework.session, queries.subject(petition.id))
    return {name for name, person in casework.enterprise.people.items() if person.id in readers}


def test_simple_handling_is_decided_within_three_working_days(casework: Any) -> None:
    early, _ = casework.lead_to(State.REGISTERED)
    late, _ = casework.lead_to(State.REGISTERED)

    casework.clock.advance(days=3)
    casework.do(early, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE, fits=True)
    casework.clock.advance(days=1)
    with pytest.raises(Refusal) as refused:
        casework.do(late, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE, fits=True)

    assert clock_of(casework.session, early, ClockKind.SIMPLE).due_on == date(2026, 12, 11)
    assert refused.value.field == "procedure"


def test_a_declined_case_names_its_ground_and_stops_the_clock(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DECLINED)

    assert petition.ground is Ground.NOT_OURS
    assert petition.next_due is None
    assert clock_of(casework.session, petition, ClockKind.NOTIFY).stopped_on == date(2026, 11, 24)


def test_whoever_looked_after_a_case_that_is_merged_looks_after_it_no_more(casework: Any) -> None:
    leading, _key = casework.lead_to(State.ACCEPTED)
    petition, _other = casework.lead_to(State.INVESTIGATING)
    leader = casework.enterprise.people["leader"]
    casework.do(petition, Action.SPONSOR, "officer", leader_id=leader.id)

    casework.do(petition, Action.MERGE, "officer", leading_id=leading.id)

    assert petition.sponsor_id is None
    assert "leader" not in can_open(casework, petition)


def confirmed_discipline(casework: Any) -> int:
    """The discipline office, ready to receive."""
    office = casework.session.get_one(ReadingGroup, casework.enterprise.groups["discipline"])
    office.recovery_confirmed_on = casework.clock().date()
    casework.session.flush()
    return office.id


def test_what_turns_out_to_accuse_somebody_goes_to_discipline_and_leaves_the_union(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    office = confirmed_discipline(casework)

    casework.do(petition, Action.TRANSFER, "officer", office_id=office, reason="反映的是班长收钱派班。")
    assert petition.legal_class is LegalClass.CLAIM
    casework.do(petition, Action.TAKE, "inspector")

    assert petition.legal_class is LegalClass.ACCUSATION
    assert can_open(casework, petition) == {"inspector", "inspector2"}
    assert reach.roles(casework.session, petition, casework.enterprise.people["officer"]) == frozenset()
    inspectors = {each.name for each in candidates.handler_choices(casework.session, petition)}
    assert inspectors == {casework.enterprise.people[each].name for each in ("inspector", "inspector2")}


def test_discipline_sends_back_what_accuses_nobody_as_it_came(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.TRANSFER, "officer", office_id=confirmed_discipline(casework), reason="涉及班长。")

    casework.do(petition, Action.OBJECT, "inspector", reason="没有违纪违法的内容，是考勤核算。")
    casework.do(petition, Action.TAKE_BACK, "officer")

    assert petition.legal_class is LegalClass.CLAIM
    assert petition.group_id == casework.enterprise.groups["union"]


def test_nothing_goes_from_discipline_to_the_union(casework: Any) -> None:
    accusation, _key = casework.file(Kind.ACCUSATION)
    casework.do(accusation, Action.REGISTER, "inspector", category="pay", legal_class=LegalClass.ACCUSATION)

    assert candidates.office_choices(casework.session, accusation) == []


def test_discipline_handles_what_came_to_it_past_the_union_and_may_call_it_what_it_is(casework: Any) -> None:
    petition, key = casework.file()
    subject_keys.reseal_subject(
        casework.session, queries.subject(petition.id), key, casework.enterprise.groups["discipline"]
    )
    petition.group_id = casework.enterprise.groups["discipline"]
    casework.session.flush()

    able = {each.id for each in candidates.handler_choices(casework.session, petition)}
    assert {casework.enterprise.people[each].id for each in ("inspector", "handler")} <= able
    casework.do(petition, Action.REGISTER, "inspector", category="pay", legal_class=LegalClass.ACCUSATION)

    assert petition.legal_class is LegalClass.ACCUSATION
    assert casework.enterprise.people["handler"].id not in {
        each.id for each in candidates.handler_choices(casework.session, petition)
    }


def test_nobody_makes_an_accusation_of_a_petition_or_hides_one_by_registering(casework: Any) -> None:
    """Both would leave the case with people who must not have it."""
    petition, _key = casework.file()
    accusation, _other = casework.file(Kind.ACCUSATION)
    steps = ((petition, "officer", LegalClass.ACCUSATION), (accusation, "inspector", LegalClass.CLAIM))
    for case, who, legal_class in steps:
        with pytest.raises(Refusal) as refused:
            casework.do(case, Action.REGISTER, who, category="pay", legal_class=legal_class)
        assert refused.value.field == "legal_class"
    casework.do(petition, Action.REGISTER, "officer", category="pay", legal_class=LegalClass.SUGGESTION)

    assert petition.legal_class is LegalClass.SUGGESTION


def test_a_transfer_gives_the_other_office_the_key_and_leaves_this_one_its_own_until_it_is_taken(casework: Any) -> None:
    petition, _key = casework.lead_to(State.TRANSFERRED)

    assert can_open(casework, petition) == {"officer", "officer2", "officer3", "officer4"}
    assert clock_of(casework.session, petition, ClockKind.OBJECT).due_on == date(2026, 12, 1)
    casework.do(petition, Action.TAKE, "officer3")

    assert can_open(casework, petition) == {"officer3", "officer4"}
    with pytest.raises(Missing):
        casework.do(petition, Action.WRITE, "officer", text="还是我来。")
    assert clock_of(casework.session, petition, ClockKind.NOTIFY, 2).stopped_on is None


def test_an_objection_goes_back_only_when_the_sender_agrees(casework: Any) -> None:
    petition, _key = casework.lead_to(State.OBJECTED)
    assert petition.group_id == casework.enterprise.groups["union2"]

    casework.do(petition, Action.TAKE_BACK, "officer", reason="确实是我们的事。")

    assert (petition.state, petition.group_id) == (State.REGISTERED, casework.enterprise.groups["union"])
    assert can_open(casework, petition) == {"officer", "officer2"}


def test_a_sender_who_does_not_agree_sends_it_again_with_reasons(casework: Any) -> None:
    petition, _key = casework.lead_to(State.OBJECTED)

    casework.do(
        petition,
        Action.TRANSFER,
        "officer",
        office_id=casework.enterprise.groups["union2"],
        reason="三车间属生产二部。",
    )

    assert petition.state is State.TRANSFERRED
    assert can_open(casework, petition) == {"officer", "officer2", "officer3", "officer4"}


def test_an_objection_comes_within_five_working_days(casework: Any) -> None:
    petition, _key = casework.lead_to(State.TRANSFERRED)
    casework.clock.advance(days=8)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.OBJECT, "officer3", reason="不归我们管。")

    assert "异议期限已过" in str(refused.value.message)


def test_a_case_never_goes_to_an_office_that_is_left_with_too_few_readers_or_does_not_take_it(casework: Any) -> None:
    office = casework.second_office()
    petition, _key = casework.file(excluded=())
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    officer4 = casework.enterprise.people["officer4"]
    casework.session.add(Exclusion(petition_id=petition.id, account_id=officer4.id))
    casework.session.flush()

    for wanted in (office, casework.enterprise.groups["discipline"], petition.group_id):
        with pytest.raises(Refusal) as refused:
            casework.do(petition, Action.TRANSFER, "officer", office_id=wanted, reason="不归我们。")
        assert refused.value.field == "office_id"


def test_a_legal_channel_comes_with_its_limitation_counted_from_the_day_of_filing(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.clock.advance(days=10)

    casework.do(petition, Action.DIVERT, "officer", route=LegalRoute.ARBITRATION, text="请申请劳动仲裁。")

    limit = clock_of(casework.session, petition, ClockKind.ARBITRATE)
    assert (limit.started_on, limit.due_on) == (date(2026, 11, 24), date(2027, 11, 24))
    assert (petition.state, petition.next_due) == (State.DIVERTED, None)


def test_only_claims_go_to_a_legal_channel_and_only_arbitration_has_its_limitation(casework: Any) -> None:
    suggestion, _ = casework.file(Kind.SUGGESTION)
    casework.do(suggestion, Action.REGISTER, "officer", category="pay")
    with pytest.raises(Refusal):
        casework.do(suggestion, Action.DIVERT, "officer", route=LegalRoute.ARBITRATION, text="去仲裁。")
    court, _ = casework.lead_to(State.REGISTERED)
    casework.do(court, Action.DIVERT, "officer", route=LegalRoute.COURT, text="请向法院提出。")

    assert ClockKind.ARBITRATE not in {row.kind for row in queries.clock_rows(casework.session, court.id)}


def test_what_was_handed_over_comes_back_within_five_working_days_only(casework: Any) -> None:
    back, _ = casework.lead_to(State.HANDED_OVER)
    late, _ = casework.lead_to(State.HANDED_OVER)

    casework.do(back, Action.TAKE_BACK, "officer", reason="对方认为不归其管。")
    casework.clock.advance(days=8)
    with pytest.raises(Refusal):
        casework.do(late, Action.TAKE_BACK, "officer", reason="想收回。")

    assert (back.state, back.ended_on) == (State.REGISTERED, None)
    assert back.next_due == date(2026, 12, 9)


def test_a_merged_case_is_told_what_the_leading_one_was_answered(casework: Any) -> None:
    leading, _ = casework.lead_to(State.APPROVED)
    merged, key = casework.lead_to(State.REGISTERED)
    casework.do(merged, Action.MERGE, "officer", leading_id=leading.id)

    casework.do(leading, Action.REPLY, "officer", text="六个人的夜班津贴12月一并补发。")

    said = queries.messages(casework.session, merged.id)[-1]
    assert said.action is Action.RELAY
    assert "一并补发" in seal.open_text(key, said.sealed, conduct.message_place(merged.id, said.ordinal))
    assert merged.state is State.MERGED


def test_whoever_is_merged_into_a_case_that_was_answered_is_told_the_answer_in_words_meant_for_them(
    casework: Any,
) -> None:
    leading, _ = casework.lead_to(State.REPLIED)
    earlier, earlier_key = casework.lead_to(State.MERGED)
    merged = casework.session.get_one(Petition, earlier.leading_id)
    said = leading.messages
    with pytest.raises(Refusal) as refused:
        casework.do(merged, Action.MERGE, "officer", leading_id=leading.id)
    assert (refused.value.field, refused.value.message) == ("answer", intake.ANSWER_FIRST)
    casework.session.refresh(earlier)
    assert (merged.state, earlier.leading_id) == (State.REGISTERED, merged.id)

    casework.do(merged, Action.MERGE, "officer", leading_id=leading.id, answer="夜班津贴12月一并补发。")

    # Whoever was merged into it before is told too; in the case that leads nothing happens.
    for case in (merged, earlier):
        assert (case.state, case.leading_id) == (State.MERGED, leading.id)
        told = queries.messages(casework.session, case.id)[-1]
        running = {row.kind for row in queries.clock_rows(casework.session, case.id) if row.stopped_on is None}
        assert told.action is Action.RELAY
        assert {ClockKind.RATE, ClockKind.REVIEW} <= running
    text = conversation.messages(casework.session, earlier.id, casework.present(earlier, earlier_key))[-1].text
    assert text == "夜班津贴12月一并补发。"
    assert (leading.messages, leading.state) == (said, State.REPLIED)


def test_cases_are_merged_only_into_an_open_one_of_the_same_office_and_kind(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REGISTERED)
    closed, _ = casework.lead_to(State.CLOSED)
    accusation, _ = casework.file(Kind.ACCUSATION)
    for other in (petition, closed, accusation):
        with pytest.raises(Refusal) as refused:
            casework.do(petition, Action.MERGE, "officer", leading_id=other.id)
        assert refused.value.field == "leading_id"


def test_simple_handling_wants_its_affirmation_and_starts_the_relay_of_one_working_day(casework: Any) -> None:
    petition, _ = casework.lead_to(State.REGISTERED)
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE)
    assert refused.value.field == "fits"

    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE, fits=True)
    assert clock_of(casework.session, petition, ClockKind.RELAY).due_on == date(2026, 11, 25)
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)

    assert clock_of(casework.session, petition, ClockKind.RELAY).stopped_on == date(2026, 11, 24)
    assert petition.next_due == clock_of(casework.session, petition, ClockKind.SIMPLE).due_on
