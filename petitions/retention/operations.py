"""Destroying what is over: names first, then texts, files and keys; and putting it off.

What stays is the case's own row and its clocks, duties and grades, from which months are counted: without number,
receipt, history, names of who worked it, or a word.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit, preferences
from accounts.people import Person
from database import Base
from ledgers import operations as ledgers
from ledgers.declaration import Source
from petitions import periods as retention
from petitions import queries
from petitions.categories import queries as category_queries
from petitions.identity import queries as identity_queries
from petitions.identity.asking import identity_subject, request_subject
from petitions.identity.models import IdentityRequest, SealedIdentity
from petitions.joint import mailboxes as joint_mailboxes
from petitions.joint.models import (
    Joining,
    JoiningReader,
    ToldFile,
    ToldVoices,
    Voice,
    VoiceCheckIn,
    VoiceFile,
    VoiceMessage,
)
from petitions.keys import holding
from petitions.mailbox.models import NoticeMailbox
from petitions.models import CarriedOver, CaseClock, Exclusion, Petition
from petitions.outcome.models import DutyDone, Rating
from petitions.rates import statistics
from petitions.redaction import versions as redactions
from petitions.register import receptions
from petitions.retention import queries as retention_queries
from petitions.retention.models import RetentionHold
from vault import seal, subject_keys
from web.errors import Missing, Refusal

BATCH = 50
#: What months are counted from. Whoever was left out stays left out, so that no figure tells them of the case.
KEPT_TABLES = frozenset(model.__tablename__ for model in (CaseClock, DutyDone, Rating, Exclusion, CarriedOver, Joining))
#: Nullable columns of the case itself that stay: what is counted, and what a state may not be without.
KEPT_COLUMNS = frozenset(
    {
        *statistics.COLUMNS,
        "replied_on",
        "first_replied_on",
        "procedure",
        "ground",
        "route",
        "leading_id",
        "repeat_of_id",
    }
)
#: What else of the case says more than a figure does.
EMPTIED: dict[str, Any] = {
    "concerns_staff": False,
    "urgent": False,
    "heard": False,
    "verified": False,
    "awaits_answer": False,
    "nudges": 0,
    "messages": 0,
    "notes": 0,
    "key_due": False,
}


def destroy_due(session: Session, *, now: datetime) -> tuple[int, int, int]:
    """Destroy a batch of names, of whole cases and of records of reception days whose period is over; how many each."""
    today = now.date()
    names = retention_queries.names_due(session, today, most=BATCH)
    for petition_id in names:
        _destroy_name(session, petition_id)
        audit.record(session, None, "retention.name", f"petition:{petition_id}", now=now)
    cases = retention_queries.due(session, today, most=BATCH)
    for case in cases:
        destroy(session, case, now=now)
    years = preferences.read(session).keep_reception_years
    records = retention_queries.receptions_due(session, retention.finished_before(today, years), most=BATCH)
    for row in records:
        receptions.destroy(session, row, now=now)
    return len(names), len(cases), len(records)


def destroy(session: Session, case: Petition, *, now: datetime) -> None:
    """Leave an anonymous row of a finished case; its name goes first. The log keeps the head of its history."""
    head, number = case.head.hex(), case.number
    _destroy_name(session, case.id)
    subject_keys.erase_subject(session, queries.subject(case.id))
    subject_keys.erase_subject(session, redactions.subject(case.id))
    for table, column in _dependents():
        session.execute(sa.delete(table).where(column == case.id))
    ledgers.forget_source(session, Source("petition", number))
    session.execute(sa.update(CarriedOver).where(CarriedOver.petition_id == case.id).values(old_number=""))
    session.execute(sa.update(Rating).where(Rating.petition_id == case.id).values(message=None))
    session.execute(sa.update(DutyDone).where(DutyDone.petition_id == case.id).values(note=0))
    _silence_voices(session, case.id)
    session.expire_all()
    for attribute in Petition.__table__.columns:
        if attribute.nullable and attribute.name not in KEPT_COLUMNS:
            setattr(case, attribute.name, None)
    for name, value in EMPTIED.items():
        setattr(case, name, value)
    # What it is counted by, and no more closely.
    case.category = category_queries.tree(session).report_code(case.category)
    case.number = _no_number()
    case.purged_on = now.date().replace(day=1)
    session.flush()
    audit.record(session, None, "retention.case", f"petition:{case.id}", now=now, head=head)


def place_hold(session: Session, case: Petition, *, reason: str, actor: Person, now: datetime) -> None:
    """Put off the destruction of a case until it is lifted. Raises Missing for one that was destroyed meanwhile, and
    Refusal for one that somebody else put off, whose reason stays as long as a key opens it, and for whoever does not open
    the case."""
    if queries.locked(session, case.id).purged_on is not None:
        raise Missing
    key = holding.exchanged(session, case, actor)
    kept = retention_queries.hold(session, case.id)
    if kept is not None and retention_queries.reason(session, kept, key) is not None:
        raise Refusal(_("这件诉求已经暂缓销毁，理由见上。要改理由，请先取消暂缓。"), field="reason")
    if kept is not None:
        session.delete(kept)
        session.flush()
    session.add(
        RetentionHold(
            petition_id=case.id,
            account_id=actor.id,
            placed_on=now.date(),
            reason_sealed=seal.seal_text(key, reason, retention.hold_place(case.id)),
        )
    )
    session.flush()
    audit.record(session, actor, "retention.hold", f"petition:{case.id}", now=now)


def lift_hold(session: Session, case: Petition, *, actor: Person, now: datetime) -> None:
    """Let a case be destroyed when its period is over."""
    session.execute(sa.delete(RetentionHold).where(RetentionHold.petition_id == case.id))
    session.expire_all()
    audit.record(session, actor, "retention.lift", f"petition:{case.id}", now=now)


def _destroy_name(session: Session, petition_id: int) -> None:
    """The sealed name, who asked for it, every key that opens either, and the mailboxes."""
    for request in identity_queries.requests(session, petition_id):
        subject_keys.erase_subject(session, request_subject(request.id))
    subject_keys.erase_subject(session, identity_subject(petition_id))
    session.execute(sa.delete(IdentityRequest).where(IdentityRequest.petition_id == petition_id))
    session.execute(sa.delete(SealedIdentity).where(SealedIdentity.petition_id == petition_id))
    session.execute(sa.delete(NoticeMailbox).where(NoticeMailbox.petition_id == petition_id))
    joint_mailboxes.remove_all(session, petition_id)


def _silence_voices(session: Session, petition_id: int) -> None:
    """Of those who joined only the days stay, by which people are counted."""
    for model in (JoiningReader, ToldVoices, ToldFile):
        session.execute(sa.delete(model).where(model.petition_id == petition_id))
    theirs = sa.select(Voice.id).where(Voice.petition_id == petition_id)
    for said in (VoiceFile, VoiceMessage, VoiceCheckIn):
        session.execute(sa.delete(said).where(said.voice_id.in_(theirs)))
    nothing = dict.fromkeys(("key_for_case", "code_sealed", "private_sealed", "public", "about_sealed"), b"")
    emptied = sa.update(Joining).where(Joining.petition_id == petition_id)
    gone = dict.fromkeys(
        (
            "lookup_id",
            "key_sealed",
            "key_for_redacted",
            "private_for_petitioner",
            "mail_public",
            "mail_private_for_case",
            "mail_private_for_redacted",
        )
    )
    session.execute(emptied.values(**gone, **nothing))
    for voice in session.execute(sa.select(Voice).where(Voice.petition_id == petition_id)).scalars():
        voice.number, voice.receipt_id = _no_number(), secrets.token_bytes(16)
        voice.receipt_public = voice.own_sealed = voice.earlier_sealed = voice.head = None
        voice.receipt_sealed = voice.sealed = b""
        voice.key_for_office = voice.alarm_on = voice.withdrawn_on = None
        voice.awaits_answer = False
        voice.office = voice.unit = voice.solved = voice.rated_on = None
    session.flush()


def _no_number() -> str:
    """Not a number anybody holds on paper, and none that is ever given."""
    return f"~{secrets.token_hex(5)}"


def _dependents() -> list[tuple[sa.Table, sa.ColumnElement[Any]]]:
    """Every table whose rows belong to a case and are not counted from, so that one added later is destroyed too.

    What hangs on those in turn goes with them: their keys cascade. A row that only mentions a case stays.
    """
    return [
        (table, key.parent)
        for table in reversed(Base.metadata.sorted_tables)
        for key in table.foreign_keys
        if key.column.table is Petition.__table__ and key.ondelete == "CASCADE"
        if table.name not in KEPT_TABLES
    ]
