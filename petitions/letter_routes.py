"""Letters of a case as files: at the desk for whoever may read it, and at /case for its petitioner."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Flask, redirect, request, url_for
from flask import Response as FileResponse
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from paper.document import pdf
from paper.word import docx
from petitions import case_session, letter_facts, letters, operations, queries
from petitions.letters import LetterKind
from petitions.models import Petition
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
    found = queries.visible(session(), petition_id, person())
    key = operations.case_key(session(), found, person())
    return _file(session(), found, key, kind, ending, on=clock.today(), is_petitioner=False)


@bp.get("/case/letters/<kind>.pdf")
@public
def case_letter(kind: str) -> Response:
    """A letter to the petitioner, for whoever has the case open."""
    opened = case_session.current(request, now=clock.now())
    if opened is None:
        return redirect(url_for("petitions.case"), 303)
    found = queries.petition(session(), opened.petition_id)
    return _file(session(), found, opened.key, kind, "pdf", on=clock.today(), is_petitioner=True)


def _file(
    reading: Session, petition: Petition, key: bytes, kind: str, ending: str, *, on: date, is_petitioner: bool
) -> FileResponse:
    facts = letter_facts.gather(reading, petition, key, demo=pages.is_demo())
    offered = letters.for_petitioner(facts) if is_petitioner else letters.available(facts)
    wanted = next((each for each in offered if each.value == kind), None)
    if wanted is None or ending not in FORMATS:
        raise Missing
    make, media_type = FORMATS[ending]
    answer = FileResponse(make(letters.compose(LetterKind(wanted), facts, on=on)), mimetype=media_type)
    place = "inline" if ending == "pdf" else "attachment"
    # On a petitioner's phone the name of a file betrays nothing.
    name = "xinqiao" if is_petitioner else petition.number
    answer.headers["Content-Disposition"] = f'{place}; filename="{name}-{wanted.value}.{ending}"'
    return answer
