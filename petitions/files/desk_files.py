"""Files that the office sends along with what it writes to a petitioner, cleaned as theirs are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Request
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import operations
from petitions.files import attaching
from petitions.files.attachments import CleanFile
from petitions.forms import cleaned
from petitions.joint import joining
from petitions.models import Petition
from petitions.workflow import Action
from web.uploads import FILE_BYTES, Posted, Upload

#: The steps that write to the petitioner something that papers may belong to.
WITH_FILES = frozenset({Action.ASK, Action.WRITE, Action.REPLY})


def picked(request: Request, action: Action) -> tuple[tuple[CleanFile, ...], list[str]]:
    """The files of a posted step, cleaned, and a sentence for each that cannot be taken."""
    if action not in WITH_FILES:
        return (), []
    uploads = []
    for file in request.files.getlist("files"):
        content = file.read(FILE_BYTES + 1)
        if content:
            is_large = len(content) > FILE_BYTES
            uploads.append(Upload("files", file.filename or "", b"" if is_large else content, is_large))
    return cleaned(Posted(uploads=uploads))


def perform_with(
    session: Session,
    petition_id: int,
    action: Action,
    files: Sequence[CleanFile],
    *,
    actor: Person,
    now: datetime,
    version: int | None,
    **given: Any,
) -> Petition:
    """Do a step and hang `files` on what it wrote. Raises Refusal."""
    case = operations.perform(session, petition_id, action, actor=actor, now=now, version=version, **given)
    if files:
        # Whoever writes to the petitioner keeps the key by it: a question waits for its answer, a reply is the office's.
        key = operations.case_key(session, case, actor)
        attaching.attach(session, case.id, key, files, message=case.messages)
        joining.tell_files(session, case, key, action, files)
        session.flush()
    return case
