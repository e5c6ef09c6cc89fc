"""The page of somebody who joined a case: progress, files, rating, words with the office, a review, stepping back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Flask, redirect, request, url_for
from werkzeug.wrappers import Response

from petitions.files.attachments import CleanFile
from petitions.files.sending import conversation_file
from petitions.forms import CheckInForm, GradesForm, WithoutCookie, cleaned, tidied
from petitions.joint import mailboxes, speaking, told_files, voice_files, voice_page, voices
from petitions.joint.forms import StepBackForm, VoiceReviewForm, WordsForm
from petitions.joint.voice_page import VoicePage
from petitions.joint.voice_view import show
from petitions.mailbox.forms import MailboxForm
from petitions.outcome.ratings import Grade, Solved
from petitions.visit import session as case_session
from petitions.visit.ending import left, ran_out
from petitions.visit.information import InformationForm
from petitions.visit.session import VOICE, CaseSession
from web import clock, ids, limits, uploads
from web.access import public
from web.errors import Missing, Refusal
from web.forms import say_somewhere
from web.transactions import database, session

bp = Blueprint("voice", __name__)


def register(app: Flask) -> None:
    """Add the pages; no account and nothing ambient: the case session is asked each time."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(bp)


@bp.get("/case/joint")
@public
def voice() -> Response:
    """The case as somebody who joined sees it, or the page that asks for the code."""
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    return redirect(url_for("case.case"), 303) if opened is None else show(opened)


@bp.get("/case/joint/files/<int:file_id>")
@public
def file(file_id: int) -> Response:
    """A file of what everybody was told, for whoever still stands by it."""
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is None:
        return redirect(url_for("case.case"), 303)
    with database().reading() as reading:
        own = voices.voice(reading, opened.petition_id)
        if own.withdrawn_on is not None:
            raise Missing
        found, content = told_files.open_file(
            reading, own.petition_id, file_id, voices.shared_with(own, opened.receipt)
        )
    return conversation_file(found, content)


@bp.post("/case/joint/say")
@public
def say() -> Response | tuple[str, int]:
    """Write to the office, with files hung on it."""
    posted = uploads.read(request)
    form = WordsForm(posted.fields)
    limits.require("case")
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is None or not opened.accepts(form.token.data or ""):
        return ran_out(form.text.data)
    if form.validate():
        files, refused = cleaned(posted)
        form.files.errors = refused
        if not refused:
            return _done("words", form, "talk", opened, lambda: _say(opened, form, files))
    return show(opened, status=422, had_files=bool(posted.uploads), words=form)


def _say(opened: CaseSession, form: WordsForm, files: Sequence[CleanFile]) -> None:
    text, today = form.text.data or "", clock.today()
    speaking.say(session(), opened.petition_id, text, receipt_key=opened.receipt, today=today, files=files)


@bp.get("/case/joint/own/<int:file_id>")
@public
def own_file(file_id: int) -> Response:
    """A file that this voice sent."""
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is None:
        return redirect(url_for("case.case"), 303)
    with database().reading() as reading:
        own = voices.voice(reading, opened.petition_id)
        found, content = voice_files.open_file(reading, own.id, file_id, voices.own_key(own, opened.receipt))
    return conversation_file(found, content)


@bp.post("/case/joint/information")
@public
def information() -> Response | tuple[str, int]:
    """Ask for a correction or a deletion: the office finds it among their words, marked, and owes an answer."""
    form = InformationForm()
    return _do(
        "information",
        form,
        "talk",
        lambda opened: speaking.say(
            session(), opened.petition_id, form.marked(), receipt_key=opened.receipt, today=clock.today()
        ),
    )


@bp.post("/case/joint/rate")
@public
def rate() -> Response | tuple[str, int]:
    """Rate as one who joined."""
    form = GradesForm()
    return _do(
        "rating",
        form,
        "rated",
        lambda opened: speaking.rate(
            session(),
            opened.petition_id,
            office=Grade(form.office.data),
            unit=Grade(form.unit.data) if form.unit.data else None,
            solved=Solved(form.solved.data),
            today=clock.today(),
        ),
    )


@bp.post("/case/joint/review")
@public
def review() -> Response | tuple[str, int]:
    """Ask for a review, or stand behind one."""
    form = VoiceReviewForm()
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is not None:
        asking = _page(opened).asking
        form.needs_words = asking is not None and asking.until is not None
    return _do(
        "review",
        form,
        "talk",
        lambda opened: speaking.ask_review(
            session(), opened.petition_id, form.text.data or "", receipt_key=opened.receipt, now=clock.now()
        ),
    )


@bp.post("/case/joint/check-in")
@public
def check_in() -> Response | tuple[str, int]:
    """Answer whether anybody takes revenge; whoever is named does not see the answer."""
    form = CheckInForm()
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is not None:
        form.offer(_page(opened).may_be_named)
    return _do(
        "check_in",
        form,
        "talk",
        lambda opened: speaking.check_in(
            session(),
            opened.petition_id,
            is_pressed=form.pressed.data == "yes",
            named=[ids.read(each) for each in form.named.data or ()],
            text=tidied(form.text.data),
            receipt_key=opened.receipt,
            today=clock.today(),
        ),
    )


@bp.post("/case/joint/withdraw")
@public
def withdraw() -> Response | tuple[str, int]:
    """Take one's own voice back."""
    form = StepBackForm()
    return _do(
        "stepping_back",
        form,
        "withdrawn",
        lambda opened: speaking.withdraw(
            session(),
            opened.petition_id,
            is_pressed=form.pressed.data,
            text=tidied(form.text.data),
            receipt_key=opened.receipt,
            today=clock.today(),
        ),
    )


@bp.post("/case/joint/mailbox")
@public
def leave_mailbox() -> Response | tuple[str, int]:
    """Leave a mailbox to be told of news, or another one."""
    form = MailboxForm()
    return _do(
        "mailbox",
        form,
        "mailbox",
        lambda opened: mailboxes.leave(session(), opened.petition_id, form.mailbox.data, receipt_key=opened.receipt),
    )


@bp.post("/case/joint/mailbox/remove")
@public
def remove_mailbox() -> Response | tuple[str, int]:
    """Forget the mailbox."""
    limits.require("case")
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is None or not opened.accepts(MailboxForm().token.data or ""):
        return ran_out("")
    mailboxes.remove(session(), opened.petition_id)
    return redirect(url_for(".voice", _anchor="mailbox"), 303)


@bp.post("/case/joint/leave")
@public
def leave() -> Response:
    """Forget the case in this browser."""
    return left(VOICE)


def _page(opened: CaseSession) -> VoicePage:
    """What the page shows them now."""
    with database().reading() as reading:
        return voice_page.load(reading, opened.petition_id, opened.receipt, today=clock.today())


def _do(name: str, form: WithoutCookie, anchor: str, verb: Callable[[CaseSession], None]) -> Response | tuple[str, int]:
    """Do it and show the page; what is refused stays in its form, which the page knows under `name`."""
    limits.require("case")
    opened = case_session.current(request, now=clock.now(), kind=VOICE)
    if opened is None or not opened.accepts(form["token"].data or ""):
        return ran_out(form["text"].data if "text" in form else "")
    if not form.validate():
        return show(opened, status=422, **{name: form})
    return _done(name, form, anchor, opened, lambda: verb(opened))


def _done(
    name: str, form: WithoutCookie, anchor: str, opened: CaseSession, verb: Callable[[], None]
) -> Response | tuple[str, int]:
    try:
        verb()
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return show(opened, status=refusal.status, **{name: form})
    return redirect(url_for(".voice", _anchor=anchor), 303)
