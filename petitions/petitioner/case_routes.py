"""The petitioner's case: opening it with the code, reading it, writing, rating, and leaving it."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from petitions import conversation, intake, operations, queries, receipt, rekeying
from petitions.files.sending import conversation_file
from petitions.filing.receipt_page import BLANK_CODE
from petitions.filing.routes import is_open
from petitions.forms import CodeForm, MessageForm, RatingForm, cleaned
from petitions.joint import voice_view, voices
from petitions.joint.forms import WordsForm
from petitions.outcome.ratings import Grade, Solved
from petitions.petitioner.showing import show_case
from petitions.visit import open_case
from petitions.visit import session as case_session
from petitions.visit.addresses import receipt_key
from petitions.visit.ending import left, ran_out
from petitions.workflow import Action
from web import clock, kept_pages, limits, navigation, uploads
from web.access import public
from web.errors import Missing
from web.navigation import Door
from web.transactions import database, session
from web.words import N_

bp = Blueprint("case", __name__)


def register(app: Flask) -> None:
    """Add the pages and their door. Like filing they ask for the code or the case session, and for nothing ambient."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(bp)
    navigation.of(app).doors.append(
        Door(N_("查进度"), N_("凭查询码回来看、接着说、评价"), "case.case", is_open=is_open, position=30)
    )


@bp.get("/case")
@public
def case() -> Response | str:
    """The open case of this browser, or the page that asks for the code."""
    opened = open_case.current()
    return _code_page(CodeForm(formdata=None)) if opened is None else show_case(opened)


@bp.post("/case")
@public
def enter() -> Response | str | tuple[str, int]:
    """Open a case with its code for half an hour."""
    form = CodeForm()
    limits.require("case", form.code.data or "")
    if form.validate():
        # A reading session: a wrong code must not wait for whoever is filing.
        given = receipt.derive(receipt_key(), form.code.data)
        with database().reading() as reading:
            found = conversation.by_receipt(reading, form.code.data, instance_key=receipt_key())
            # Asked each time, so that it tells nothing how long the answer takes.
            joined = voices.by_receipt(reading, form.code.data, instance_key=receipt_key())
            may_join = voices.invited(reading, form.code.data, instance_key=receipt_key())
            needs_pair = found is not None and queries.petition(reading, found[0]).receipt_public is None
        if joined is not None:
            opened = case_session.begin(*joined, now=clock.now(), kind=case_session.VOICE)
            if form.kept.data:
                return voice_view.show(opened, words=WordsForm(formdata=None, text=form.kept.data))
            return case_session.keep(redirect(url_for("voice.voice"), 303), opened, now=clock.now())
        if found is not None:
            if needs_pair:
                rekeying.keep_pair(session(), *found, given.public)
            opened = case_session.begin(found[0], given.key, now=clock.now())
            if form.kept.data:
                return show_case(opened.with_key(found[1]), message=MessageForm(formdata=None, text=form.kept.data))
            return case_session.keep(redirect(url_for("case.case"), 303), opened, now=clock.now())
        if may_join is not None:
            form.code.errors = [
                _("这是联名码，不是查询码。要加入，请打开同事给您的联名链接；已经加入的，请输入您自己的查询码。")
            ]
            return _code_page(form), 422
        return _wrong_code_page(form), 422
    return _code_page(form), 422


@bp.post("/case/say")
@public
def say() -> Response | str | tuple[str, int]:
    """Add to the conversation."""
    posted = uploads.read(request)
    form = MessageForm(posted.fields)
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.text.data)
    if form.validate():
        files, refused = cleaned(posted)
        if not refused:
            intake.petitioner_says(
                session(), opened.petition_id, key=opened.key, text=form.text.data, files=files, now=clock.now()
            )
            return redirect(url_for("case.case", _anchor="talk"), 303)
        form.files.errors = refused
    return show_case(opened, message=form, status=422, had_files=bool(posted.uploads))


@bp.post("/case/rate")
@public
def rate() -> Response | str | tuple[str, int]:
    """Rate the office and the handling unit, and say whether it was solved."""
    form = RatingForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out(form.words.data)
    if form.validate():
        operations.perform(
            session(),
            opened.petition_id,
            Action.RATE,
            actor=None,
            now=clock.now(),
            key=opened.key,
            office=Grade(form.office.data),
            unit=Grade(form.unit.data) if form.unit.data else None,
            solved=Solved(form.solved.data),
            words=form.words.data or "",
        )
        return redirect(url_for("case.case", _anchor="rated"), 303)
    return show_case(opened, rating=form, status=422)


@bp.get("/case/files/<int:file_id>")
@public
def file(file_id: int) -> Response:
    """One of the case's files, opened for its petitioner."""
    opened = open_case.current()
    if opened is None:
        return redirect(url_for("case.case"), 303)
    if not queries.is_petitioners(session(), opened.petition_id, file_id):
        raise Missing
    found, chunks = conversation.open_file(session(), opened.petition_id, file_id, opened.key)
    return conversation_file(found, b"".join(chunks))


@bp.post("/case/leave")
@public
def leave() -> Response:
    """Forget the case in this browser."""
    return left()


def _code_page(form: CodeForm) -> str:
    return render_template("petitions/visit/code.html", form=form)


def _wrong_code_page(form: CodeForm) -> str:
    """The page again after a code that opens nothing; rendered once, so that it costs what a right code costs."""
    code = form.code.data
    form.code.errors = [_("没有找到这个查询码。请对照回执再输一次；过了保存期的诉求也会找不到。")]
    if form.kept.data:
        # The petitioner's own words are kept nowhere.
        return _code_page(form)
    form.code.data = BLANK_CODE
    return kept_pages.page("wrong code", (), lambda: _code_page(form)).replace(BLANK_CODE, code)
