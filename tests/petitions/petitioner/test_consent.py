"""Whether a petitioner would have it mediated is said one way or the other."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.petitioner.consent import ConsentForm


def test_the_petitioner_says_yes_or_no(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = ConsentForm(MultiDict({"text": "再想想。"}))

        assert not form.validate()

    assert "同意，还是不同意" in str(form.agrees.errors)
