"""Rows become sealed cases with an honest history and the clocks their own days give; untouched ones can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from petitions import conversation, operations, queries
from petitions.deadlines import ClockKind
from petitions.desk import page as desk_page
from petitions.history import verification
from petitions.keys import holding
from petitions.kinds import Naming
from petitions.models import Petition
from petitions.old_ledger import carrying_over
from petitions.old_ledger import queries as carried_over
from petitions.outcome.conclusion import Concluded, Conclusion
from petitions.rates import indicators, selection, statistics
from petitions.rates.selection import Window
from petitions.register import mandate_queries
from petitions.retention import queries as retention_queries
from petitions.workflow import Action, Procedure, State
from tests.petitions.old_cases import MAPPING, OPEN, keep, rows
from vault import subject_keys
from web.errors import Forbidden, Missing


def _bring(database: Database, session: Session, enterprise: Any, clock: Any, *changes: dict[str, str]) -> int:
    officer = enterprise.people["officer"]
    found = rows(*changes)
    import_id = keep(session, officer, clock(), found)
    tried = carrying_over.trial(session, found, MAPPING, actor=officer, today=clock().date())
    assert tried.bad == ()
    session.commit()
    carrying_over.take(database, tried.good, import_id=import_id, officer=officer, actor=officer, now=clock())
    return import_id


def _cases(session: Session) -> list[Petition]:
    return list(session.execute(sa.select(Petition).order_by(Petition.filed_on, Petition.state)).scalars())


def test_a_row_becomes_a_sealed_case_that_stands_where_the_ledger_says(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    _bring(database, session, enterprise, clock)
    (case,) = _cases(session)
    assert case.number.startswith("XF202503")
    assert carried_over.old_number(session, case.id) == "1"
    assert (case.state, case.procedure, case.naming) == (State.CLOSED, Procedure.ORDINARY, Naming.NAMED)
    assert (case.judgement, case.heard, case.next_due, case.awaits_answer) == (None, False, None, False)
    officer = enterprise.people["officer"]
    key = holding.case_key(session, case, officer)
    said = conversation.messages(session, case.id, key)
    assert [(each.author, each.text) for each in said] == [
        ("petitioner", "夜班津贴没有发。"),
        ("office", "四月工资补发。"),
    ]
    named = conversation.named(case, key)
    assert named is not None
    assert named.name == "欧阳青禾"
    assert verification.what_is_wrong(case, queries.events(session, case.id)) == ""
    session.commit()
    files = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert "欧阳青禾".encode() not in files
    assert "夜班津贴".encode() not in files


def test_its_history_tells_the_days_of_the_old_ledger_and_who_brought_it_over(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    _bring(database, session, enterprise, clock, {"终结": "逾期未申请复查", "终结日期": "2025-05-06"})
    (case,) = _cases(session)
    page = desk_page.load(session, case.id, enterprise.people["officer"], today=clock().date())
    assert [(each.day, each.label, each.who) for each in page.history] == [
        (date(2025, 3, 3), "登记", "旧台账"),
        (date(2025, 3, 5), "受理", "旧台账"),
        (date(2025, 4, 1), "答复", "旧台账"),
        (date(2025, 4, 20), "办结", "旧台账"),
        (date(2025, 5, 6), "终结", "旧台账"),
        (date(2026, 11, 24), "由旧台账转入", "王芳"),
    ]
    assert page.old_number == "1"
    assert page.concluded == Concluded(Conclusion.LAPSED, date(2025, 5, 6))
    assert page.sealed is not None
    assert "状态：已办结" in page.sealed.notes[-1].text


def test_clocks_run_from_the_days_of_the_ledger_and_only_where_it_names_them(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    unsaid = OPEN | {"受理日期": "", "登记日期": "2026-11-02"}
    waiting = OPEN | {"状态": "待办", "受理日期": "", "登记日期": "2026-11-20"}
    _bring(database, session, enterprise, clock, {}, unsaid, waiting)
    closed, unknown, fresh = _cases(session)
    clocks = {
        case.id: {
            row.kind: (row.started_on, row.due_on, row.stopped_on) for row in queries.clock_rows(session, case.id)
        }
        for case in (closed, unknown, fresh)
    }
    assert clocks[closed.id] == {
        ClockKind.NOTIFY: (date(2025, 3, 3), date(2025, 3, 18), date(2025, 3, 5)),
        ClockKind.HANDLE: (date(2025, 3, 5), date(2025, 5, 6), date(2025, 4, 1)),
    }
    # When notice was given is not known, so there is no clock of it and it counts in no rate of notice.
    assert set(clocks[unknown.id]) == {ClockKind.HANDLE}
    assert unknown.next_due == date(2027, 1, 4)
    assert set(clocks[fresh.id]) == {ClockKind.NOTIFY}
    assert fresh.next_due == date(2026, 12, 7)


def test_they_count_in_the_months_of_their_days_and_are_marked(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    _bring(database, session, enterprise, clock, {}, OPEN | {"受理日期": ""})
    facts = statistics.case_facts(session, date(2025, 1, 1))
    assert all(case.is_carried_over for case in facts)
    april = Window(date(2025, 4, 1), date(2025, 4, 30))
    march = Window(date(2025, 3, 1), date(2025, 3, 31))
    assert len(selection.registered(facts, march)) == 2
    assert len(selection.replied(facts, april)) == len(selection.closed(facts, april)) == 1
    by_key = {each.key: each for each in indicators.every(90)}
    assert by_key["on_time"].count(facts, april).part == 1
    assert by_key["notified"].count(facts, march).whole == 1
    assert by_key["notified_all"].count(facts, march).whole == 1


def test_the_rows_said_not_to_be_kept_are_those_that_would_be_destroyed(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    ended = OPEN | {"受理日期": "", "处理意见": "", "登记日期": "2022-03-01"}
    changes = [
        {"登记日期": "2014-03-03", "受理日期": "2014-03-05", "答复日期": "2014-04-01", "办结日期": "2015-01-02"},
        {"登记日期": "2015-03-03", "受理日期": "2015-03-05", "答复日期": "2015-12-30", "办结日期": "2016-01-02"},
        OPEN | {"登记日期": "2011-03-03", "受理日期": "2011-03-05"},
        {
            "登记日期": "2011-03-03",
            "受理日期": "2011-03-05",
            "办结日期": "",
            "答复日期": "2011-04-01",
            "状态": "已答复",
        },
        ended | {"状态": "不予受理", "依据": "不属于本单位", "告知日期": "2022-12-31"},
        ended | {"状态": "不予受理", "依据": "不属于本单位", "告知日期": "2023-01-01", "办结日期": "2022-04-01"},
        ended | {"状态": "撤回", "办结日期": "2022-04-01"},
        {
            "信访目的": "建议",
            "处理意见": "采纳",
            "登记日期": "2020-01-04",
            "受理日期": "",
            "答复日期": "",
            "办结日期": "2020-12-31",
        },
    ]
    officer, today = enterprise.people["officer"], clock().date()
    whole = {"依据": "", "告知日期": ""}
    found = rows(*(whole | each for each in changes))
    mapping = MAPPING | {"ground": "依据", "notified": "告知日期"}
    import_id = keep(session, officer, clock(), found)
    tried = carrying_over.trial(session, found, mapping, actor=officer, today=today)
    said = {each.row for each in carrying_over.not_kept(session, tried.good, today=today)}
    session.commit()
    carrying_over.take(database, tried.good, import_id=import_id, officer=officer, actor=officer, now=clock())

    over = retention_queries.due(session, today, most=50)
    old_numbers = {carried_over.old_number(session, case.id) for case in over}
    assert {row - 2 for row in said} == {int(each) for each in old_numbers} == {1, 5, 7, 8}


def test_an_open_one_is_handled_like_any_other(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    _bring(database, session, enterprise, clock, OPEN)
    (case,) = _cases(session)
    people = enterprise.people
    operations.perform(
        session, case.id, Action.ASSIGN, actor=people["officer"], now=clock(), handler_id=people["handler"].id
    )
    assert case.state is State.ASSIGNED
    assert verification.what_is_wrong(case, queries.events(session, case.id)) == ""


def test_what_belongs_to_another_office_is_left_to_it(session: Session, enterprise: Any, clock: Any) -> None:
    found = rows({"信访目的": "检举", "处理意见": "属实"}, {})
    tried = carrying_over.trial(session, found, MAPPING, actor=enterprise.people["officer"], today=clock().date())
    assert [case.row for case in tried.good] == [4]
    assert [(bad.number, bad.label) for bad in tried.bad] == [(3, "信访目的")]
    tried = carrying_over.trial(session, found, MAPPING, actor=enterprise.people["inspector"], today=clock().date())
    # Nobody confirmed the sheets of the discipline office, so it takes no accusation yet.
    assert tried.good == ()


def test_an_import_is_undone_except_where_somebody_worked(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    import_id = _bring(database, session, enterprise, clock, {}, OPEN, OPEN)
    officer = enterprise.people["officer"]
    worked_on = _cases(session)[0]
    operations.perform(session, worked_on.id, Action.WRITE, actor=officer, now=clock(), text="旧件，请补充材料。")
    with pytest.raises(Missing):
        carrying_over.undo(session, import_id, actor=enterprise.people["officer2"], now=clock())
    gone = [case.id for case in _cases(session)[1:]]
    assert carrying_over.undo(session, import_id, actor=officer, now=clock()) == (2, 1)
    assert [case.id for case in _cases(session)] == [worked_on.id]
    assert all(not subject_keys.readers(session, queries.subject(each)) for each in gone)
    assert queries.clock_rows(session, gone[0]) == []
    tried = carrying_over.trial(session, rows({"编号": "77"}), MAPPING, actor=officer, today=clock().date())
    session.commit()
    # What is still being taken over when somebody takes it back does not come in after all.
    rest = {"import_id": import_id, "officer": officer, "actor": officer, "now": clock()}
    assert carrying_over.take(database, tried.good, **rest) == 0


def test_who_registers_nothing_undoes_nothing(session: Session, enterprise: Any, clock: Any) -> None:
    with pytest.raises(Forbidden):
        keep(session, enterprise.people["leader"], clock())


def test_what_a_superior_still_waits_for_is_listed_and_what_is_over_is_not(
    database: Database, session: Session, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    found = rows(
        OPEN | {"交办机关": "省总工会", "上级文号": "信〔2025〕8号"}, OPEN | {"上级文号": "9号"}, {"上级文号": "7号"}
    )
    import_id = keep(session, officer, clock(), found)
    mapping = MAPPING | {"issuer": "交办机关", "reference": "上级文号"}
    tried = carrying_over.trial(session, found, mapping, actor=officer, today=clock().date())
    assert tried.bad == ()
    session.commit()
    carrying_over.take(database, tried.good, import_id=import_id, officer=officer, actor=officer, now=clock())
    waiting = mandate_queries.waiting(session, officer)
    assert sorted((each.issuer, each.reference) for each in waiting) == [("上级", "9号"), ("省总工会", "信〔2025〕8号")]
    assert carrying_over.undo(session, import_id, actor=officer, now=clock()) == (3, 0)
    assert mandate_queries.waiting(session, officer) == []
