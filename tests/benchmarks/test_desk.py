"""The list's benchmark shows what it says it measures, at a tiny size."""

from __future__ import annotations

import pytest

from benchmarks import desk

pytestmark = pytest.mark.benchmark


def test_the_first_page_of_many_cases_is_measured_beside_a_bare_one() -> None:
    result = desk.run(seconds=0, kind="waitress", cases=300)

    assert result.errors == 0
    assert result.product > 0
    assert result.reference > 0
    assert result.details["page_kb"] < 100
    assert set(result.details["views"]) == set(desk.VIEWS)
