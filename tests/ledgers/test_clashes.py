"""Of two people at one entry neither loses a word: what both wrote is asked about, everything else is put together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers.clashes import Clash, compare
from ledgers.declaration import Column, Type

TITLE, DAY = Column("title", "事"), Column("day", "日", Type.DAY)
FLAG, FAMILY = Column("flag", "公开", Type.FLAG), Column("family", "家庭", sealed=True)
COLUMNS = (TITLE, DAY, FLAG, FAMILY)


def _compare(mine: Any, theirs: Any, *changes: list[object], column: Column = TITLE) -> tuple[Any, list[Any]]:
    found = compare([column], {column.code: mine}, {column.code: theirs}, [{column.code: each} for each in changes])
    return found.given[column.code], [each.theirs for each in found.clashes]


@pytest.mark.parametrize(
    ("mine", "theirs", "changes", "expected"),
    [
        ("我写", "原来", [], ("我写", [])),
        ("原来", "同事写", [["原来", "同事写"]], ("同事写", [])),
        ("我写", "同事写", [["原来", "同事写"]], ("同事写", ["同事写"])),
        ("一样", "一样", [["原来", "一样"]], ("一样", [])),
        (None, "同事写", [[None, "同事写"]], ("同事写", [])),
        (None, "同事写", [["原来", "同事写"]], ("同事写", ["同事写"])),
        # Twice meanwhile: what counts is what stood there when the form was opened.
        ("原来", "再改", [["原来", "一改"], ["一改", "再改"]], ("再改", [])),
        ("一改", "再改", [["原来", "一改"], ["一改", "再改"]], ("再改", ["再改"])),
    ],
)
def test_only_what_both_wrote_is_asked_about(mine: Any, theirs: Any, changes: list[Any], expected: Any) -> None:
    assert _compare(mine, theirs, *changes) == expected


def test_an_unset_mark_is_no_and_of_what_is_sealed_nobody_knows_what_it_was() -> None:
    assert _compare(False, None, [True, None], column=FLAG) == (False, [])
    assert _compare("原来", "同事写", [None, None], column=FAMILY) == ("同事写", ["同事写"])


TEXTS = st.fixed_dictionaries({"title": st.sampled_from(["", "甲", "乙"]), "family": st.sampled_from(["", "甲", "乙"])})


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_a_colleague_wrote_goes_and_nothing_of_ones_own_without_being_shown(
    base: Any, mine: Any, theirs: Any
) -> None:
    changes = {code: [base[code], theirs[code]] for code in base if base[code] != theirs[code]}
    found = compare([TITLE, FAMILY], mine, theirs, [changes])
    shown = {each.column.code for each in found.clashes}
    for code in base:
        if code in changes:
            assert found.given[code] == theirs[code]
        else:
            assert found.given[code] == mine[code]
        assert found.given[code] == mine[code] or code in shown or mine[code] == base[code]
    assert all(isinstance(each, Clash) and each.theirs == theirs[each.column.code] for each in found.clashes)
