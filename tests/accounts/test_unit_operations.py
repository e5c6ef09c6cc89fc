"""Writes to the tree of units: lists added once however often they are imported, and changes that keep it a tree."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts import queries, unit_operations
from accounts.people import Person
from accounts.unit_lists import from_text
from web.errors import Refusal

ADMIN = Person(1, "赵敏", ())
LIST = "集团\n  一部 6\n    车间 86\n  二部 8\n    车间 45"


def _names(session: Session) -> list[tuple[int, str, int, bool]]:
    tree = queries.unit_tree(session)
    return [(depth, row.name, row.headcount, row.active) for depth, row in tree.walk()]


def test_a_list_imported_twice_is_there_once_and_recounts(session: Session, clock: Any) -> None:
    first = unit_operations.add_units(session, from_text(LIST), below=None, actor=None, now=clock())
    again = unit_operations.add_units(session, from_text(LIST.replace("86", "90")), below=None, actor=None, now=clock())

    assert first == again
    assert _names(session) == [
        (0, "集团", 0, True),
        (1, "一部", 6, True),
        (2, "车间", 90, True),
        (1, "二部", 8, True),
        (2, "车间", 45, True),
    ]


def test_importing_a_closed_unit_opens_it_again(session: Session, clock: Any) -> None:
    _root, one, shop, *_ = unit_operations.add_units(session, from_text(LIST), below=None, actor=None, now=clock())
    facts = {"headcount": 86, "actor": ADMIN, "now": clock()}
    unit_operations.change_unit(session, shop, name="车间", parent_id=one, active=False, **facts)
    assert not queries.unit_tree(session)[shop].active

    unit_operations.add_units(session, from_text(LIST), below=None, actor=None, now=clock())

    assert queries.unit_tree(session)[shop].active


def test_moving_a_unit_takes_what_is_below_along(session: Session, clock: Any) -> None:
    root, one, shop, two, _ = unit_operations.add_units(session, from_text(LIST), below=None, actor=None, now=clock())
    facts = {"name": "一部", "headcount": 6, "active": True, "actor": ADMIN, "now": clock()}

    unit_operations.change_unit(session, one, parent_id=two, **facts)

    tree = queries.unit_tree(session)
    assert [row.id for row in tree.ancestors(shop)] == [one, two, root]
    for target in (one, shop):
        with pytest.raises(Refusal) as refused:
            unit_operations.change_unit(session, one, parent_id=target, **facts)
        assert refused.value.field == "parent_id"
