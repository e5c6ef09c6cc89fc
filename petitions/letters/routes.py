"""Letters of a case as files: at the desk for whoever may read it, and at /case for its petitioner."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask import Response as FileResponse
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from paper.document import pdf
from paper.word import docx
from petitions import queries, reach, reading
from petitions.files.attachments import Unfit, clean_paper
from petitions.keys import holding
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters import scanning
from petitions.letters import texts as letter_texts
from petitions.letters.catalogue import Facts, Paper
from petitions.letters.forms import ScanForm
from petitions.models import Petition
from petitions.visit import open_case
from web import clock, pages
from web.access import person, public, requires
from web.errors import Missing
from web.transactions import session

bp = Blueprint("petition_letters", __name__)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {"pdf": (pdf, "application/pdf"), "docx": (docx, DOCX)}


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/desk/petitions/<int:petition_id>/letters/<kind>.<ending>")
@requires("petitions")
def desk_letter(petition_id: int, kind: str, ending: str) -> FileResponse:
    """A letter, to be signed and sealed on paper or edited in Word first."""
    found = reach.visible(session(), petition_id, person())
    key = holding.case_key(session(), found, person())
    made = _file(session(), found, key, kind, ending, on=clock.today(), is_petitioner=False)
    reading.note(petition_id)
    return made


@bp.route("/desk/petitions/<int:petition_id>/letters/<kind>/scan", methods=["GET", "POST"])
@requires("petitions.assign")
def scan(petition_id: int, kind: str) -> Response | str | tuple[str, int]:
    """Bring back the signed and sealed paper of a letter."""
    found = reach.visible(session(), petition_id, person())
    key = holding.case_key(session(), found, person())
    paper = _offered(letter_facts.gather(session(), found, key, demo=False), kind, is_petitioner=False)
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
    scanning.attach_scan(session(), found, key, paper, file, actor=person(), now=clock.now())
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
    return _file(session(), found, opened.key, kind, "pdf", on=clock.today(), is_petitioner=True)


def _file(
    reading: Session, petition: Petition, key: bytes, kind: str, ending: str, *, on: date, is_petitioner: bool
) -> FileResponse:
    facts = letter_facts.gather(reading, petition, key, demo=pages.is_demo())
    wanted = _offered(facts, kind, is_petitioner=is_petitioner)
    if ending not in FORMATS:
        raise Missing
    make, media_type = FORMATS[ending]
    answer = FileResponse(make(letter_texts.compose(wanted, facts, on=on)), mimetype=media_type)
    place = "inline" if ending == "pdf" else "attachment"
    # On a petitioner's phone the name of a file betrays nothing.
    name = "xinqiao" if is_petitioner else petition.number
    answer.headers["Content-Disposition"] = f'{place}; filename="{name}-{wanted.code}.{ending}"'
    return answer


def _offered(facts: Facts, code: str, *, is_petitioner: bool) -> Paper:
    """The letter of a URL. Raises Missing when the case does not give it to this reader."""
    theirs = tuple(Paper(kind) for kind in letters.for_petitioner(facts))
    offered = theirs if is_petitioner else letters.papers(facts)
    found = next((each for each in offered if each.code == code), None)
    if found is None:
        raise Missing
    return found
