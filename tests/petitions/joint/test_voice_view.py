"""The page of one who joined holds every form they can use, and nothing that is the first petitioner's."""

from __future__ import annotations

from flask import Flask

from petitions.joint import voice_view
from petitions.joint.forms import WordsForm
from petitions.visit import session as case_session
from tests.petitions.conftest import NARRATIVE, Casework, Joint


def test_a_refused_form_stands_as_it_was_typed_and_the_cookie_is_renewed(
    app: Flask, casework: Casework, joint_case: Joint
) -> None:
    casework.session.commit()
    with app.test_request_context("/case/joint"):
        now = casework.clock()
        opened = case_session.begin(joint_case.first, joint_case.first_key, now=now, kind=case_session.VOICE)
        form = WordsForm(formdata=None, text="还没写完")
        answer = voice_view.show(opened, status=422, words=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "还没写完" in page
    assert NARRATIVE not in page
    assert "Path=/case/joint" in answer.headers["Set-Cookie"]
