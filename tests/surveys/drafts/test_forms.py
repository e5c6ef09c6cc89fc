"""An item becomes a form and comes back the same."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from surveys.drafts.forms import TYPES, ItemForm, bands, filled, item_from
from surveys.items import Item, ItemType
from surveys.questionnaires import BUILT_IN


def _typed(item: Item) -> MultiDict[str, str]:
    """What a browser would send of an unchanged form."""
    shown = filled(item)
    found = {
        name: "y" if value is True else str(value)
        for name, value in shown.items()
        if value is not False and value is not None
    }
    return MultiDict({**found, "type": item.type.value})


def test_every_built_in_item_comes_back_from_its_form_unchanged(app: Flask) -> None:
    with app.test_request_context():
        for definition in (each.definition for each in BUILT_IN.values()):
            for item in definition.items:
                form = ItemForm(_typed(item)).of(definition, item.type)
                assert form.validate(), (item.id, form.errors)
                assert item_from(form, item.id, item) == item


def test_every_kind_of_item_has_a_name_and_a_reason_to_take_it() -> None:
    assert set(TYPES) == set(ItemType)


def test_a_form_shows_only_what_its_kind_has(app: Flask) -> None:
    definition = BUILT_IN["pulse"].definition
    with app.test_request_context():
        names = {kind: [field.name for field in ItemForm().of(definition, kind).shown] for kind in ItemType}
    assert names[ItemType.STATEMENT] == []
    assert "reverse" in names[ItemType.AGREEMENT]
    assert "options" not in names[ItemType.AGREEMENT]
    assert {"options", "other", "shuffle"} <= set(names[ItemType.SINGLE])
    assert {"low", "high", "unit", "bands"} <= set(names[ItemType.NUMBER])
    assert "dimension" not in names[ItemType.TEN]


@pytest.mark.parametrize("text", ["41、49、61", "41 49,61", "41；49;61", " 41，49、 61 "])
def test_bands_are_read_however_they_are_parted(text: str) -> None:
    assert bands(text) == (41, 49, 61)
    assert bands("") == bands(None) == ()


def test_a_question_over_several_lines_becomes_one_line(app: Flask) -> None:
    definition = BUILT_IN["pulse"].definition
    with app.test_request_context():
        form = ItemForm(MultiDict({"type": "ten", "text": " 打几分？ \r\n 0 分最低 "})).of(definition, ItemType.TEN)
        assert form.validate()
        assert item_from(form, "own_a", None).text == "打几分？ 0 分最低"
