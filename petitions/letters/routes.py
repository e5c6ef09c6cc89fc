"""Letters of a case as files: at the desk for whoever may read it, and at /case for its petitioner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask import Response as FileResponse
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from paper.document import pdf
from paper.word import docx
from petitions import queries, reach
from petitions.files.attachments import Unfit, clean_paper
from petitions.history import reading
from petitions.keys import holding
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters import scanning
from petitions.letters import texts as letter_texts
from petitions.letters.catalogue import Facts, Paper
from petitions.letters.forms import ScanForm
from petitions.models import Petition
from petitions.redaction import versions as redactions
from petitions.visit import open_case
from web import clock, downloads, pages
from web.access import person, public, requires
from web.errors import Missing, Refusal
from web.transactions import session

bp = Blueprint("petition_letters", __name__)

FORMATS = {"pdf": pdf, "docx": docx}


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/desk/petitions/<int:petition_id>/letters/<kind>.<ending>")
@requires("petitions")
def desk_letter(petition_id: int, kind: str, ending: str) -> FileResponse:
    """A letter, to be signed and sealed on paper or edited in Word first."""
    found = reach.visible(session(), petition_id, person())
    try:
        facts = letter_facts.gather(
            session(), found, holding.case_key(session(), found, person()), demo=pages.is_demo()
        )
        offered = letters.papers(facts)
    except Refusal:
        facts, offered = _own_talks(found)
    made = _file(facts, _chosen(offered, kind), ending, on=clock.today(), name=found.number)
    reading.note(petition_id)
    return made


@bp.route("/desk/petitions/<int:petition_id>/letters/<kind>/scan", methods=["GET", "POST"])
@requires("petitions.assign")
def scan(petition_id: int, kind: str) -> Response | str | tuple[str, int]:
    """Bring back the signed and sealed paper of a letter."""
    found = reach.visible(session(), petition_id, person())
    key = holding.case_key(session(), found, person())
    paper = _chosen(letters.papers(letter_facts.gather(session(), found, key, demo=False)), kind)
    form = ScanForm()
    shown = {"petition": found, "paper": paper, "form": form, "labels": letters.LETTER_LABELS}
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("petitions/letters/scan.html", **shown), status
    try:
        file = clean_paper(form.file.data.read())
    except Unfit as unfit:
        form.file.errors = [_(unfit.message, **unfit.values)]
        return render_template("petitions/letters/scan.html", **shown), 422
    scanning.attach_scan(session(), found, paper, file, actor=person(), now=clock.now())
    flash(_("盖章件已存好，密封在这件诉求里。"), "good")
    return redirect(url_for("petitions_desk.case", petition_id=petition_id, _anchor="letters"), 303)


@bp.get("/case/letters/<kind>.pdf")
@public
def case_letter(kind: str) -> Response:
    """A letter to the petitioner, for whoever has the case open."""
    opened = open_case.current()
    if opened is None:
        return redirect(url_for("case.case"), 303)
    found = queries.petition(session(), opened.petition_id)
    facts = letter_facts.gather(session(), found, opened.key, demo=pages.is_demo())
    theirs = tuple(Paper(each) for each in letters.for_petitioner(facts))
    # On a petitioner's phone the name of a file betrays nothing.
    return _file(facts, _chosen(theirs, kind), "pdf", on=clock.today(), name="xinqiao")


def _own_talks(petition: Petition) -> tuple[Facts, tuple[Paper, ...]]:
    """The sheets of the talks that somebody recorded who holds the redacted version alone. Raises Refusal without it."""
    key = redactions.held_by(session(), petition.id, person())
    if key is None:
        raise Refusal(holding.CANNOT_OPEN, status=403)
    facts = letter_facts.own_talks(session(), petition, key, person(), demo=pages.is_demo())
    return facts, letters.talk_sheets(facts)


def _file(facts: Facts, wanted: Paper, ending: str, *, on: date, name: str) -> FileResponse:
    if ending not in FORMATS:
        raise Missing
    made = FORMATS[ending](letter_texts.compose(wanted, facts, on=on))
    return downloads.file(made, f"{name}-{wanted.code}.{ending}", is_shown=ending == "pdf")


def _chosen(offered: Sequence[Paper], code: str) -> Paper:
    """The letter of a URL. Raises Missing when the case does not give it to this reader."""
    found = next((each for each in offered if each.code == code), None)
    if found is None:
        raise Missing
    return found
