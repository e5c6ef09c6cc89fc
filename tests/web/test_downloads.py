"""A file says what it is, whether it is to be saved, and whether a cache may keep it."""

from __future__ import annotations

import pytest
from flask import Flask

from web import downloads


@pytest.mark.parametrize("ending", sorted(downloads.TYPES))
def test_what_it_is_goes_by_the_ending_of_its_name(app: Flask, ending: str) -> None:
    with app.test_request_context():
        answer = downloads.file(b"x", f"month-2026.11.{ending}", is_shown=ending == "pdf")

    assert answer.headers["Content-Type"] == downloads.TYPES[ending]
    assert ("inline" in answer.headers["Content-Disposition"]) is (ending == "pdf")
    assert "Cache-Control" not in answer.headers


def test_what_holds_codes_is_kept_by_no_cache(app: Flask) -> None:
    with app.test_request_context():
        answer = downloads.file("<p>", "slips.html", is_kept=False)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="slips.html"'
