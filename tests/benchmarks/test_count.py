"""The benchmark of counting really counts: what was put into the box stands in the Release and in the reference."""

from __future__ import annotations

import pytest

from benchmarks import count

pytestmark = pytest.mark.benchmark


def test_a_small_box_is_counted_whole() -> None:
    found = count.run(seconds=0, kind="", ballots=120, units=3)
    assert found.errors == 0, found
    assert found.product > 0
    assert found.reference > 0
    assert found.details["shown_units"] == 4
    assert found.details["shown_parts"] > 0
    assert found.details["memory_mb"] >= found.details["memory_mb_at_a_tenth"] - 20
