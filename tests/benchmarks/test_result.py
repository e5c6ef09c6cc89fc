"""A result is one line of JSON whose ratio is product over reference."""

from __future__ import annotations

import json

from benchmarks.result import Result


def test_a_result_is_one_line_that_begins_as_everything_expects() -> None:
    line = Result("submit", 300.0, 400.0, "answers/s", 0, {"clients": 32}).as_json()

    assert "\n" not in line
    assert list(json.loads(line)) == ["name", "product", "reference", "ratio", "unit", "errors", "clients"]
    assert json.loads(line)["ratio"] == 0.75


def test_a_reference_of_nothing_gives_no_ratio() -> None:
    assert Result("pages", 3.0, 0.0, "KB").ratio == 0.0
    assert "ratio 0.00" in Result("pages", 3.0, 0.0, "KB").as_text()
