"""The signed paper of a letter, brought back as a picture or a scan."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import conversation, queries
from petitions.files.attaching import attach
from petitions.files.attachments import CleanFile
from petitions.keys import holding
from petitions.letters.catalogue import Paper
from petitions.letters.models import LetterScan
from petitions.models import Petition


def attach_scan(
    session: Session,
    petition: Petition,
    paper: Paper,
    file: CleanFile,
    *,
    actor: Person,
    now: datetime,
) -> None:
    """Keep the signed paper of a letter, with the day and who brought it; one brought later stands before it. Raises Refusal
    for whoever does not open the case."""
    key = holding.exchanged(session, queries.locked(session, petition.id), actor)
    earlier = len(queries.letter_scans(session, petition.id))
    (attachment_id,) = attach(session, petition.id, key, [file], message=conversation.NO_MESSAGE, after=earlier)
    session.add(
        LetterScan(
            attachment_id=attachment_id,
            petition_id=petition.id,
            letter=paper.kind,
            record=paper.record,
            day=now.date(),
            account_id=actor.id,
        )
    )
    session.flush()
