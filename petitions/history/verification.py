"""Checking the histories that the database holds: every chain whole, every head and state as its history says."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions import queries
from petitions.conduct import message_place, note_place
from petitions.history import chain
from petitions.keys import earlier
from petitions.models import CaseEvent, Petition
from petitions.redaction import versions as redactions
from vault import seal

BATCH = 500


def broken_cases(session: Session) -> tuple[list[tuple[str, str]], int]:
    """((number, what is wrong) of each case whose history does not hold, number of cases checked)."""
    broken: list[tuple[str, str]] = []
    checked, last = 0, -1
    while cases := _batch(session, last):
        found = ((case.number, what_is_wrong(case, queries.events(session, case.id))) for case in cases)
        broken += [(number, reason) for number, reason in found if reason]
        checked, last = checked + len(cases), cases[-1].id
        session.expunge_all()
    return broken, checked


def what_is_wrong(case: Petition, events: list[CaseEvent]) -> str:
    """What does not hold in a case's history, or nothing; of one that was destroyed only its head is left."""
    if case.purged_on is not None:
        return "steps are left of a destroyed case" if events else ""
    steps = [queries.step(event) for event in events]
    at = chain.first_broken(case.number, zip(steps, (event.digest for event in events), strict=True))
    if at is not None:
        return f"step {at} does not follow from the step before"
    if not events or case.head != events[-1].digest or case.version != len(events):
        return "the last steps are missing"
    try:
        state = chain.state_after(steps)
    except ValueError:
        return "the history is not one that the table of transitions allows"
    return "" if state is case.state else f"the history ends in {state}, the case says {case.state}"


def is_whole(session: Session, case: Petition, events: list[CaseEvent], key: bytes) -> bool:
    """Whether a case's history holds, and every word kept of it is the word its step wrote.

    Needs the case's `key`, so only its petitioner and its readers can tell: somebody who has the key and the database
    could seal other words in the place of what was written, and could not make the digest fit.
    """
    if what_is_wrong(case, events):
        return False
    try:
        said = [
            redactions.open_text(session, row, key, message_place(case.id, row.ordinal))
            for row in queries.messages(session, case.id)
        ]
        noted = [
            redactions.open_text(session, row, key, note_place(case.id, row.ordinal))
            for row in queries.notes(session, case.id)
        ]
    except seal.SealBroken:
        return False
    redaction = redactions.of_case(session, case.id)
    keys = [key, *earlier.of_case(session, case.id, key).values()]
    if redaction is not None:
        keys.append(redactions.key_under(redaction, key))
    contents = ((event.ordinal, event.content) for event in events)
    return chain.first_reworded(keys, contents, said, noted) is None


def _batch(session: Session, after: int) -> list[Petition]:
    wanted = sa.select(Petition).where(Petition.id > after).order_by(Petition.id).limit(BATCH)
    return list(session.execute(wanted).scalars())
