"""The union office words the categories; cases keep their code, reports their count, and nothing used can be lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from petitions.categories import operations, queries
from petitions.categories.tree import BARRIER_LABELS, Barrier, Category, Stage
from petitions.lists import queue
from petitions.lists.filters import Filters
from petitions.rates import statistics
from petitions.workflow import Action
from web.errors import Forbidden, Missing, Refusal


def add(casework: Any, label: str = "井下作业", **more: Any) -> Category:
    given = {"english": "Underground work", "report_code": "safety", "at_once": True} | more
    people = casework.enterprise.people
    return operations.add(casework.session, label=label, actor=people["officer"], now=casework.clock(), **given)


def by(casework: Any) -> dict[str, Any]:
    return {"actor": casework.enterprise.people["officer"], "now": casework.clock()}


def test_a_category_of_ones_own_is_chosen_named_found_and_counted_under_its_report_code(casework: Any) -> None:
    session = casework.session
    pit = add(casework)
    gas = add(casework, "瓦斯", english="", parent=pit.code)
    petition, _key = casework.file(category=pit.code)
    casework.do(petition, Action.REGISTER, "officer", category=gas.code)

    known = queries.tree(session)
    assert [row.code for row in known.first_level()][-2:] == [pit.code, "other"]
    assert (petition.category, known.report_code(petition.category)) == (gas.code, "safety")
    assert [case.category for case in statistics.case_facts(session, date(2026, 1, 1))] == ["safety"]
    filters = Filters(view="all", categories=known.within(pit.code))
    listed = queue.page(session, casework.enterprise.people["officer"], filters, today=casework.clock().date())
    assert [row.number for row in listed.rows] == [petition.number]
    casework.do(other := casework.file()[0], Action.REGISTER, "officer", category="pay")
    with pytest.raises(Refusal):
        casework.do(casework.file()[0], Action.REGISTER, "officer", category="own-nothing")
    assert other.category == "pay"


def test_a_new_name_is_the_name_of_every_case_at_once(casework: Any) -> None:
    session = casework.session
    operations.reword(session, "pay", label=" 薪酬  待遇 ", english="", **by(casework))

    assert queries.tree(session).first_of("pay").label == "薪酬 待遇"
    assert queries.tree(session).report_labels()["pay"] == "薪酬 待遇"
    with pytest.raises(Refusal) as refused:
        operations.reword(session, "hours", label="薪酬 待遇", english="", **by(casework))
    assert (refused.value.field, str(refused.value.message)) == ("label", BARRIER_LABELS[Barrier.LABEL_TAKEN])
    with pytest.raises(Missing):
        operations.reword(session, "own-nothing", label="x", english="", **by(casework))


def test_what_could_be_chosen_is_hidden_and_never_deleted(casework: Any) -> None:
    session = casework.session
    pit, draft = add(casework), add(casework, "门店", at_once=False)
    add(casework, "收银", english="", parent=draft.code)
    petition, _key = casework.file(category=pit.code)

    for code in (pit.code, "pay"):
        with pytest.raises(Refusal):
            operations.delete(session, code, **by(casework))
    with pytest.raises(Refusal):
        operations.hide(session, "other", **by(casework))
    with pytest.raises(Missing):
        operations.hide(session, draft.code, **by(casework))
    operations.hide(session, pit.code, **by(casework))
    operations.delete(session, draft.code, **by(casework))

    known = queries.tree(session)
    assert not known.is_open(pit.code)
    assert [row.code for row in known.rows if row.code.startswith("own-")] == [pit.code]
    casework.do(petition, Action.REGISTER, "officer", category=pit.code)
    assert petition.category == pit.code
    operations.show(session, pit.code, **by(casework))
    assert known.find(pit.code).stage is Stage.HIDDEN
    assert queries.tree(session).is_open(pit.code)


def test_they_are_ordered_among_their_own(casework: Any) -> None:
    session = casework.session
    first, second = add(casework, "甲", parent="pay"), add(casework, "乙", parent="pay")
    operations.move(session, second.code, -1, actor=casework.enterprise.people["officer"])
    operations.move(session, "contract", -1, actor=casework.enterprise.people["officer"])

    known = queries.tree(session)
    assert [row.code for row in known.below("pay")] == [second.code, first.code]
    assert [row.code for row in known.first_level()][:3] == ["contract", "pay", "insurance"]


def test_there_are_two_levels_and_only_the_union_office_changes_them(casework: Any) -> None:
    below = add(casework, "拖欠", parent="pay")
    with pytest.raises(Missing):
        add(casework, "再分", parent=below.code)
    with pytest.raises(Refusal) as refused:
        add(casework, "无归类", report_code="own-x")
    assert refused.value.field == "report_code"
    for who in ("inspector", "handler", "leader"):
        with pytest.raises(Forbidden):
            operations.move(casework.session, "pay", 1, actor=casework.enterprise.people[who])
