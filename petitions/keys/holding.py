"""What somebody holds of a case: its key, that of the redacted version, or nothing; and exchanging a key that waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import conversation, queries, rekeying
from petitions.models import Petition
from petitions.redaction import versions as redactions
from petitions.redaction.models import Redaction
from vault import reading_groups, seal, subject_keys
from vault.seal import KeyPair
from web.errors import Refusal

STALE = _l("这件诉求刚刚有人处理过，您看到的已经不是最新情况。没有做任何改动，请看过最新情况再办。")
CANNOT_OPEN = _l("您所在的受理机构还没有把钥匙交给您，所以办不了这件诉求。请受理机构的一位成员在“受理机构”页面接纳您。")
KEY_DUE = _l("有人退出了这件诉求，要先由受理机构的成员打开一次，换过钥匙才能接着办。没有做任何改动。")


@dataclass(frozen=True)
class Held:
    """The key somebody acts with, that of the redacted version while there is one, whether it is all they hold."""

    key: bytes = field(repr=False)
    redaction: bytes | None = field(default=None, repr=False)
    is_redacted_only: bool = False


def held_by(
    session: Session, petition: Petition, redacted: Redaction | None, actor: Person | None, key: bytes | None
) -> Held:
    """What the actor holds of the case. Raises Refusal when that is nothing."""
    try:
        opened = (
            petitioners_key(session, petition, key) if actor is None and key else case_key(session, petition, actor)
        )
    except Refusal:
        own = redactions.held_by(session, petition.id, actor) if redacted is not None and actor is not None else None
        if own is None:
            raise
        if rekeying.is_due(petition):
            raise Refusal(KEY_DUE) from None
        return Held(own, own, is_redacted_only=True)
    opened = rekeying.if_due(session, petition, opened, by=actor.keys if actor else None)
    return Held(opened, redactions.key_under(redacted, opened) if redacted is not None and redacted.is_active else None)


def petitioners_key(session: Session, petition: Petition, key: bytes) -> bytes:
    """The key a petitioner brings, when it is still the case's: it may have been exchanged a moment ago."""
    try:
        conversation.narrative(session, petition.id, key)
    except seal.SealBroken:
        raise Refusal(STALE) from None
    return key


def case_key(session: Session, petition: Petition, actor: Person | None) -> bytes:
    """The key of a case, opened by somebody who may. Raises Refusal (403) when they hold no key to it."""
    if actor is None or actor.keys is None:
        raise Refusal(CANNOT_OPEN, status=403)
    try:
        return subject_keys.open_subject(session, queries.subject(petition.id), actor.keys)
    except reading_groups.NotAReader:
        raise Refusal(CANNOT_OPEN, status=403) from None


def exchanged(session: Session, petition: Petition, actor: Person) -> bytes:
    """The key to write with, of a case whose row is locked: one opened before may be gone, and what is sealed under it is
    lost, with every exchange after it. Raises Refusal (403) when they hold no key to it."""
    return rekeying.if_due(session, petition, case_key(session, petition, actor), by=actor.keys)


def may_exchange_due_key(session: Session, petition_id: int, who: Person) -> bool:
    """Whether a case waits for its key to be exchanged, and this person can."""
    petition = session.get(Petition, petition_id)
    if petition is None or who.keys is None or not rekeying.is_due_for(session, petition, who.keys):
        return False
    return subject_keys.can_open(session, queries.subject(petition_id), who.id)


def exchange_due_key(session: Session, petition_id: int, *, actor: Person) -> None:
    """Exchange the key of a case that waits for it, by a reader who opens the case."""
    exchanged(session, queries.locked(session, petition_id), actor)


def exchanged_for_petitioner(session: Session, petition_id: int, receipt: bytes) -> bytes | None:
    """The key of a case for its petitioner who is about to write, with the private half that their receipt gives;
    exchanged before, when it waits for somebody who leaves nothing of a joint petition shut. None when it is gone."""
    petition = queries.locked(session, petition_id)
    key = conversation.key_of(session, petition_id, receipt)
    return None if key is None else rekeying.if_due(session, petition, key, by=KeyPair.from_private(receipt))


def waits_for_petitioner(session: Session, petition_id: int, receipt: bytes) -> bool:
    """Whether the key of a case is to be exchanged before its petitioner writes."""
    petition = session.get(Petition, petition_id)
    return petition is not None and rekeying.is_due_for(session, petition, KeyPair.from_private(receipt))
