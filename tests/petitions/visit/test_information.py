"""A request to correct or delete says so in its first word, and fits into a message."""

from __future__ import annotations

import pytest
from flask import Flask

from petitions.forms import LONGEST_TEXT
from petitions.visit.information import MARKS, WANTED_LABELS, InformationForm


@pytest.mark.parametrize(("wanted", "begins"), [("correct", "【要求更正】"), ("delete", "【要求删除】")])
def test_a_request_begins_with_what_is_asked(app: Flask, wanted: str, begins: str) -> None:
    with app.test_request_context(method="POST", data={"wanted": wanted, "text": " 我的工号\r\n"}):
        form = InformationForm()
        assert form.validate()
        assert form.marked() == f"{begins}我的工号"
    assert MARKS.keys() == WANTED_LABELS.keys()


@pytest.mark.parametrize("more", [0, 1])
def test_with_its_mark_it_is_never_longer_than_a_message(app: Flask, more: int) -> None:
    text = "长" * (LONGEST_TEXT - len("【要求更正】") + more)
    with app.test_request_context(method="POST", data={"wanted": "correct", "text": text}):
        form = InformationForm()
        assert form.validate() is (more == 0)
        assert bool(form.text.errors) is (more == 1)
