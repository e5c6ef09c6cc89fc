"""An officer says only what no day of the case tells."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.desk.conclude_form import ConcludeForm
from petitions.outcome.conclusion import SAID, Conclusion


def test_the_reasons_offered_are_those_that_have_to_be_said(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = ConcludeForm(MultiDict({"conclusion": "nobody-left", "text": "已经办好后事。"}))

        assert [value for value, _label, *_more in form.conclusion.iter_choices()] == [each.value for each in SAID]
        assert form.given() == {"conclusion": Conclusion.NOBODY_LEFT, "text": "已经办好后事。"}
