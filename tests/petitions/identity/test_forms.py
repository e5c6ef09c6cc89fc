"""What is asked for, refused and urgent is said with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.identity.forms import AnswerIdentityForm, AskIdentityForm, DecideIdentityForm


def errors(app: Flask, kind: Any, **data: str) -> dict[str, Any]:
    with app.test_request_context():
        form = kind(MultiDict(data))
        form.validate()
        return dict(form.errors)


@pytest.mark.parametrize(
    ("kind", "data", "wrong"),
    [
        (AskIdentityForm, {"reason": "核对考勤"}, set()),
        (AskIdentityForm, {"reason": " \r\n "}, {"reason"}),
        (AskIdentityForm, {"reason": "长" * 2001}, {"reason"}),
        (AskIdentityForm, {"reason": "核对考勤", "urgent": "y"}, {"urgency"}),
        (AskIdentityForm, {"reason": "核对考勤", "urgent": "y", "urgency": "说要轻生"}, set()),
        (AnswerIdentityForm, {}, {"said"}),
        (AnswerIdentityForm, {"said": "perhaps"}, {"said"}),
        (AnswerIdentityForm, {"said": "objected"}, set()),
        (DecideIdentityForm, {}, {"decision"}),
        (DecideIdentityForm, {"decision": "agree"}, set()),
        (DecideIdentityForm, {"decision": "refuse", "text": "  "}, {"text"}),
        (DecideIdentityForm, {"decision": "refuse", "text": "先问本人"}, set()),
    ],
)
def test_what_is_missing_is_named(app: Flask, kind: Any, data: dict[str, str], wrong: set[str]) -> None:
    assert set(errors(app, kind, **data)) == wrong
