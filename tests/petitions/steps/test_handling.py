"""What each step of a case in hand does besides moving it: records, opinions, extensions, recusal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import conduct, queries
from petitions.deadlines import ClockKind
from petitions.history import verification
from petitions.in_place import Judgement
from petitions.kinds import Kind, LegalClass
from petitions.models import CaseClock, Petition
from petitions.notes import Exchange, NoteKind
from petitions.outcome.opinion import Claim, Opinion, Outcome, Verdict
from petitions.workflow import Action, Procedure, State
from vault import seal, subject_keys
from web.errors import Refusal


def clock_of(session: Session, petition: Petition, kind: ClockKind, number: int = 1) -> CaseClock:
    return session.get_one(CaseClock, (petition.id, kind, number), populate_existing=True)


def can_open(casework: Any, petition: Petition) -> set[str]:
    """The names of everybody whose key opens the case now."""
    readers = subject_keys.readers(casework.session, queries.subject(petition.id))
    return {name for name, person in casework.enterprise.people.items() if person.id in readers}


def test_simple_handling_may_not_refuse_and_is_converted_with_the_time_from_acceptance(casework: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.SIMPLE, fits=True)
    for action, who, given in casework.way(State.INVESTIGATING)[2:]:
        casework.do(petition, action, who, **given)
    refusing = Opinion((Claim("取消考核", Verdict.NOT_SUPPORTED, "职代会通过。"),), "事实", "依据")
    given = {
        "opinion": refusing,
        "judgement": Judgement.UNREASONABLE,
        "approver_id": casework.enterprise.people["leader"].id,
    }
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.DRAFT, "handler", **given)
    assert "转为普通程序" in str(refused.value.message)
    casework.clock.advance(days=5)

    casework.do(petition, Action.CONVERT, "officer", reason="可能不予支持。")
    casework.do(petition, Action.DRAFT, "handler", **given)

    ordinary = clock_of(casework.session, petition, ClockKind.HANDLE)
    assert (ordinary.started_on, ordinary.due_on) == (date(2026, 11, 24), date(2027, 1, 25))
    assert clock_of(casework.session, petition, ClockKind.SIMPLE).stopped_on == date(2026, 11, 29)
    assert petition.next_due == ordinary.due_on
    with pytest.raises(Refusal):
        casework.do(petition, Action.CONVERT, "officer", reason="再转一次")


def test_an_ordinary_case_cannot_be_converted(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.CONVERT, "officer", reason="想转")

    assert "不用转" in str(refused.value.message)


@pytest.mark.parametrize(("done", "lacking"), [({"heard": True}, "调查核实"), ({"verified": True}, "听取")])
def test_a_claim_is_heard_and_verified_before_its_opinion(casework: Any, done: dict[str, bool], lacking: str) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    casework.do(petition, Action.INVESTIGATE, "handler", record=NoteKind.MATERIAL, text="记录。", **done)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, *casework.way(State.DRAFTED)[-1][:2], **casework.way(State.DRAFTED)[-1][2])

    assert lacking in str(refused.value.message)


def test_a_talk_names_whom_it_was_with_and_keeps_the_name_sealed(casework: Any) -> None:
    petition, key = casework.lead_to(State.ASSIGNED)
    for given, field in (
        ({}, "record"),
        ({"record": NoteKind.OPINION}, "record"),
        ({"record": NoteKind.TALK, "talked_with": "  "}, "talked_with"),
        ({"record": NoteKind.TALK, "talked_with": "王" * 61}, "talked_with"),
    ):
        with pytest.raises(Refusal) as refused:
            casework.do(petition, Action.INVESTIGATE, "handler", text="是我漏报的。", **given)
        assert refused.value.field == field
    casework.do(
        petition, Action.INVESTIGATE, "handler", record=NoteKind.TALK, talked_with="领班王某", text="是我漏报的。"
    )
    (note,) = [each for each in queries.notes(casework.session, petition.id) if each.kind is NoteKind.TALK]
    opened = seal.open_text(key, note.sealed, conduct.note_place(petition.id, note.ordinal))
    assert Exchange.from_text(opened) == Exchange("领班王某", "是我漏报的。")
    event = queries.events(casework.session, petition.id)[-1]
    assert "王某" not in str(event.details)
    assert verification.is_whole(casework.session, petition, queries.events(casework.session, petition.id), key)


def test_the_petitioners_statement_counts_as_having_heard_them(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ASSIGNED)
    casework.do(petition, Action.INVESTIGATE, "handler", record=NoteKind.STATEMENT, text="本人说三个月没有发。")
    assert (petition.heard, petition.verified) == (True, False)


def test_a_suggestion_is_adopted_without_a_judgement(casework: Any) -> None:
    petition, _key = casework.file(Kind.SUGGESTION, category="production")
    for action, who, given in casework.way(State.INVESTIGATING):
        casework.do(petition, action, who, **given)
    opinion = Opinion((Claim("夜宵延长到一点", Verdict.ADOPTED, "成本可行。"),), "试算", "")

    casework.do(petition, Action.DRAFT, "handler", opinion=opinion, approver_id=casework.enterprise.people["leader"].id)

    assert petition.legal_class is LegalClass.SUGGESTION
    assert (petition.outcome, petition.judgement) == (Outcome.ADOPTED, None)


def test_an_answer_returns_the_case_to_its_handler(casework: Any) -> None:
    petition, key = casework.lead_to(State.ASKING)

    casework.do(petition, Action.SAY, None, key=key, text="7月3日、9日和12日。")

    assert petition.state is State.INVESTIGATING
    assert petition.awaits_answer


def test_words_after_closing_are_kept_and_marked_for_the_office(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)

    casework.do(petition, Action.SAY, None, key=key, text="还没有到账。")
    assert (petition.state, petition.awaits_answer) == (State.CLOSED, True)
    casework.do(petition, Action.WRITE, "officer", text="已查，明天到账。")

    assert not petition.awaits_answer


def test_only_what_was_decided_on_a_claim_can_be_reviewed_and_accusations_are_not_rated(casework: Any) -> None:
    rights = {ClockKind.RATE, ClockKind.REVIEW}
    verdicts = {
        Kind.PROBLEM: Verdict.SUPPORTED,
        Kind.SUGGESTION: Verdict.ADOPTED,
        Kind.ACCUSATION: Verdict.SUBSTANTIATED,
    }
    found = {}
    for kind, verdict in verdicts.items():
        accusation = kind is Kind.ACCUSATION
        who = {"officer": "inspector", "handler": "inspector", "leader": "inspector2"} if accusation else {}
        petition, _key = casework.file(kind)
        for action, usual, given in casework.way(State.REPLIED):
            more = dict(given)
            if action is Action.ASSIGN:
                more["handler_id"] = casework.enterprise.people[who.get("handler", "handler")].id
            if action is Action.DRAFT:
                more["opinion"] = Opinion((Claim("一件事", verdict, "理由。"),), "事实", "依据")
                more["approver_id"] = casework.enterprise.people[who.get("leader", "leader")].id
            casework.do(petition, action, who.get(usual, usual), **more)
        found[kind] = {row.kind for row in queries.clock_rows(casework.session, petition.id)} & rights

    assert found == {Kind.PROBLEM: rights, Kind.SUGGESTION: {ClockKind.RATE}, Kind.ACCUSATION: set()}


def ask_extension(casework: Any, petition: Petition, days: int = 30, who: str = "officer") -> None:
    leader = casework.enterprise.people["leader"].id
    casework.do(petition, Action.ASK_EXTENSION, who, days=days, reason="涉及六个班组，要逐人核对。", leader_id=leader)


def test_an_extension_is_asked_of_a_leader_who_gets_the_key_until_it_is_decided(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    due = petition.next_due
    ask_extension(casework, petition, who="handler")
    assert "leader" in can_open(casework, petition)

    casework.do(petition, Action.EXTEND, "leader", text="涉及六个班组，需要逐人核对，延期30日。")

    clock = clock_of(casework.session, petition, ClockKind.HANDLE)
    assert (clock.extended_from, clock.due_on, clock.days) == (due, date(2027, 2, 22), 90)
    assert petition.next_due == clock.due_on
    assert "leader" not in can_open(casework, petition)
    told = queries.messages(casework.session, petition.id)[-1]
    assert told.author == "office"
    assert "逐人核对" in seal.open_text(key, told.sealed, conduct.message_place(petition.id, told.ordinal))


def test_the_time_is_extended_once_for_thirty_days_at_most_and_never_once_it_is_over(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    for days in (0, 31):
        with pytest.raises(Refusal) as refused:
            ask_extension(casework, petition, days=days)
        assert refused.value.field == "days"
    ask_extension(casework, petition)
    with pytest.raises(Refusal):
        ask_extension(casework, petition)
    casework.do(petition, Action.EXTEND, "leader", text="延期。")
    with pytest.raises(Refusal) as refused:
        ask_extension(casework, petition)
    assert "已经延期过一次" in str(refused.value.message)
    late, _ = casework.lead_to(State.INVESTIGATING)
    casework.clock.advance(days=80)
    with pytest.raises(Refusal) as refused:
        ask_extension(casework, late)
    assert "期限已过" in str(refused.value.message)


def test_an_extension_that_is_refused_leaves_the_time_as_it_was(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    due = petition.next_due
    ask_extension(casework, petition)

    casework.do(petition, Action.REFUSE_EXTENSION, "leader", reason="事实不复杂，请按期办。")

    assert (petition.next_due, petition.extender_id) == (due, None)
    assert "leader" not in can_open(casework, petition)


def test_an_extension_nobody_decided_is_void_once_the_case_is_answered(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    ask_extension(casework, petition)
    casework.follow(petition, key, casework.way(State.REPLIED)[4:])

    assert petition.extender_id is None
    assert can_open(casework, petition) == {"officer", "officer2"}


def test_a_hearing_keeps_its_days_and_cannot_lie_ahead(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    today = casework.clock().date()
    for first, last, field in ((today, date(2026, 12, 1), "last"), (date(202, 11, 24), today, "first")):
        with pytest.raises(Refusal) as refused:
            casework.do(petition, Action.HEAR, "handler", first=first, last=last, text="听证。")
        assert refused.value.field == field

    casework.do(petition, Action.HEAR, "handler", first=today, last=today, text="双方到场，各自陈述。")

    assert petition.state is State.INVESTIGATING
    assert clock_of(casework.session, petition, ClockKind.HANDLE).extended_from is None
