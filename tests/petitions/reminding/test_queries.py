"""Each finds what they may know of and nothing else, by what is due first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from petitions import reach
from petitions.kinds import Kind
from petitions.models import Exclusion, Petition
from petitions.reminding import queries as due_queries
from petitions.reminding.models import EscalationLeader
from petitions.reminding.queries import Scope
from petitions.workflow import Action, State
from tests.fixtures import START

LATER = (START + timedelta(days=70)).date()


def _numbers(casework: Any, who: str, today: Any = LATER) -> list[str]:
    found = due_queries.lines_for(casework.session, casework.enterprise.people[who], today)
    return [each.number for each in found]


def test_each_finds_the_cases_they_have_a_part_in(casework: Any) -> None:
    filed, _ = casework.file()
    handled, _ = casework.lead_to(State.INVESTIGATING)
    drafted, _ = casework.lead_to(State.DRAFTED)

    assert _numbers(casework, "officer") == [filed.number, *sorted((handled.number, drafted.number))]
    assert sorted(_numbers(casework, "handler")) == sorted((handled.number, drafted.number))
    assert _numbers(casework, "leader") == [drafted.number]
    assert _numbers(casework, "keeper") == []


def test_whoever_a_case_concerns_does_not_find_it(casework: Any) -> None:
    hidden, _ = casework.file()
    casework.session.add(Exclusion(petition_id=hidden.id, account_id=casework.enterprise.people["officer"].id))

    assert _numbers(casework, "officer") == []
    assert _numbers(casework, "officer2") == [hidden.number]


def test_the_union_finds_no_accusation(casework: Any) -> None:
    accusation, _ = casework.file(Kind.ACCUSATION)

    assert _numbers(casework, "officer") == []
    assert _numbers(casework, "inspector") == [accusation.number]


def test_what_is_due_later_than_a_week_and_what_is_finished_is_left_out(casework: Any) -> None:
    casework.lead_to(State.CLOSED)
    casework.file()

    assert _numbers(casework, "officer", START.date()) == []


def _chat(casework: Any, scope: Scope, today: Any = LATER) -> list[str]:
    return sorted(each.number for each in due_queries.lines_in_chat(casework.session, scope, today))


def test_a_chat_of_an_office_is_about_its_cases_and_a_units_about_its_handlers(casework: Any) -> None:
    filed, _ = casework.file()
    handled, _ = casework.lead_to(State.INVESTIGATING)
    office = Scope(group_id=casework.enterprise.groups["union"])
    unit = Scope(unit_ids=frozenset({handled.handling_unit_id}))

    assert _chat(casework, office) == sorted((filed.number, handled.number))
    assert _chat(casework, unit) == [handled.number]
    assert _chat(casework, Scope(unit_ids=frozenset({casework.enterprise.units["一车间"]}))) == []


def test_no_chat_is_told_of_a_case_that_anybody_must_not_know_of(casework: Any) -> None:
    """Who sits in a chat is not known, so what is kept from one person is told to none."""
    hidden, _ = casework.lead_to(State.INVESTIGATING)
    casework.session.add(Exclusion(petition_id=hidden.id, account_id=casework.enterprise.people["keeper"].id))
    casework.lead_to(State.INVESTIGATING, concerns_staff=True)
    accusation, _ = casework.file(Kind.ACCUSATION)
    scopes = [Scope(group_id=each) for each in casework.enterprise.groups.values()]
    scopes.append(Scope(unit_ids=frozenset(casework.enterprise.units.values())))

    for scope in scopes:
        assert _chat(casework, scope) == []
        assert due_queries.new_steps(casework.session, 1, scope, START.date()) == []
        numbers = [hidden.number, accusation.number]
        assert due_queries.lines_by_number(casework.session, scope, numbers) == []


def test_a_unit_is_not_reminded_of_whoever_says_that_somebody_takes_revenge(casework: Any) -> None:
    alarmed, _ = casework.lead_to(State.INVESTIGATING)
    alarmed.alarm_on = START.date()
    casework.session.flush()

    assert _chat(casework, Scope(unit_ids=frozenset({alarmed.handling_unit_id}))) == []
    assert _chat(casework, Scope(group_id=alarmed.group_id)) == [alarmed.number]


def test_a_new_step_is_one_that_brought_the_case_to_the_chats_people(casework: Any) -> None:
    session, today = casework.session, START.date()
    office = Scope(group_id=casework.enterprise.groups["union"])
    petition, key = casework.file()
    first = due_queries.new_steps(session, 1, office, today)
    assert [(each.number, each.version) for each in first] == [(petition.number, 1)]
    casework.do(petition, Action.SAY, None, key=key, text="再说一句。")
    assert due_queries.new_steps(session, 1, office, today) == first
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    assert [each.version for each in due_queries.new_steps(session, 1, office, today)] == [3]
    assert due_queries.new_steps(session, 1, office, today + timedelta(days=1)) == []


def _for_leader(casework: Any, who: str, days_late: int, after: int = 3) -> list[str]:
    case = casework.session.query(Petition).first()
    today = case.next_due + timedelta(days=days_late)
    found = due_queries.late_for_leader(casework.session, casework.enterprise.people[who], today, after)
    return [each.number for each in found]


def _named(casework: Any, office: str, leader: str) -> None:
    group, who = casework.enterprise.groups[office], casework.enterprise.people[leader]
    casework.session.add(EscalationLeader(group_id=group, leader_id=who.id))
    casework.session.flush()


def test_what_is_late_for_long_is_on_the_named_leaders_list_without_any_timer(casework: Any) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    assert _for_leader(casework, "leader", 30) == []
    _named(casework, "union", "leader")

    assert _for_leader(casework, "leader", 3) == []
    assert _for_leader(casework, "leader", 4) == [petition.number]
    # It is known by its number, and still nothing they may open.
    assert reach.roles(casework.session, petition, casework.enterprise.people["leader"]) == frozenset()
    casework.more_leaders()
    assert _for_leader(casework, "leader2", 30) == []


def test_a_leader_does_not_learn_of_what_concerns_them_or_of_an_accusation(casework: Any) -> None:
    for office in ("union", "discipline"):
        _named(casework, office, "leader")
    hidden, _ = casework.file()
    casework.session.add(Exclusion(petition_id=hidden.id, account_id=casework.enterprise.people["leader"].id))
    casework.file(concerns_staff=True)
    casework.file(Kind.ACCUSATION)

    assert _for_leader(casework, "leader", 60) == []


def test_accusations_go_up_to_somebody_who_works_accusations(casework: Any) -> None:
    accusation, _ = casework.file(Kind.ACCUSATION)
    _named(casework, "discipline", "inspector")

    assert _for_leader(casework, "inspector", 10) == [accusation.number]


def test_a_page_lists_no_more_than_asked(casework: Any) -> None:
    for _case in range(3):
        casework.file()
    found = due_queries.lines_for(casework.session, casework.enterprise.people["officer"], LATER, limit=2)

    assert len(found) == 2


def test_the_leaders_named_by_some_offices(casework: Any) -> None:
    _named(casework, "union", "leader")
    groups = casework.enterprise.groups

    assert due_queries.leaders_named(casework.session, groups.values()) == {
        groups["union"]: casework.enterprise.people["leader"].id
    }
