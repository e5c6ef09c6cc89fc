"""The mark of what stands there is the same until something else does."""

from __future__ import annotations

from datetime import date

from web import overtaken


def test_whatever_differs_has_another_mark_and_the_same_has_the_same() -> None:
    told = ["夜班", None, True, date(2026, 11, 24)]
    others = (["夜班", None, True], ["夜班", "", True, date(2026, 11, 24)], told[::-1], {"夜班": told})
    assert overtaken.mark(told) == overtaken.mark(list(told))
    assert len({overtaken.mark(each) for each in (told, *others)}) == 1 + len(others)
    assert overtaken.mark({"a": 1, "b": 2}) == overtaken.mark({"b": 2, "a": 1})
