"""Texts of a form have a bound, and people and units are offered by what they are called."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from accounts.people import Assignment, Person
from accounts.roles import Role
from accounts.units import UnitRow, UnitTree
from petitions import fields

TREE = UnitTree([UnitRow(1, None, "集团"), UnitRow(2, 1, "一部"), UnitRow(3, 1, "旧部", active=False)])


class AnyForm(FlaskForm):
    needed = fields.words("理由")
    other = fields.words("附言", required=False)


def test_a_text_is_asked_for_or_not_and_never_endless(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        empty = AnyForm(MultiDict({"needed": "", "other": ""}))
        long = AnyForm(MultiDict({"needed": "字" * (fields.LONGEST_TEXT + 1)}))

        assert not empty.validate()
        assert [str(each) for each in empty.needed.errors] == [str(fields.NOT_EMPTY)]
        assert not empty.other.errors
        assert not long.validate()
        assert "10 万字" in str(long.needed.errors[0])


def test_a_choice_begins_with_none_made_unless_there_is_only_one(app: Flask) -> None:
    with app.test_request_context():
        one, other = SelectChoice("1", "甲"), SelectChoice("2", "乙")
        assert fields.asking([one]) == [one]
        assert [each.value for each in fields.asking([one, other])] == ["", "1", "2"]
        assert [fields.chosen_id(typed) for typed in ("", None, "7", 7)] == [None, None, 7, 7]
        with pytest.raises(ValueError, match="1000"):
            fields.chosen_id("1" + "0" * 30)


def test_closed_units_are_not_offered_and_people_stand_with_theirs(app: Flask) -> None:
    with app.test_request_context():
        units = [(each.value, each.label) for each in fields.unit_options(TREE)]
        people = fields.person_options([Person(7, "张伟", (Assignment(Role.HANDLER, 2),))], TREE)

    assert units == [(fields.NO_UNIT, "不限于某一单位"), ("1", "集团"), ("2", "　一部")]
    assert [(each.value, each.label) for each in people] == [("7", f"张伟（{TREE.path(2)}）")]
