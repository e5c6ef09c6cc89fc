"""Moving cases: keys given and taken, refusals, two people at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from petitions import conduct, operations, queries, reach
from petitions.history import chain, verification
from petitions.kinds import Kind
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import Grade, Solved
from petitions.workflow import Action, CaseRole, Procedure, State, find
from vault import reading_groups, seal, subject_keys
from web.errors import Missing, Refusal

RATING = {"office": Grade.SATISFIED, "unit": Grade.FAIRLY, "solved": Solved.YES}
NOBODY_ELSE = {"admin", "keeper", "keeper2", "inspector", "inspector2"}


def can_open(session: Session, petition: Petition, casework: Any) -> set[str]:
    """The names of everybody whose key really opens the case."""
    found = set()
    for name, person in casework.enterprise.people.items():
        try:
            subject_keys.open_subject(session, queries.subject(petition.id), person.keys)
        except reading_groups.NotAReader:
            continue
        found.add(name)
    return found


def test_a_case_goes_from_filing_to_the_archive(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ARCHIVED)

    assert re.fullmatch(r"XF202611[0-9A-HJKMNP-TV-Z]{4}", petition.number)
    assert petition.version == 11
    assert petition.outcome is Outcome.SUPPORTED
    assert petition.closed_on == date(2026, 11, 24)
    assert verification.broken_cases(casework.session) == ([], 1)


def test_every_state_change_is_in_the_history_and_nowhere_else(casework: Any) -> None:
    petition, _key = casework.lead_to(State.CLOSED)
    events = queries.events(casework.session, petition.id)

    assert [event.ordinal for event in events] == list(range(1, petition.version + 1))
    assert chain.state_after(queries.step(event) for event in events) is petition.state
    assert events[-1].digest == petition.head


# Who holds the key


def test_each_step_gives_the_key_to_whoever_has_it_and_takes_it_back(casework: Any) -> None:
    petition, _key = casework.file()
    office = {"officer", "officer2"}
    expected = {
        Action.REGISTER: office,
        Action.ACCEPT: office,
        Action.ASSIGN: office | {"handler"},
        Action.INVESTIGATE: office | {"handler"},
        Action.DRAFT: office | {"handler", "leader"},
        Action.APPROVE: office,
        Action.REPLY: office,
        Action.CALL_BACK: office,
        Action.CLOSE: office,
        Action.ARCHIVE: office,
    }
    assert can_open(casework.session, petition, casework) == office
    for action, who, given in casework.way(State.ARCHIVED):
        casework.do(petition, action, who, **given)
        assert can_open(casework.session, petition, casework) == expected[action], action


def test_what_a_step_writes_is_stored_all_at_once(casework: Any) -> None:
    """Whoever files meanwhile waits for it."""
    petition, _key = casework.lead_to(State.INVESTIGATING)
    session, said = casework.session, []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *told: said.append(told[2].split()[:3]))

    casework.follow(petition, b"", casework.way(State.DRAFTED)[-1:])

    assert [" ".join(each) for each in said[-3:]] == [
        "INSERT INTO case_note",
        "INSERT INTO case_event",
        "UPDATE petition SET",
    ]
    assert all(each[1:] != ["INTO", "case_event"] for each in said[:-3])
    assert queries.events(session, petition.id)[-1].action is Action.DRAFT


def test_another_handler_takes_the_key_over(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)

    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["officer2"].id)

    assert "handler" not in can_open(casework.session, petition, casework)
    with pytest.raises(Missing):
        casework.do(petition, Action.INVESTIGATE, "handler", record=NoteKind.MATERIAL, text="我还想看看")


def test_an_opinion_sent_back_gives_the_handler_the_key_and_takes_it_from_the_approver(casework: Any) -> None:
    petition, _key = casework.lead_to(State.APPROVED)

    casework.do(petition, Action.RETURN, "officer", reason="数字要再核对。")

    assert can_open(casework.session, petition, casework) == {"officer", "officer2", "handler"}
    assert (petition.state, petition.outcome, petition.approver_id) == (State.INVESTIGATING, None, None)


def test_a_handler_who_steps_back_really_loses_the_key(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    casework.do(petition, Action.RECUSE, "handler", reason="当事人是我的亲属。")

    assert can_open(casework.session, petition, casework) == {"officer", "officer2"}
    assert petition.state is State.ACCEPTED
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)
    assert refused.value.field == "handler_id"


def test_an_approver_who_steps_back_returns_the_opinion_to_its_handler(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    casework.do(petition, Action.RECUSE, "leader", reason="我分管这个车间。")

    assert petition.state is State.INVESTIGATING
    assert "leader" not in can_open(casework.session, petition, casework)
    opinion = casework.way(State.DRAFTED)[-1][2]
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.DRAFT, "handler", **opinion)
    assert refused.value.field == "approver_id"


def test_an_officer_who_steps_back_loses_key_number_and_count(casework: Any) -> None:
    session, people = casework.session, casework.enterprise.people
    reading_groups.admit(
        session,
        casework.enterprise.groups["union"],
        people["admin"].id,
        by=people["officer"].keys,
        now=casework.clock(),
    )
    petition, _key = casework.file()

    casework.do(petition, Action.RECUSE, "officer2", reason="他是我的弟弟。")

    assert can_open(session, petition, casework) == {"officer", "admin"}
    assert reach.roles(session, petition, people["officer2"]) == frozenset()
    with pytest.raises(Missing):
        casework.do(petition, Action.REGISTER, "officer2", category="pay")


def test_with_fewer_than_two_left_whoever_steps_back_hands_the_case_to_the_next_body(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)

    casework.do(petition, Action.RECUSE, "officer", reason="他是我的同学。")

    people = casework.enterprise.people
    assert petition.group_id == casework.enterprise.groups["discipline"]
    assert subject_keys.readers(casework.session, queries.subject(petition.id)) == {
        people["inspector"].id,
        people["inspector2"].id,
    }
    assert reach.roles(casework.session, petition, people["officer2"]) == frozenset()
    casework.do(petition, Action.ASSIGN, "inspector", handler_id=people["inspector2"].id)


def test_stepping_back_is_refused_when_no_body_is_left_to_read(casework: Any) -> None:
    accusation, _key = casework.file(Kind.ACCUSATION)

    with pytest.raises(Refusal) as refused:
        casework.do(accusation, Action.RECUSE, "inspector", reason="他是我的同学。")

    assert "不足两人" in str(refused.value.message)


def test_the_opened_texts_are_what_was_written_and_open_nowhere_else(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    first, reply = queries.messages(casework.session, petition.id)

    assert seal.open_text(key, first.sealed, conduct.message_place(petition.id, 1)).startswith("三车间夜班")
    assert (
        seal.open_text(key, reply.sealed, conduct.message_place(petition.id, 2)) == "您的诉求应予支持，12月工资补发。"
    )
    with pytest.raises(seal.SealBroken):
        seal.open_text(key, reply.sealed, conduct.message_place(petition.id, 1))


def test_no_row_of_a_case_holds_a_word_that_was_written(casework: Any) -> None:
    casework.lead_to(State.CLOSED)
    casework.session.flush()
    raw = casework.session.connection().connection
    dump = "\n".join(raw.iterdump())

    for words in ("夜班连续三个月", "查了考勤", "应予支持", "薪酬管理办法", "六人签字"):
        assert words not in dump
        assert words.encode().hex().upper() not in dump


# Refusals


def test_every_other_action_by_everybody_else_is_refused_and_changes_nothing(casework: Any) -> None:
    """The whole matrix: state × action × person, against the operations and not only against the table."""
    for state in State:
        refuse_the_rest(casework, state)


def refuse_the_rest(casework: Any, state: State) -> None:
    petition, key = casework.lead_to(state)
    session, key = casework.session, casework.present(petition, key)
    strangers = iter([*Action] * 2)
    tried = set()
    for name, person in [*casework.enterprise.people.items(), ("petitioner", None)]:
        roles = reach.roles(session, petition, person) if person else frozenset({CaseRole.PETITIONER})
        # Whoever is nothing to the case is told that it does not exist, whatever they try: two of the actions each.
        for action in Action if roles else (next(strangers), next(strangers)):
            # Two who are the same to the case are refused the same.
            if action is Action.FILE or find(action, state, roles) is not None or (roles and (roles, action) in tried):
                continue
            tried.add((roles, action))
            before = (petition.version, petition.head, petition.state)
            with pytest.raises(Refusal) as refused:
                operations.perform(
                    session, petition.id, action, actor=person, now=casework.clock(), key=None if person else key
                )
            assert (petition.version, petition.head, petition.state) == before, (name, action)
            assert isinstance(refused.value, Missing) == (not roles)
            assert isinstance(refused.value, Missing) or str(refused.value.message).endswith("。")


def test_every_allowed_action_is_refused_without_its_input(casework: Any) -> None:
    for state in State:
        refuse_without_input(casework, state)


def refuse_without_input(casework: Any, state: State) -> None:
    petition, key = casework.lead_to(state)
    for person in (*casework.enterprise.people.values(), None):
        roles = reach.roles(casework.session, petition, person) if person else {CaseRole.PETITIONER}
        for action in Action:
            row = find(action, state, roles) if action is not Action.FILE else None
            if row is None or not row.needs:
                continue
            version = petition.version
            with pytest.raises(Refusal) as refused:
                casework.do(petition, action, person, key=key if person is None else None)
            assert refused.value.field in {need.value for need in row.needs}
            assert petition.version == version


def test_the_second_of_two_who_act_at_once_is_refused(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    seen = petition.version
    casework.do(petition, Action.WRITE, "officer", text="正在核实。", version=seen)

    with pytest.raises(Refusal) as refused:
        casework.do(
            petition, Action.INVESTIGATE, "handler", record=NoteKind.MATERIAL, text="核对了考勤。", version=seen
        )

    assert refused.value.message == operations.STALE
    assert petition.version == seen + 1


def test_somebody_who_holds_no_key_is_told_what_to_do(casework: Any) -> None:

    petition, _key = casework.file()
    without_keys = replace(casework.enterprise.people["officer"], keys=None)

    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.REGISTER, without_keys, category="pay")

    assert refused.value.status == 403
    assert "接纳您" in str(refused.value.message)


def test_a_text_beyond_all_measure_is_refused_and_a_long_one_is_kept(casework: Any) -> None:
    petition, key = casework.file()

    casework.do(petition, Action.SAY, None, key=key, text="长" * 100_000)
    with pytest.raises(Refusal) as refused:
        casework.do(petition, Action.SAY, None, key=key, text="长" * 100_001)

    assert refused.value.status == 413
    assert petition.messages == 2


# Clocks


def test_the_first_answer_is_the_first_word_or_decision_and_its_limit_stays_with_the_case(
    session: Any, casework: Any
) -> None:
    petition, _key = casework.file()
    assert (petition.respond_by, petition.responded_on) == (date(2026, 11, 27), None)
    preferences.write(session, respond_workdays=1)
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    assert petition.responded_on is None
    casework.clock.advance(days=2)
    casework.do(petition, Action.WRITE, "officer", text="收到了，明天与您联系。")
    first = casework.clock().date()
    casework.clock.advance(days=2)
    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.ORDINARY)
    assert (petition.respond_by, petition.responded_on) == (date(2026, 11, 27), first)
