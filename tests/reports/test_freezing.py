"""Frozen figures: to JSON and back without loss, and honest about what does not fit."""

import json

import pytest

from reports.freezing import Unreadable, from_plain, to_plain
from reports.statement import Comments, KeyCase, Statement


def test_a_whole_month_comes_back_the_same_through_json(statement):
    before = statement()
    assert from_plain(Statement, json.loads(json.dumps(to_plain(before), ensure_ascii=False))) == before


def test_comments_come_back_the_same():
    before = Comments((("overview", "好"),), (KeyCase("XF1", "办理中", "某事"),))
    assert from_plain(Comments, json.loads(json.dumps(to_plain(before)))) == before


def test_a_field_that_was_added_since_keeps_its_default(statement):
    stored = to_plain(statement())
    del stored["floor"]
    assert from_plain(Statement, stored).floor == 5


def test_a_field_that_is_gone_since_is_passed_over(statement):
    assert from_plain(Statement, to_plain(statement()) | {"old": 1}) == statement()


@pytest.mark.parametrize(
    "damage", [{"period": 5}, {"complete": "yes"}, {"surveys": {}}, {"petitions": []}, {"floor": True}]
)
def test_figures_that_do_not_fit_are_refused(statement, damage):
    with pytest.raises(Unreadable):
        from_plain(Statement, to_plain(statement()) | damage)


def test_a_missing_figure_is_refused(statement):
    stored = to_plain(statement())
    del stored["period"]
    with pytest.raises(Unreadable):
        from_plain(Statement, stored)
