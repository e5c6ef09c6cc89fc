"""What petitioners do to their own case: asking for a review, taking it back, having what they wrote corrected or
deleted, asking somebody to step back, answering whether anybody takes revenge or may see their name, letting others join."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, redirect, url_for
from werkzeug.wrappers import Response

from petitions import operations
from petitions.forms import CheckInForm, ReviewForm, WithdrawForm, WithoutCookie, tidied
from petitions.identity import operations as identity_operations
from petitions.identity.asking import Answer
from petitions.identity.forms import AnswerIdentityForm
from petitions.joint import joining
from petitions.joint.forms import CloseJoiningForm, JoiningForm
from petitions.petitioner import page as case_page
from petitions.petitioner.consent import ConsentForm
from petitions.petitioner.showing import show_case
from petitions.recusal.forms import RecusalForm
from petitions.visit import open_case
from petitions.visit.addresses import receipt_key
from petitions.visit.ending import ran_out
from petitions.visit.information import InformationForm
from petitions.visit.session import CaseSession
from petitions.workflow import Action
from web import clock, ids, limits
from web.access import public
from web.errors import Refusal
from web.forms import say_somewhere
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
    return _done(opened, form, "information", Action.CORRECT, lambda: {"text": form.marked()})


@bp.post("/case/mediation")
@public
def mediation() -> Response | tuple[str, int]:
    """Say whether they would have it mediated."""
    form = ConsentForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    given = {"agrees": form.agrees.data == "yes", "text": tidied(form.text.data)}
    return _done(opened, form, "consent", Action.ANSWER_MEDIATION, lambda: given)


@bp.post("/case/recusal")
@public
def recusal() -> Response | tuple[str, int]:
    """Ask somebody to step back: they no longer open the case, and the others decide."""
    form = RecusalForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    with database().reading() as reading:
        form.offer(case_page.load(reading, opened.petition_id, opened.key, today=clock.today()).may_step_back)
    given = {"person_id": form.person_id, "text": form.text.data} if form.validate() else {}
    return _done(opened, form, "recusal", Action.ASK_RECUSAL, lambda: given)


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
        named = [ids.read(each) for each in form.named.data or ()]
        return {"pressed": form.pressed.data == "yes", "named": named, "text": tidied(form.text.data)}

    return _done(opened, form, "check_in", Action.CHECK_IN, given)


@bp.post("/case/identity")
@public
def answer_identity() -> Response | tuple[str, int]:
    """The petitioner consents or objects."""
    limits.require("case")
    form = AnswerIdentityForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    if not form.validate():
        return show_case(opened, status=422, identity_answer=form)
    try:
        identity_operations.answer(
            session(),
            opened.petition_id,
            ids.read_or_none(form.request.data) or 0,
            key=opened.key,
            said=Answer(form.said.data),
            words=tidied(form.text.data),
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return show_case(opened, status=refusal.status, identity_answer=form)
    return redirect(url_for("case.case", _anchor="identity"), 303)


@bp.post("/case/joining")
@public
def open_joining() -> Response | tuple[str, int]:
    """The first petitioner lets others join."""
    limits.require("case")
    form = JoiningForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.summary.data)
    if not form.validate():
        return show_case(opened, status=422, joint=form)
    try:
        joining.open_joining(
            session(), opened.petition_id, form.about(), key=opened.key, instance_key=receipt_key(), now=clock.now()
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return show_case(opened, status=refusal.status, joint=form)
    return redirect(url_for("case.case", _anchor="joint"), 303)


@bp.post("/case/joining/close")
@public
def close_joining() -> Response | tuple[str, int]:
    """The first petitioner lets nobody else join."""
    limits.require("case")
    opened = open_case.of_form(CloseJoiningForm().token.data)
    if opened is None:
        return ran_out("")
    joining.close_joining(session(), opened.petition_id, now=clock.now())
    return redirect(url_for("case.case", _anchor="joint"), 303)


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
        say_somewhere(form, refusal)
        return show_case(opened, status=refusal.status, **shown)
    return redirect(url_for("case.case"), 303)
