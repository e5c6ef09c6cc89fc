"""Files hang sealed on their case and come back whole."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from petitions import conversation
from petitions.files import attaching
from petitions.files.attachments import CleanFile


def test_a_file_is_kept_sealed_and_comes_back_whole(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    content = bytes(range(256)) * 2_000
    (hung,) = attaching.attach(session, petition.id, key, [CleanFile("application/pdf", content)], message=1)
    file, chunks = conversation.open_file(session, petition.id, hung, key)
    assert (file.media_type, file.size, file.position) == ("application/pdf", len(content), 1)
    assert b"".join(chunks) == content
