"""Writing a ledger: what is missing is refused at its field, every write leaves a line, and nobody reaches beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from ledgers import desk_page, handing_on, operations, queries
from ledgers.declaration import Source
from ledgers.models import LedgerEntry
from ledgers.registry import LEDGERS
from web.errors import Forbidden, Missing, Refusal

Listed = Callable[..., LedgerEntry]


def test_what_is_listed_gets_a_number_a_first_state_and_a_line(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    row = listed()
    assert row.number.startswith("SS202611")
    assert row.state == "planned"
    (line,) = queries.history(session, row.id)
    assert (line.action, line.day, line.account_id) == ("add", date(2026, 11, 24), enterprise.people["officer"].id)
    assert queries.as_entry(row).value("due") == row.due_on


def test_it_remembers_where_it_came_from(
    session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    source = Source("petition", "XF202611ABCD")
    row = operations.add(session, "measures", contents, source=source, actor=enterprise.people["officer"], now=clock())
    tree, officer = accounts.unit_tree(session), enterprise.people["officer"]
    assert [each.id for each in queries.from_source(session, source, officer, tree)] == [row.id]
    assert queries.from_source(session, Source("petition", "XF202611ABCE"), officer, tree) == []
    assert queries.from_source(session, source, enterprise.people["keeper"], tree) == []


@pytest.mark.parametrize("code", ["title", "said", "plan", "target", "unit", "due"])
def test_what_is_missing_is_refused_at_its_field(
    session: Session, contents: dict[str, Any], enterprise: Any, clock: Any, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        operations.add(session, "measures", contents | {code: None}, actor=enterprise.people["officer"], now=clock())
    assert refused.value.field == code


def test_a_limit_before_its_beginning_is_refused(
    session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    given = contents | {"due": contents["day"] - timedelta(days=1)}
    with pytest.raises(Refusal) as refused:
        operations.add(session, "measures", given, actor=enterprise.people["officer"], now=clock())
    assert refused.value.field == "due"


def test_only_those_who_write_ledgers_list_and_correct(
    session: Session, listed: Listed, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    row = listed()
    for name in ("handler", "leader"):
        with pytest.raises(Forbidden):
            operations.add(session, "measures", contents, actor=enterprise.people[name], now=clock())
        with pytest.raises(Forbidden):
            operations.change(session, row.id, {"title": "改"}, actor=enterprise.people[name], now=clock())


def test_an_officer_of_one_division_neither_sees_nor_lists_for_another(
    session: Session, listed: Listed, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    row = listed(owner=None)
    local = replace(
        enterprise.people["officer2"], assignments=(Assignment(Role.OFFICER, enterprise.units["生产二部"]),)
    )
    with pytest.raises(Missing):
        operations.change(session, row.id, {"title": "改"}, actor=local, now=clock())
    with pytest.raises(Refusal) as refused:
        operations.add(session, "measures", contents, actor=local, now=clock())
    assert refused.value.field == "unit"
    own = operations.add(session, "measures", contents | {"unit": enterprise.units["三车间"]}, actor=local, now=clock())
    assert own.unit_id == enterprise.units["三车间"]


def test_a_correction_says_what_it_changed_and_an_empty_one_says_nothing(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row = listed()
    officer = enterprise.people["officer"]
    operations.change(session, row.id, {"title": row.title}, actor=officer, now=clock())
    assert row.version == 1
    operations.change(session, row.id, {"title": "新的", "due": row.due_on}, version=1, actor=officer, now=clock())
    line = queries.history(session, row.id)[-1]
    assert line.action == "change"
    assert line.changes == {"title": ["夜班津贴当月核对、当月公示", "新的"]}


def test_two_people_at_once_do_not_overwrite_each_other(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row = listed()
    officer = enterprise.people["officer"]
    operations.change(session, row.id, {"title": "一"}, version=1, actor=officer, now=clock())
    with pytest.raises(Refusal):
        operations.change(session, row.id, {"title": "二"}, version=1, actor=officer, now=clock())
    with pytest.raises(Refusal):
        operations.perform(session, row.id, "start", {}, version=1, actor=officer, now=clock())


def test_from_plan_to_measured_result(session: Session, listed: Listed, enterprise: Any, clock: Any) -> None:
    row, officer, handler = listed(), enterprise.people["officer"], enterprise.people["handler"]
    operations.perform(session, row.id, "start", {}, "先核对十月", actor=handler, now=clock())
    operations.perform(session, row.id, "report", {"progress": 60}, "核对了两个队", actor=handler, now=clock())
    with pytest.raises(Refusal) as refused:
        operations.perform(session, row.id, "submit", {"result": None}, actor=handler, now=clock())
    assert refused.value.field == "result"
    operations.perform(session, row.id, "submit", {"result": "已公示"}, actor=handler, now=clock())
    with pytest.raises(Forbidden):
        operations.perform(
            session, row.id, "check", {"verdict": "met", "result": "好"}, "我自己验", actor=handler, now=clock()
        )
    clock.advance(days=3)
    operations.perform(
        session, row.id, "check", {"verdict": "met", "result": "差错为 0"}, "现场查看", actor=officer, now=clock()
    )
    assert (row.state, row.closed_on) == ("done", date(2026, 11, 27))
    assert [line.action for line in queries.history(session, row.id)] == ["add", "start", "report", "submit", "check"]
    with pytest.raises(Refusal):
        operations.perform(session, row.id, "drop", {}, "不办了", actor=officer, now=clock())


def test_a_step_that_wants_words_is_refused_without_them(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row = listed()
    with pytest.raises(Refusal) as refused:
        operations.perform(session, row.id, "drop", {}, "  ", actor=enterprise.people["officer"], now=clock())
    assert refused.value.field == "note"
    with pytest.raises(Missing):
        operations.perform(session, row.id, "nothing", {}, actor=enterprise.people["officer"], now=clock())


def test_a_step_fills_in_nothing_it_does_not_ask_for(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row = listed()
    operations.perform(session, row.id, "start", {"title": "别的"}, actor=enterprise.people["handler"], now=clock())
    assert row.title == "夜班津贴当月核对、当月公示"


def test_an_entry_stays_when_its_source_is_destroyed(
    session: Session, contents: dict[str, Any], enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    for number in ("XF202611AAAA", "XF202611BBBB"):
        operations.add(session, "measures", contents, source=Source("petition", number), actor=officer, now=clock())

    operations.forget_source(session, Source("petition", "XF202611AAAA"))

    left = session.execute(sa.select(LedgerEntry.source_number)).scalars()
    assert sorted(str(each) for each in left) == ["None", "XF202611BBBB"]


def test_who_sees_more_than_they_keep_changes_nothing_beyond_it(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    """A leader of the whole enterprise who is the officer of one company reads everything and writes there alone."""
    units, officer = enterprise.units, enterprise.people["officer"]
    held = (
        Assignment(Role.LEADER, units["岱山能源集团"]),
        Assignment(Role.OFFICER, units["生产二部"]),
    )
    both = replace(officer, assignments=held)
    theirs, beyond = listed(unit=units["三车间"]), listed(unit=units["一车间"])
    given = {"actor": both, "now": clock()}
    assert operations.change(session, theirs.id, {"title": "改好"}, **given).title == "改好"
    step = next(each.code for each in LEDGERS["measures"].steps_from(beyond.state, owner_only=False))
    for write in (
        lambda: operations.change(session, beyond.id, {"unit": units["三车间"]}, **given),
        lambda: operations.perform(session, beyond.id, step, {}, "办了。", **given),
        lambda: operations.note(session, beyond.id, "photo", **given),
    ):
        with pytest.raises(Forbidden):
            write()
    page = desk_page.load_entry(session, LEDGERS["measures"], beyond.id, both)
    assert (page.may_change, page.may_hang, page.steps) == (False, False, [])
    assert handing_on.owned(session, enterprise.people["handler"].id, both) == [queries.as_entry(theirs)]


def test_a_policy_answer_is_changed_by_who_keeps_the_units_it_holds_for(
    session: Session, listed: Listed, others: dict[str, dict[str, Any]], enterprise: Any, clock: Any
) -> None:
    """One without a unit holds for the whole enterprise; everybody at the desk reads each."""
    units, officer = enterprise.units, replace(enterprise.people["officer"], keys=None)
    rows = [listed("policies"), listed("policies", unit=units["生产二部"]), listed("policies", unit=units["三车间"])]
    top = units["岱山能源集团"]
    keeps = {
        (Role.OFFICER, top): [True, True, True],
        (Role.OFFICER, units["生产二部"]): [False, True, True],
        (Role.OFFICER, units["三车间"]): [False, False, True],
        (Role.OFFICER, units["生产一部"]): [False, False, False],
        (Role.LEADER, top): [False, False, False],
        (Role.HANDLER, units["生产二部"]): [False, False, False],
    }
    for (role, unit), expected in keeps.items():
        who = replace(officer, assignments=(Assignment(role, unit),))
        given = {"actor": who, "now": clock()}
        for row, may in zip(rows, expected, strict=True):
            page = desk_page.load_entry(session, LEDGERS["policies"], row.id, who)
            assert (page.may_change, bool(page.steps)) == (may, may)
            if may:
                operations.change(session, row.id, {"answer": f"每班 {unit} 元。"}, **given)
                continue
            with pytest.raises(Forbidden):
                operations.change(session, row.id, {"answer": "一分钱都没有。"}, **given)
            with pytest.raises(Forbidden):
                operations.perform(session, row.id, "withdraw", {}, "不算数了。", **given)

    local = replace(officer, assignments=(Assignment(Role.OFFICER, units["生产二部"]),))
    own = others["policies"] | {"unit": units["四车间"]}
    assert operations.add(session, "policies", own, actor=local, now=clock()).unit_id == units["四车间"]
    for unit in (None, top, units["一车间"]):
        for write in (
            lambda unit=unit: operations.add(session, "policies", own | {"unit": unit}, actor=local, now=clock()),
            lambda unit=unit: operations.change(session, rows[1].id, {"unit": unit}, actor=local, now=clock()),
        ):
            with pytest.raises(Refusal) as refused:
                write()
            assert refused.value.field == "unit"
    with pytest.raises(Refusal) as refused:
        operations.add(session, "policies", others["policies"], actor=local, now=clock())
    assert (refused.value.field, refused.value.message) == ("unit", operations.NEEDS_A_UNIT)


def test_a_limit_that_a_step_sets_is_not_before_the_beginning(
    session: Session, others: dict[str, dict[str, Any]], enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    row = operations.add(session, "aid", others["aid"], actor=officer, now=clock())
    operations.perform(session, row.id, "check", {}, actor=officer, now=clock())
    given = {"owner": officer.id, "due": row.day - timedelta(days=1)}
    with pytest.raises(Refusal) as refused:
        operations.perform(session, row.id, "plan", given, actor=officer, now=clock())
    assert refused.value.field == "due"
