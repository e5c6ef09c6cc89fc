"""A release is stored as plain JSON and comes back the same."""

from __future__ import annotations

import json
from dataclasses import replace

from surveys.counting.release import Release, SlipRow
from tests.surveys.results.test_charts import released


def test_a_release_comes_back_from_json_as_it_was() -> None:
    whole = released(unit_1=30, unit_2=20, unit_3=3)
    assert Release.from_json(json.loads(json.dumps(whole.to_json()))) == whole


def test_every_unit_is_either_shown_or_named_as_hidden() -> None:
    whole = released(unit_1=30, unit_2=20, unit_3=3)
    assert {*whole.shown_groups, *whole.hidden_groups} == set(whole.groups)
    assert not {*whole.shown_groups} & {*whole.hidden_groups}


def test_what_was_left_of_a_hidden_units_slips_is_no_longer_told() -> None:
    rows = (SlipRow("一车间", 40, 30, 10), SlipRow("检修班", 8, None, 5))
    stored = json.loads(json.dumps(replace(released(unit_1=30), slips=rows).to_json()))
    assert Release.from_json(stored).slips == (rows[0], SlipRow("检修班", 8, None, None))
