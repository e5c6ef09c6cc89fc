"""The list's filters as a sentence, and its pages as addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from petitions.lists import page as desk_lists

TODAY = date(2026, 11, 24)


def listed(casework: Any, **asked: str) -> desk_lists.Listed:
    return desk_lists.load(casework.session, casework.enterprise.people["officer"], MultiDict(asked), today=TODAY)


def test_the_filters_are_a_sentence_that_can_be_read_aloud(casework: Any) -> None:
    unit = str(casework.enterprise.units["生产一部"])

    sentence = listed(
        casework, view="open", category="pay", disposal="charged", unit=unit, first="2026-11-01", number="xf2026"
    ).sentence

    assert sentence == "在办，工资报酬与奖金，交办，生产一部及下属单位，2026年11月1日以后收到，编号含 XF2026"


def test_a_unit_stands_for_everything_below_it(casework: Any) -> None:
    units = casework.enterprise.units

    chosen = listed(casework, unit=str(units["生产一部"])).filters.unit_ids

    assert chosen == {units[name] for name in ("生产一部", "一车间", "二车间", "检修班")}


def test_the_next_page_keeps_what_was_asked(casework: Any) -> None:
    address = listed(casework, view="open", category="pay").page_url(2)

    assert "view=open" in address
    assert "category=pay" in address
    assert "page=2" in address
