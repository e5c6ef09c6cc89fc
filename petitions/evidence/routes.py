"""Files opened at the desk: the office's own evidence, for whoever reads the note it stands by, and what is given with the
redacted version."""

from __future__ import annotations

from flask import Blueprint, Flask
from werkzeug.wrappers import Response

from petitions import reach
from petitions.evidence import keeping as evidence
from petitions.files.sending import conversation_file
from petitions.history import reading
from petitions.redaction import files as redacted_files
from web.access import person, requires
from web.errors import Missing
from web.transactions import session

bp = Blueprint("petition_evidence", __name__)


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.get("/desk/petitions/<int:petition_id>/evidence/<int:file_id>")
@requires("petitions")
def file(petition_id: int, file_id: int) -> Response:
    """One file, a photo to be seen in place and anything else to be saved."""
    found = reach.visible(session(), petition_id, person())
    held = evidence.held_by(session(), found, person())
    about, content = evidence.open_file(session(), petition_id, file_id, held)
    reading.note(petition_id)
    return conversation_file(about, content)


@bp.get("/desk/petitions/<int:petition_id>/redacted/<int:file_id>")
@requires("petitions")
def redacted(petition_id: int, file_id: int) -> Response:
    """A file as whoever holds the redacted version gets it."""
    found = reach.visible(session(), petition_id, person())
    held = evidence.held_by(session(), found, person())
    if held.redacted is None:
        raise Missing
    about, content = redacted_files.open_file(session(), petition_id, file_id, held.redacted)
    reading.note(petition_id)
    return conversation_file(about, content)
