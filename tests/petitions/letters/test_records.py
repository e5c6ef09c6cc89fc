"""Records are told apart by their kind, and talks are counted."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from petitions import queries
from petitions.letters import facts as letter_facts
from petitions.notes import NoteKind
from petitions.workflow import Action, State


def test_talks_stand_apart_and_a_record_from_before_kinds_belongs_to_the_investigation(
    session: Session, casework: Any
) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    queries.notes(session, petition.id)[0].kind = NoteKind.INVESTIGATION
    for with_whom in ("班长王某", "核算员李某"):
        casework.do(
            petition,
            Action.INVESTIGATE,
            "handler",
            record=NoteKind.TALK,
            talked_with=with_whom,
            text=f"{with_whom}说的",
        )
    facts = letter_facts.gather(session, petition, key, demo=False)
    assert [(each.with_whom, each.place, each.text) for each in facts.talks] == [
        ("班长王某", 1, "班长王某说的"),
        ("核算员李某", 2, "核算员李某说的"),
    ]
    assert [each.sort for each in facts.records] == ["调查记录"]
