"""A signed paper that is brought later stands before the earlier one, and none is part of the conversation."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from petitions import conversation, queries
from petitions.desk import page as desk_page
from petitions.files.attachments import CleanFile
from petitions.letters import scanning
from petitions.letters.catalogue import LetterKind, Paper
from petitions.petitioner import page as petitioner_page
from petitions.workflow import Action, State
from tests.petitions.conftest import REFUSED


def test_a_paper_brought_later_stands_before_the_earlier_and_both_are_kept(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    officer = casework.enterprise.people["officer"]
    for content in (b"first", b"second"):
        scanning.attach_scan(
            session,
            petition,
            Paper(LetterKind.REGISTER),
            CleanFile("application/pdf", content),
            actor=officer,
            now=casework.clock(),
        )
    newest = conversation.scans(session, petition.id, key, queries.letter_scans(session, petition.id))[
        Paper(LetterKind.REGISTER)
    ]
    _file, chunks = conversation.open_file(session, petition.id, newest.id, key)
    assert b"".join(chunks) == b"second"
    assert len(queries.letter_scans(session, petition.id)) == 2


def test_a_paper_is_no_part_of_the_conversation(session: Session, casework: Any) -> None:
    petition, key = casework.file()
    officer = casework.enterprise.people["officer"]
    file = CleanFile("image/png", b"png")
    scanning.attach_scan(session, petition, Paper(LetterKind.REGISTER), file, actor=officer, now=casework.clock())
    assert all(not said.files for said in conversation.messages(session, petition.id, key))


def test_the_paper_of_an_opinion_stays_its_petitioners_while_the_next_one_waits(
    session: Session, casework: Any
) -> None:
    people = casework.enterprise.people
    petition, key = casework.lead_to(State.REPLIED)

    def bring(kind: LetterKind) -> int:
        paper, file = Paper(kind), CleanFile("application/pdf", b"signed")
        scanning.attach_scan(session, petition, paper, file, actor=people["officer"], now=casework.clock())
        return conversation.scans(session, petition.id, key, queries.letter_scans(session, petition.id))[paper].id

    def shown() -> tuple[dict[LetterKind, int], set[int]]:
        page = petitioner_page.load(session, petition.id, key, today=casework.clock().date())
        return {kind: file.id for kind, file in page.scans.items()}, set(page.superseded)

    first, reply = bring(LetterKind.OPINION), bring(LetterKind.REPLY)
    assert shown() == ({LetterKind.OPINION: first, LetterKind.REPLY: reply}, set())
    casework.clock.advance(days=20)
    casework.do(petition, Action.REOPEN, "officer", reason="有新的考勤记录。")
    casework.do(petition, Action.ASSIGN, "officer", handler_id=people["handler"].id)
    casework.follow(petition, key, casework.way(State.APPROVED, REFUSED)[3:])
    desk = desk_page.load(session, petition.id, people["officer"], today=casework.clock().date()).sealed
    assert desk is not None
    assert desk.superseded == {first}, "that of the new opinion can be brought"
    second = bring(LetterKind.OPINION)
    assert shown() == ({LetterKind.OPINION: first, LetterKind.REPLY: reply}, {first})
    assert queries.is_petitioners(session, petition.id, first)
    assert not queries.is_petitioners(session, petition.id, second), "nobody reads an opinion before it is told"

    casework.clock.advance(days=1)
    casework.do(petition, Action.REPLY, "officer", text="依据不足，不予支持。")
    assert shown() == ({LetterKind.OPINION: second, LetterKind.REPLY: reply}, {first, reply})
    assert queries.is_petitioners(session, petition.id, first)
