"""Forms of the report pages: what is missing or too long is said beside its field."""

import pytest

from reports.forms import IssueForm, KeyCaseForm


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({}, {"number", "summary"}),
        ({"number": "XF1", "summary": "长" * 501}, {"summary"}),
        ({"number": "X" * 21, "summary": "一"}, {"number"}),
        ({"number": "XF1", "summary": "一"}, set()),
    ],
)
def test_a_key_case_needs_a_number_and_words(app, data, wrong):
    with app.test_request_context(method="POST", data=data):
        form = KeyCaseForm()
        form.validate()
        assert set(form.errors) == wrong


def test_an_issue_must_be_confirmed(app):
    for data, good in (({}, False), ({"checked": "y"}, True)):
        with app.test_request_context(method="POST", data=data):
            assert IssueForm().validate() is good
