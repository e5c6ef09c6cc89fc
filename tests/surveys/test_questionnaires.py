"""The built-in questionnaires keep what their makers promised."""

from __future__ import annotations

from surveys.items import FIVE_POINT, Definition, ItemType
from surveys.questionnaires import BUILT_IN
from surveys.questionnaires.wellbeing import WELLBEING


def test_the_well_being_questionnaire_has_twelve_dimensions_of_three_to_five_items() -> None:
    definition = WELLBEING.definition
    assert len(definition.dimensions) == 12
    likert = [item for item in definition.items if item.type in FIVE_POINT]
    assert 36 <= len(likert) <= 45
    for dimension in definition.dimensions:
        assert 3 <= sum(item.dimension == dimension.id for item in likert) <= 5
    assert [item.id for item in definition.items if item.type is ItemType.TEN] == ["happy", "enps"]
    assert sum(item.type is ItemType.TEXT for item in definition.items) == 2


def test_some_items_are_reversed_so_that_ticking_one_column_shows() -> None:
    assert sum(item.reverse for item in WELLBEING.definition.items) >= 3


def test_every_questionnaire_is_sound() -> None:
    for questionnaire in BUILT_IN.values():
        definition = questionnaire.definition
        ids = [item.id for item in definition.items]
        assert len(set(ids)) == len(ids)
        known = {dimension.id for dimension in definition.dimensions} | {""}
        assert {item.dimension for item in definition.items} <= known
        assert {first for first, _title in definition.sections} <= set(ids)
        assert all(not item.required for item in definition.items if item.type is ItemType.TEXT)
        assert Definition.from_json(definition.to_json()) == definition
