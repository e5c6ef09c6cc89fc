"""Names that forms and workbooks use lead to one unit or person each, and only to those within reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Assignment
from accounts.roles import Role
from accounts.unit_lists import UnitLine
from accounts.unit_operations import add_units
from ledgers import directory, measures, policies


def test_a_name_that_two_units_bear_needs_its_path(session: Session, enterprise: Any, clock: Any) -> None:
    add_units(session, [UnitLine("一车间", None)], below=enterprise.units["生产二部"], actor=None, now=clock())
    names = directory.names(session, measures.LEDGER, enterprise.people["officer"], accounts.unit_tree(session))
    assert "一车间" not in names.units
    assert names.units["生产一部／一车间"] == enterprise.units["一车间"]
    assert names.units["三车间"] == enterprise.units["三车间"]


def test_an_officer_of_a_division_is_offered_its_units_only(session: Session, enterprise: Any) -> None:
    local = replace(enterprise.people["officer"], assignments=(Assignment(Role.OFFICER, enterprise.units["生产二部"]),))
    names = directory.names(session, measures.LEDGER, local, accounts.unit_tree(session))
    assert set(names.units) == {"生产二部", "三车间", "四车间", "生产二部／三车间", "生产二部／四车间"}
    unit = policies.LEDGER.column("unit")
    assert names.requires(unit)
    of_all = directory.names(session, policies.LEDGER, enterprise.people["officer"], accounts.unit_tree(session))
    assert not of_all.requires(unit)


def test_only_people_who_open_ledgers_can_be_responsible(session: Session, enterprise: Any) -> None:
    names = directory.names(session, measures.LEDGER, None, accounts.unit_tree(session))
    assert {"王芳", "张伟", "刘洋"} <= set(names.people)
    assert not {"陈静", "赵敏", "黄丽"} & set(names.people)
    assert directory.kinds(measures.LEDGER, names) == measures.KINDS
