"""Every row of a list stands on exactly one page, and no address asks for a page that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import paging


@given(st.integers(0, 3 * paging.PAGE + 1))
def test_the_pages_are_the_list(count: int) -> None:
    rows, found, page = list(range(count)), [], 1
    while True:
        shown = paging.cut(rows, page)
        found += shown.rows
        assert len(shown.rows) <= paging.PAGE
        assert (shown.number, shown.total) == (page, count)
        if not shown.has_more:
            break
        page += 1
    assert found == rows


@pytest.mark.parametrize("asked", [None, "", "0", "-1", "x", "１", "9" * 40])
def test_what_is_no_page_is_the_first(asked: str | None) -> None:
    assert paging.number(asked) == 1


def test_a_page_behind_the_last_is_the_last() -> None:
    shown = paging.cut(range(paging.PAGE + 1), 7)
    assert (shown.number, shown.pages, list(shown.rows), shown.has_more) == (2, 2, [paging.PAGE], False)
    assert paging.number("99999999") == paging.FARTHEST
