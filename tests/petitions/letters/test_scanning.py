"""A signed paper that is brought later stands before the earlier one, and none is part of the conversation."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from petitions import conversation, queries
from petitions.files.attachments import CleanFile
from petitions.letters import scanning
from petitions.letters.catalogue import LetterKind, Paper


def test_a_paper_brought_later_stands_before_the_earlier_and_both_are_kept(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    officer = casework.enterprise.people["officer"]
    for content in (b"first", b"second"):
        scanning.attach_scan(
            session,
            petition,
            key,
            Paper(LetterKind.REGISTER),
            CleanFile("application/pdf", content),
            actor=officer,
            now=casework.clock(),
        )
    newest = conversation.scans(session, petition.id, key)[Paper(LetterKind.REGISTER)]
    _file, chunks = conversation.open_file(session, petition.id, newest.id, key)
    assert b"".join(chunks) == b"second"
    assert len(queries.letter_scans(session, petition.id)) == 2


def test_a_paper_is_no_part_of_the_conversation(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    officer = casework.enterprise.people["officer"]
    file = CleanFile("image/png", b"png")
    scanning.attach_scan(session, petition, key, Paper(LetterKind.REGISTER), file, actor=officer, now=casework.clock())
    assert all(not said.files for said in conversation.messages(session, petition.id, key))
