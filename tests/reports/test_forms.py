"""Forms of the report pages: what is missing or too long is said beside its field."""

import pytest

from reports.forms import CheckForm, CorrectionForm, KeyCaseForm, ReturnForm, SubmitForm


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


def test_a_check_must_be_confirmed_and_a_return_explained(app):
    for form, data, good in (
        (CheckForm, {}, False),
        (CheckForm, {"checked": "y"}, True),
        (ReturnForm, {}, False),
        (ReturnForm, {"note": "补登记一件"}, True),
        (SubmitForm, {}, True),
        (CorrectionForm, {}, False),
        (CorrectionForm, {"reason": "补登记一件"}, True),
        (CorrectionForm, {"reason": "长" * 301}, False),
    ):
        with app.test_request_context(method="POST", data=data):
            assert form().validate() is good
