"""Remarks of pure rules become sentences in the reader's language."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from surveys.drafts import checklist, wording
from surveys.remarks import sentence


def test_values_stand_in_the_sentence_and_a_remark_is_itself_translated(app: Flask) -> None:
    values = {"n": 3, "text": "活累、钱少", "remark": wording.TWO_IN_ONE}
    with app.test_request_context():
        assert sentence(checklist.ITEM_REMARK, values).startswith("第 3 题“活累、钱少”：像是一道题里问了两件事")
        with force_locale("en"):
            said = sentence(checklist.ITEM_REMARK, values)
    assert "活累、钱少" in said
    assert "two questions in one" in said


def test_words_an_officer_typed_are_never_taken_for_a_place_to_fill(app: Flask) -> None:
    with app.test_request_context():
        assert "100%(s)" in sentence(checklist.TOO_FEW_OPTIONS, {"n": 1, "text": "100%(s)"})
