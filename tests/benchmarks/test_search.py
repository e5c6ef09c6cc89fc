"""The search's benchmark shows what it says it measures, at a tiny size."""

from __future__ import annotations

import pytest

from benchmarks import search

pytestmark = pytest.mark.benchmark


def test_a_search_over_sealed_cases_is_measured_beside_bare_opening() -> None:
    result = search.run(seconds=0, kind="waitress", cases=300)

    assert result.errors == 0
    assert result.product > 0
    assert result.reference > 0
