"""What is over, what is held, and what the desk lists of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from accounts import preferences
from petitions.kinds import Kind
from petitions.outcome.conclusion import Conclusion
from petitions.retention import operations as retention_operations
from petitions.retention import queries as retention_queries
from petitions.workflow import Action, State
from web import clock as product_clock


def at(casework: Any, year: int, month: int = 1, day: int = 1) -> date:
    casework.clock.set(datetime(year, month, day, 9, tzinfo=product_clock.ZONE))
    found: date = casework.clock().date()
    return found


def due(casework: Any, today: date) -> set[int]:
    return {case.id for case in retention_queries.due(casework.session, today, most=50)}


def test_each_kind_is_over_after_its_own_years(casework: Any) -> None:
    answered, _key = casework.lead_to(State.CLOSED)
    declined, _key = casework.lead_to(State.DECLINED)
    withdrawn, _key = casework.lead_to(State.WITHDRAWN)
    open_case, _key = casework.lead_to(State.REPLIED)

    assert due(casework, at(casework, 2029, 12, 31)) == set()
    assert due(casework, at(casework, 2030)) == {declined.id, withdrawn.id}
    assert due(casework, at(casework, 2037)) == {declined.id, withdrawn.id, answered.id}
    assert open_case.id not in due(casework, at(casework, 2060))


def test_accusations_and_what_is_kept_for_good(casework: Any) -> None:
    accusation, key = casework.lead_to(State.FILED, kind=Kind.ACCUSATION)
    accusation.state, accusation.decided_on, accusation.ground = State.DECLINED, accusation.filed_on, "not-ours"
    casework.session.flush()
    assert key
    assert due(casework, at(casework, 2030)) == set()
    assert due(casework, at(casework, 2037)) == {accusation.id}

    preferences.write(casework.session, keep_accusation_years=0)

    assert due(casework, at(casework, 2200)) == set()


def test_a_hold_or_an_open_report_of_revenge_keeps_it(casework: Any) -> None:
    held, _key = casework.lead_to(State.DECLINED)
    alarmed, _key = casework.lead_to(State.DECLINED)
    alarmed.alarm_on = alarmed.filed_on
    officer = casework.enterprise.people["officer"]
    retention_operations.place_hold(casework.session, held, reason="正在诉讼。", actor=officer, now=casework.clock())

    assert due(casework, at(casework, 2040)) == set()

    retention_operations.lift_hold(casework.session, held, actor=officer, now=casework.clock())
    alarmed.alarm_on = None
    casework.session.flush()
    assert due(casework, at(casework, 2040)) == {held.id, alarmed.id}


def test_the_list_shows_the_next_first_and_only_what_one_may_know(casework: Any) -> None:
    declined, _key = casework.lead_to(State.DECLINED)
    closed, _key = casework.lead_to(State.CLOSED)
    people = casework.enterprise.people
    retention_operations.place_hold(
        casework.session, closed, reason="巡视要看。", actor=people["officer"], now=casework.clock()
    )

    listed = retention_queries.endings(casework.session, people["officer"], date(2031, 1, 1))

    assert [(each.number, each.is_held) for each in listed] == [(declined.number, False), (closed.number, True)]
    assert [each.kept_until for each in listed] == [date(2029, 12, 31), date(2036, 12, 31)]
    assert retention_queries.endings(casework.session, people["inspector"], date(2031, 1, 1)) == []


def test_a_name_is_over_before_its_case(casework: Any) -> None:
    petition, key = casework.file_confidential()
    casework.follow(petition, key, [casework.way(State.REGISTERED)[0], casework.declining()])

    assert retention_queries.names_due(casework.session, at(casework, 2027, 5, 20), most=50) == []
    assert retention_queries.names_due(casework.session, at(casework, 2027, 5, 30), most=50) == [petition.id]


def test_a_merged_case_and_its_name_are_kept_as_long_as_the_one_it_goes_with(casework: Any) -> None:
    leading, _key = casework.lead_to(State.REGISTERED)
    merged, key = casework.file_confidential()
    casework.follow(
        merged, key, [*casework.way(State.REGISTERED), (Action.MERGE, "officer", {"leading_id": leading.id})]
    )

    assert retention_queries.names_due(casework.session, at(casework, 2029), most=50) == []
    assert due(casework, at(casework, 2030)) == set(), "its petitioner is told by the one in hand"
    assert retention_queries.ending_of(casework.session, merged) is None

    at(casework, 2030, 3)
    casework.follow(leading, key, [casework.declining()])
    ending = retention_queries.ending_of(casework.session, merged)
    assert ending is not None
    assert (ending.finished_on, ending.kept_until) == (date(2030, 3, 1), date(2033, 12, 31))
    assert retention_queries.names_due(casework.session, date(2030, 8, 28), most=50) == []
    assert retention_queries.names_due(casework.session, date(2030, 8, 29), most=50) == [merged.id]
    assert due(casework, date(2033, 12, 31)) == set()
    assert due(casework, date(2034, 1, 1)) == {leading.id, merged.id}
    officer = casework.enterprise.people["officer"]
    retention_operations.place_hold(casework.session, leading, reason="正在诉讼。", actor=officer, now=casework.clock())
    assert due(casework, date(2040, 1, 1)) == set()


def test_a_period_begins_when_a_case_ended_beside_its_review_and_not_when_it_was_closed_before(casework: Any) -> None:
    petition, key = casework.lead_to(State.CLOSED)
    casework.clock.advance(days=15)
    casework.more_leaders()
    casework.do(petition, Action.ASK_REVIEW, None, key=key, text="只补了两个月。")
    at(casework, 2027, 2)
    given = {"conclusion": Conclusion.NOBODY_LEFT, "text": "人不在了，家属不再提。"}
    casework.do(petition, Action.CONCLUDE, "officer", **given)
    ending = retention_queries.ending_of(casework.session, petition)

    assert petition.closed_on is not None
    assert petition.closed_on.year == 2026
    assert ending is not None
    assert ending.kept_until == date(2037, 12, 31)
    assert due(casework, at(casework, 2037, 12, 31)) == set()
    assert due(casework, at(casework, 2038)) == {petition.id}
