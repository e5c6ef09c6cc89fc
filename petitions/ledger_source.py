"""What petitions lend the ledgers: a case as the source of an entry, and the cleaning of photos."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.sources import SourceKind
from petitions import reach
from petitions.files.attachments import Unfit, clean_paper
from web.errors import Refusal
from web.words import N_


def case_address(session: Session, number: str, who: Person) -> str | None:
    """The page of the case with this number, or None for somebody who may not know of it."""
    found = reach.id_of_number(session, number, who)
    # Written otherwise, the number would stay with an entry when the case is destroyed.
    if number != number.strip().upper():
        return None
    return url_for("petitions_desk.case", petition_id=found) if found else None


def cleaned(content: bytes) -> tuple[str, bytes]:
    """(media type, content) of a photo or PDF of an entry, cleaned as a petition's are. Raises Refusal with a sentence."""
    try:
        file = clean_paper(content)
    except Unfit as unfit:
        raise Refusal(_(unfit.message, **unfit.values), field="file") from unfit
    return file.media_type, file.content


KIND = SourceKind("petition", N_("诉求"), N_("来自职工诉求"), case_address)
