"""What petitioners do to their own case: asking for a review, taking it back, having what they wrote corrected or
deleted, answering whether anybody takes revenge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, redirect, url_for
from werkzeug.wrappers import Response

from petitions import operations
from petitions.forms import CheckInForm, ReviewForm, WithdrawForm, WithoutCookie, tidied
from petitions.petitioner import open_case
from petitions.petitioner import page as case_page
from petitions.petitioner.information import InformationForm
from petitions.petitioner.session import CaseSession
from petitions.petitioner.showing import ran_out, show_case
from petitions.workflow import Action
from web import clock, limits
from web.access import public
from web.errors import Refusal
from web.transactions import database, session

bp = Blueprint("petitioner", __name__)
#: Which review the form asks for.
LEVELS = {"review": Action.ASK_REVIEW, "rereview": Action.ASK_REREVIEW}


def register(app: Flask) -> None:
    """Add the pages; like the rest of /case they ask for the case session and nothing ambient."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(bp)


@bp.post("/case/review")
@public
def review() -> Response | tuple[str, int]:
    """Ask for 复查, or for 复核 after it."""
    form = ReviewForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    action = LEVELS.get(form.level.data or "", Action.ASK_REVIEW)
    return _done(opened, form, "review", action, lambda: {"text": form.text.data})


@bp.post("/case/withdraw")
@public
def withdraw() -> Response | tuple[str, int]:
    """Take the petition back."""
    form = WithdrawForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    given = {"text": tidied(form.text.data), "pressed": form.pressed.data}
    return _done(opened, form, "withdrawal", Action.WITHDRAW, lambda: given)


@bp.post("/case/information")
@public
def information() -> Response | tuple[str, int]:
    """Ask for a correction or a deletion: the office finds it in the conversation, marked, and owes an answer."""
    form = InformationForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    return _done(opened, form, "information", Action.SAY, lambda: {"text": form.marked()})


@bp.post("/case/check-in")
@public
def check_in() -> Response | tuple[str, int]:
    """Answer whether anybody takes revenge; whoever is named does not see the answer."""
    form = CheckInForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    with database().reading() as reading:
        form.offer(case_page.load(reading, opened.petition_id, opened.key, today=clock.today()).may_be_named)

    def given() -> dict[str, Any]:
        named = [int(each) for each in form.named.data or ()]
        return {"pressed": form.pressed.data == "yes", "named": named, "text": tidied(form.text.data)}

    return _done(opened, form, "check_in", Action.CHECK_IN, given)


def _done(
    opened: CaseSession, form: WithoutCookie, name: str, action: Action, given: Callable[[], dict[str, Any]]
) -> Response | tuple[str, int]:
    """Do it and show the case; what is refused stays in its form with the sentence."""
    limits.require("case")
    shown: dict[str, WithoutCookie] = {name: form}
    if not form.validate():
        return show_case(opened, status=422, **shown)
    try:
        operations.perform(
            session(), opened.petition_id, action, actor=None, now=clock.now(), key=opened.key, **given()
        )
    except Refusal as refusal:
        session().rollback()
        field = refusal.field or ""
        if field in form:
            form[field].errors = [str(refusal.message)]
        else:
            form.form_errors = [str(refusal.message)]
        return show_case(opened, status=refusal.status, **shown)
    return redirect(url_for("case.case"), 303)
