"""How a case is shown to its petitioner: the page with the forms they can fill in there."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from paper import qr
from petitions import conversation
from petitions.forms import CheckInForm, MessageForm, RatingForm, ReviewForm, WithdrawForm, WithoutCookie
from petitions.identity.asking import STANDING_LABELS
from petitions.identity.forms import AnswerIdentityForm
from petitions.joint.forms import JoiningForm
from petitions.letters.catalogue import LETTER_LABELS
from petitions.mailbox.forms import MailboxForm
from petitions.outcome.conclusion import BASIS, PLAIN_LABELS
from petitions.outcome.ratings import GRADE_LABELS, SOLVED_LABELS
from petitions.petitioner import page as case_page
from petitions.petitioner.consent import ConsentForm
from petitions.recusal.forms import RecusalForm
from petitions.visit import refused
from petitions.visit import session as case_session
from petitions.visit.addresses import join_address
from petitions.visit.information import InformationForm
from petitions.visit.session import CaseSession
from petitions.workflow import PETITIONER_LABELS
from web import clock, crockford
from web.transactions import database


def show_case(opened: CaseSession, *, status: int = 200, had_files: bool = False, **sent: WithoutCookie) -> Response:
    """The open case; `sent` are the forms that were sent and refused, by the name the template knows them under."""
    # Also after a refused post: showing the page again must not wait for whoever is writing.
    with database().reading() as reading:
        shown = case_page.load(reading, opened.petition_id, opened.key, today=clock.today())
    forms, gone = refused.again(_blank(), sent, _sections(shown), talk="message", may_say=shown.may_say)
    if isinstance(asked := forms["check_in"], CheckInForm):
        asked.offer(shown.may_be_named)
    if isinstance(recused := forms["recusal"], RecusalForm):
        recused.offer(shown.may_step_back)
    page = render_template(
        "petitions/petitioner/case.html",
        page=shown,
        today=clock.today(),
        token=opened.token,
        labels=PETITIONER_LABELS,
        letter_labels=LETTER_LABELS,
        identity_standings=STANDING_LABELS,
        grades=GRADE_LABELS,
        conclusions=PLAIN_LABELS,
        conclusion_bases=BASIS,
        solved=SOLVED_LABELS,
        address=_file_address,
        **_join_parts(shown.joint.code if shown.joint else ""),
        had_files=had_files,
        refused=gone,
        **forms,
    )
    return case_session.keep(FlaskResponse(page, status=status), opened, now=clock.now())


def _blank() -> dict[str, WithoutCookie]:
    """The forms of the page by the name the template knows them under."""
    return {
        "message": MessageForm(formdata=None),
        "rating": RatingForm(formdata=None),
        "review": ReviewForm(formdata=None),
        "information": InformationForm(formdata=None),
        "withdrawal": WithdrawForm(formdata=None),
        "check_in": CheckInForm(formdata=None),
        "identity_answer": AnswerIdentityForm(formdata=None),
        "joint": JoiningForm(formdata=None),
        "recusal": RecusalForm(formdata=None),
        "mailbox": MailboxForm(formdata=None),
        "consent": ConsentForm(formdata=None),
    }


def _sections(shown: case_page.CasePage) -> dict[str, bool]:
    """Which of the forms that hold words stand on the page now."""
    return {
        "review": shown.may_ask_review or shown.may_ask_rereview,
        "information": shown.may_correct,
        "recusal": shown.may_ask_recusal,
        "consent": shown.may_answer_mediation,
        "withdrawal": shown.may_withdraw,
        "check_in": shown.check_in is not None,
    }


def _join_parts(code: str) -> dict[str, object]:
    """The joining code of the open case as link, picture and groups of four; nothing when nobody can join."""
    if not code:
        return {}
    link = join_address(code)
    return {"join_link": link, "join_picture": qr.svg(link, label=_("联名二维码")), "join_parts": crockford.parts(code)}


def _file_address(file: conversation.File) -> str:
    return url_for("case.file", file_id=file.id)
