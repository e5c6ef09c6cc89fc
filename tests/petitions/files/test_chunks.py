"""Whatever table holds them, chunks come back whole and in order, and only for the place they were sealed for."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from database import random_id
from petitions.files import chunks
from petitions.files.models import Attachment, AttachmentChunk
from vault import seal


def test_what_is_kept_comes_back_whole_and_bound_to_its_place(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    content = bytes(range(256)) * 1_500
    row = Attachment(id=random_id(), petition_id=petition.id, message=1, position=1, about_sealed=b"")
    session.add(row)
    session.flush()

    chunks.keep(session, AttachmentChunk, row.id, key, content, "here")

    assert b"".join(chunks.opened(session, AttachmentChunk, row.id, key, "here")) == content
    with pytest.raises(seal.SealBroken):
        b"".join(chunks.opened(session, AttachmentChunk, row.id, key, "there"))
