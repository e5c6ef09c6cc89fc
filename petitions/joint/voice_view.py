"""Showing somebody who joined a case their page, with the forms they can fill in there."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import render_template, url_for
from werkzeug.wrappers import Response

from petitions.conversation import File
from petitions.forms import CheckInForm, GradesForm, WithoutCookie
from petitions.joint import terms as joint
from petitions.joint import voice_page
from petitions.joint.forms import StepBackForm, VoiceReviewForm, WordsForm
from petitions.joint.voice_page import VoicePage
from petitions.mailbox.forms import MailboxForm
from petitions.outcome.ratings import GRADE_LABELS, SOLVED_LABELS
from petitions.visit import refused
from petitions.visit import session as case_session
from petitions.visit.information import InformationForm
from petitions.visit.session import CaseSession
from petitions.words import MESSAGE_KINDS
from web import clock
from web.transactions import database


def show(opened: CaseSession, *, status: int = 200, had_files: bool = False, **sent: WithoutCookie) -> Response:
    """The page; `sent` are the forms that were sent and refused, by the name the template knows them under, with
    `had_files` when files came too, which nobody kept."""
    with database().reading() as reading:
        shown = voice_page.load(reading, opened.petition_id, opened.receipt, today=clock.today())
    forms, gone = refused.again(_blank(), sent, _sections(shown), talk="words", may_say=shown.may_say)
    if isinstance(asked := forms["check_in"], CheckInForm):
        asked.offer(shown.may_be_named)
    page = render_template(
        "petitions/joint/voice.html",
        page=shown,
        today=clock.today(),
        token=opened.token,
        labels=joint.STATE_LABELS,
        message_kinds=MESSAGE_KINDS,
        speeches=joint.SPEECH_LABELS,
        grades=GRADE_LABELS,
        solved=SOLVED_LABELS,
        address=_file_address,
        own_address=_own_file_address,
        had_files=had_files,
        refused=gone,
        **forms,
    )
    return case_session.keep(FlaskResponse(page, status=status), opened, now=clock.now())


def _file_address(file: File) -> str:
    return url_for("voice.file", file_id=file.id)


def _own_file_address(file: File) -> str:
    return url_for("voice.own_file", file_id=file.id)


def _blank() -> dict[str, WithoutCookie]:
    """The forms of the page by the name the template knows them under."""
    return {
        "rating": GradesForm(formdata=None),
        "words": WordsForm(formdata=None),
        "review": VoiceReviewForm(formdata=None),
        "check_in": CheckInForm(formdata=None),
        "stepping_back": StepBackForm(formdata=None),
        "information": InformationForm(formdata=None),
        "mailbox": MailboxForm(formdata=None),
    }


def _sections(shown: VoicePage) -> dict[str, bool]:
    """Which of the forms that hold words stand on the page now."""
    return {
        "review": shown.asking is not None,
        "check_in": shown.check_in is not None,
        "stepping_back": shown.voice.withdrawn_on is None,
        "information": shown.may_say,
    }
