"""The desk's page of one who joined a case: what they wrote, and the answer to them alone."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from petitions import reach
from petitions import words as desk_words
from petitions.desk import filling, phrases
from petitions.desk import page as desk_page
from petitions.desk.forms import AnswerVoiceForm
from petitions.desk.page import DeskCase
from petitions.files.sending import conversation_file
from petitions.history import reading
from petitions.joint import speaking, voices
from petitions.joint.voices import Said
from petitions.keys import holding
from petitions.workflow import Action
from web import clock
from web.access import person, requires
from web.errors import Missing, Refusal
from web.forms import say_somewhere
from web.transactions import session

bp = Blueprint("petition_voices", __name__, url_prefix="/desk/petitions")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/<int:petition_id>/voices/<int:voice_id>/")
@requires("petitions")
def voice(petition_id: int, voice_id: int) -> str:
    """What one who joined wrote, and a form to answer."""
    found = _found(petition_id, voice_id)
    reading.note(petition_id)
    return _page(*found, AnswerVoiceForm(formdata=None))


@bp.post("/<int:petition_id>/voices/<int:voice_id>/")
@requires("petitions")
def answer(petition_id: int, voice_id: int) -> AnyResponse | tuple[str, int]:
    """Answer them and nobody else."""
    found = _found(petition_id, voice_id)
    form = AnswerVoiceForm()
    if "insert" in request.form:
        asked = request.form.get("phrase", ""), request.form.get("phrase_into", "")
        filling.insert_phrase(form, Action.WRITE, *asked, found[0], session())
        return _page(*found, form), 200
    if not form.validate_on_submit():
        return _page(*found, form), 422
    try:
        speaking.answer(
            session(),
            petition_id,
            voice_id,
            form.text.data or "",
            actor=person(),
            now=clock.now(),
            policies=form.policies.data or (),
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return _page(*_found(petition_id, voice_id), form), refusal.status
    flash(_("已单独回复，只有这一位看得到。"), "good")
    return redirect(url_for("petitions_desk.case", petition_id=petition_id, _anchor="voices"))


@bp.get("/<int:petition_id>/voices/<int:voice_id>/files/<int:file_id>")
@requires("petitions")
def file(petition_id: int, voice_id: int, file_id: int) -> AnyResponse:
    """A file that one who joined sent, opened."""
    found = reach.visible(session(), petition_id, person())
    key = holding.case_key(session(), found, person())
    about, content = voices.file_for_office(session(), petition_id, key, voice_id, file_id)
    reading.note(petition_id)
    return conversation_file(about, content)


def _found(petition_id: int, voice_id: int) -> tuple[DeskCase, Said]:
    page = desk_page.load(session(), petition_id, person(), today=clock.today())
    said = page.sealed.voices if page.sealed is not None else ()
    found = next((each for each in said if each.id == voice_id), None)
    if found is None:
        raise Missing
    return page, found


def _page(page: DeskCase, found: Said, form: AnswerVoiceForm) -> str:
    filling.offer_policies(form, page, session())
    shown = render_template(
        "petitions/desk/voice.html",
        page=page,
        voice=found,
        form=form,
        into=phrases.INTO[Action.WRITE],
        phrases=phrases.of_office(session(), page.petition.group_id),
    )
    reading.note_after_sending(page.petition.id)
    return shown
