"""The facts behind statistics: read in one go, in a fixed order, with the clock that rules."""

from datetime import date, timedelta

import pytest

from database import random_id
from petitions.deadlines import ClockKind
from petitions.in_place import Duty
from petitions.kinds import Channel, Kind, LegalClass, Naming
from petitions.models import CaseClock, Exclusion, Petition
from petitions.outcome.models import DutyDone, Rating
from petitions.outcome.ratings import Grade, Solved
from petitions.rates import statistics
from petitions.workflow import Action, Ground, Procedure, State

TODAY = date(2026, 11, 24)


@pytest.fixture
def write(session, enterprise):
    """Write a case with its clocks; returns its id."""

    def go(number, filed_on=TODAY, clocks=(), **facts):
        values = {
            "kind": Kind.PROBLEM,
            "legal_class": LegalClass.CLAIM,
            "naming": Naming.NAMED,
            "channel": Channel.VISIT,
            "category": "pay",
            "group_id": enterprise.groups["union"],
            "state": State.REGISTERED,
            "head": b"h",
        }
        case = Petition(id=random_id(), number=number, filed_on=filed_on, **(values | facts))
        session.add(case)
        session.flush()
        for kind, due in clocks:
            start = due - timedelta(days=10)
            session.add(CaseClock(petition_id=case.id, kind=kind, round=1, started_on=start, due_on=due, days=10))
        session.flush()
        return case.id

    return go


def test_everything_that_is_counted_is_read(session, write):
    due = [(ClockKind.NOTIFY, date(2026, 12, 9)), (ClockKind.RATE, date(2026, 12, 30))]
    case_id = write("XF1", clocks=due, people=3, hardship=True)
    session.add(Rating(petition_id=case_id, office=Grade.FAIRLY, unit=None, solved=Solved.NO, day=TODAY))
    session.add(DutyDone(petition_id=case_id, duty=Duty.AID, day=TODAY, note=1))
    session.flush()
    (facts,) = statistics.case_facts(session, TODAY)
    assert (facts.number, facts.people, facts.hardship, facts.channel) == ("XF1", 3, True, Channel.VISIT)
    assert (facts.notify_due, facts.handle_due, facts.rate_due) == (date(2026, 12, 9), None, date(2026, 12, 30))
    assert (facts.office, facts.unit, facts.solved, facts.rated_on) == (Grade.FAIRLY, None, Solved.NO, TODAY)
    assert facts.duties_done == {Duty.AID}
    assert not facts.is_restricted


def test_the_ordinary_clock_rules_once_a_simple_case_was_converted(session, write):
    write("XF1", clocks=[(ClockKind.SIMPLE, date(2026, 12, 8))])
    write("XF2", clocks=[(ClockKind.SIMPLE, date(2026, 12, 8)), (ClockKind.HANDLE, date(2027, 1, 23))])
    assert [facts.handle_due for facts in statistics.case_facts(session, TODAY)] == [
        date(2026, 12, 8),
        date(2027, 1, 23),
    ]


def test_a_case_somebody_must_not_learn_of_is_marked(session, write, enterprise):
    case_id = write("XF1")
    for name in ("officer", "officer2"):
        session.add(Exclusion(petition_id=case_id, account_id=enterprise.people[name].id))
    session.flush()
    (facts,) = statistics.case_facts(session, TODAY)
    assert facts.is_restricted


def test_old_cases_are_read_only_while_they_matter(session, write):
    long_ago = date(2024, 1, 1)
    write("OPEN", long_ago)
    write("GONE", long_ago, decided_on=long_ago, state=State.DECLINED, ground=Ground.NOT_OURS)
    write("LATE", long_ago, decided_on=TODAY, state=State.DECLINED, ground=Ground.NOT_OURS)
    assert [facts.number for facts in statistics.case_facts(session, TODAY)] == ["LATE", "OPEN"]


def test_what_is_in_hand_again_or_waits_for_a_leader_is_read_however_old_it_is(session, write):
    long_ago = date(2024, 1, 1)
    answered = {
        "decided_on": long_ago,
        "accepted_on": long_ago,
        "procedure": Procedure.ORDINARY,
        "first_replied_on": long_ago,
        "replied_on": long_ago,
    }
    write("GONE", long_ago, **answered)
    write("AGAIN", long_ago, **answered, reopened_on=date(2024, 3, 1))
    write("LEADER", long_ago, **answered, sponsored_on=long_ago)
    write("ABOVE", long_ago, **answered, charged_on=long_ago)
    assert [facts.number for facts in statistics.case_facts(session, TODAY)] == ["ABOVE", "AGAIN", "LEADER"]


def test_what_was_closed_before_is_read_as_far_as_it_is_asked_for(session, write):
    closed = {"closed_on": date(2026, 9, 1), "first_closed_on": date(2026, 9, 1), "decided_on": date(2026, 8, 1)}
    write("XF1", date(2026, 8, 1), **closed)
    assert statistics.case_facts(session, TODAY) == []
    (facts,) = statistics.case_facts(session, TODAY, closed_since=date(2026, 9, 1))
    assert (facts.first_closed_on, facts.first_reopened_on) == (date(2026, 9, 1), None)


def test_the_steps_of_a_case_tell_when_it_was_first_closed_and_when_it_went_on(casework):
    day = casework.clock().date()
    petition, key = casework.lead_to(State.CLOSED)
    (facts,) = statistics.case_facts(casework.session, day)
    assert (facts.first_closed_on, facts.first_reopened_on, facts.passed_on) == (day, None, None)
    casework.clock.advance(days=2)
    casework.do(petition, Action.REOPEN, "officer", key=key, reason="又有新情况要核实")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)
    casework.clock.advance(days=1)
    casework.do(petition, Action.RECUSE, "handler", reason="与对方是亲属")
    (facts,) = statistics.case_facts(casework.session, day)
    again, passed = day + timedelta(days=2), day + timedelta(days=3)
    assert (facts.first_closed_on, facts.first_reopened_on, facts.passed_on) == (day, again, passed)
    assert facts.closed_on is None


def test_the_order_is_by_day_then_number(session, write):
    write("XF9", TODAY)
    write("XF1", TODAY)
    write("XF5", TODAY - timedelta(days=1))
    assert [facts.number for facts in statistics.case_facts(session, TODAY)] == ["XF5", "XF1", "XF9"]


def test_nothing_recorded_is_nothing_counted(session, enterprise):
    assert statistics.case_facts(session, TODAY) == []
