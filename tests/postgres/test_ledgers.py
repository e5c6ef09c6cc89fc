"""A story: the ledgers on PostgreSQL as on SQLite, from a workbook to a month's figures."""

from __future__ import annotations

from datetime import date

import pytest

from accounts import queries as accounts
from ledgers import operations, queries
from ledgers.answers import operations as answer_operations
from ledgers.answers import queries as answers
from ledgers.filters import Filters
from ledgers.registry import LEDGERS
from ledgers.sweeps import operations as sweep_operations
from ledgers.sweeps import queries as sweeping
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks import operations as import_operations
from ledgers.workbooks.importing import GoodRow
from ledgers.workbooks.kept import Rows
from reports.gathering import ledger_figures
from reports.period import Month

pytestmark = pytest.mark.postgres


def test_entries_are_listed_led_on_searched_counted_imported_and_undone(session, database, enterprise, clock):
    officer, handler = enterprise.people["officer"], enterprise.people["handler"]
    unit, today = enterprise.units["一车间"], clock().date()
    risk = {"title": "岗位合并 100%", "kind": "reform", "unit": unit, "demands": "讲清", "owner": handler.id}
    row = operations.add(session, "risks", risk, actor=officer, now=clock())
    operations.perform(session, row.id, "register", {}, "属实", actor=officer, now=clock())
    family = {"title": "救助", "kind": "hardship", "unit": unit, "name": "欧阳𬱖", "amount": 300_000}
    helped = operations.add(session, "aid", family, actor=officer, now=clock())
    operations.perform(session, helped.id, "check", {}, "入户核实", actor=officer, now=clock())
    policy = {"title": "夜班津贴怎么算", "kind": "pay", "answer": "15 元", "basis": "办法", "day": date(2026, 1, 1)}
    answer = operations.add(session, "policies", policy, actor=officer, now=clock())
    operations.perform(session, answer.id, "publish", {}, actor=officer, now=clock())
    for _time in range(2):
        answer_operations.explain(session, answer.id, "visit", actor=officer, now=clock())
    sweep_operations.report_zero(session, enterprise.units["机关"], actor=handler, now=clock())
    tree = accounts.unit_tree(session)
    listed = queries.page(session, LEDGERS["risks"], handler, Filters(words="100%"), tree, today=today)
    assert [each.title for each in listed.rows] == ["岗位合并 100%"]
    assert len(sweeping.load(session, officer, tree, today=today).missing) == 1
    assert answers.times_given(session, answer.id) == {"visit": 2}
    figures = ledger_figures.gather(session, Month.of(today), today=today)
    assert (figures.risks.open, figures.aid.waiting, figures.explained.times.now) == (1, 1, 2)

    kept = kept_workbooks.keep(
        session, "risks", Rows(("事项",), ()), permission="ledgers.write", actor=officer, now=clock()
    )
    kept_workbooks.claim(session, kept.id, taken=2, refused=0, permission="ledgers.write", actor=officer, now=clock())
    session.commit()
    rows = tuple(GoodRow(number, risk, "graded") for number in (2, 3))
    import_operations.take(database, LEDGERS["risks"], rows, import_id=kept.id, actor=officer, now=clock())
    assert len(queries.every(session, LEDGERS["risks"])) == 3
    assert import_operations.undo(session, kept.id, LEDGERS["risks"], actor=officer, now=clock()) == (2, 0)
