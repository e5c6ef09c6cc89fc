"""Who above decides may be nobody here, and an answer is amended within its class."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.desk.oversight_forms import AmendForm, MandateForm, OpenReviewForm
from petitions.kinds import LegalClass
from petitions.outcome.opinion import Outcome


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def test_a_review_may_be_left_to_a_unit_above() -> None:
    assert OpenReviewForm(MultiDict({"leader_id": "0"})).given() == {"leader_id": None}
    assert OpenReviewForm(MultiDict({"leader_id": "7"})).given() == {"leader_id": 7}


def test_an_amended_outcome_belongs_to_the_class_of_the_case() -> None:
    form = AmendForm(MultiDict({"outcome": Outcome.ADOPTED.value, "text": "变更。"}))
    form.offer(LegalClass.CLAIM)

    assert not form.validate()
    assert form.outcome.errors


def test_a_superiors_day_in_a_mistyped_year_is_refused() -> None:
    form = MandateForm(MultiDict({"issuer": "省总工会", "due_on": "9026-12-01"}))

    assert not form.validate()
    assert "年份" in form.due_on.errors[0]
