"""The benchmark of the results page asks for a page with everything on it."""

from __future__ import annotations

import pytest

from benchmarks import release

pytestmark = pytest.mark.benchmark


def test_the_page_of_a_small_release_is_asked_for_again_and_again() -> None:
    found = release.run(seconds=0, kind="", units=40, answers=600)
    assert found.errors == 0
    assert found.details["kb"] > 50
    assert 0 < found.product < 1
    assert found.reference > 0
