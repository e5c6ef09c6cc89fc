"""A release is stored as plain JSON and comes back the same."""

from __future__ import annotations

import json

from surveys.release import Release
from tests.surveys.test_charts import released


def test_a_release_comes_back_from_json_as_it_was() -> None:
    whole = released(unit_1=30, unit_2=20, unit_3=3)
    assert Release.from_json(json.loads(json.dumps(whole.to_json()))) == whole


def test_every_unit_is_either_shown_or_named_as_hidden() -> None:
    whole = released(unit_1=30, unit_2=20, unit_3=3)
    assert {*whole.shown_groups, *whole.hidden_groups} == set(whole.groups)
    assert not {*whole.shown_groups} & {*whole.hidden_groups}
