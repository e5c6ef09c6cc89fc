"""An office's phrases: kept by its members, put after what was typed, and no business of any other office."""

from __future__ import annotations

from typing import Any

import pytest

from petitions.desk import phrases
from petitions.desk.step_forms import FORMS
from petitions.workflow import Action
from web.errors import Missing, Refusal


def add(
    casework: Any, title: str = "工资核对", text: str = "您反映的工资问题已与财务部核对。", who: str = "officer"
) -> Any:
    group = casework.enterprise.groups["union"]
    return phrases.add(casework.session, group, title, text, actor=casework.enterprise.people[who])


def test_members_of_the_office_add_reword_and_delete(casework: Any) -> None:
    session, people = casework.session, casework.enterprise.people
    row = add(casework, "  工资  核对 ")

    phrases.change(session, row.id, "工资", "已核对。", actor=people["officer2"])
    listed = phrases.of_office(session, casework.enterprise.groups["union"])
    assert [(each.title, each.text) for each in listed] == [("工资", "已核对。")]
    phrases.delete(session, row.id, actor=people["officer"])
    assert phrases.of_office(session, casework.enterprise.groups["union"]) == []


@pytest.mark.parametrize(
    ("title", "text"), [("", "x"), ("x", " "), ("一" * 31, "x"), ("x", "长" * 5_001), ("工资核对", "x")]
)
def test_what_cannot_be_kept_is_refused(casework: Any, title: str, text: str) -> None:
    add(casework)

    with pytest.raises(Refusal):
        add(casework, title, text)


def test_another_office_neither_adds_nor_changes(casework: Any) -> None:
    row = add(casework)
    inspector = casework.enterprise.people["inspector"]

    with pytest.raises(Refusal):
        add(casework, "别的", who="inspector")
    with pytest.raises(Missing):
        phrases.change(casework.session, row.id, "x", "y", actor=inspector)
    with pytest.raises(Missing):
        phrases.delete(casework.session, row.id, actor=inspector)


def test_so_many_are_enough(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "MOST_PHRASES", 1)
    add(casework)

    with pytest.raises(Refusal):
        add(casework, "第二条")


def test_a_phrase_goes_after_what_was_typed() -> None:
    assert phrases.appended("您好。\n", "已核对。") == "您好。\n已核对。"
    assert phrases.appended(None, "已核对。") == "已核对。"


def test_every_field_that_takes_a_phrase_is_in_its_form() -> None:
    for action, fields in phrases.INTO.items():
        assert all(hasattr(FORMS[action], name) for name in fields), action
    assert Action.REPLY in phrases.INTO
