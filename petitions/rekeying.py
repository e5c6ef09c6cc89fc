"""Exchanging the key of a case, so that whoever left it opens nothing that is written from then on.

Somebody who stepped back, was named or was removed may remember the key of a case, or keep a copy of the database in
which a wrap of it still lies. So the key itself is exchanged: every text of the case is sealed again under a fresh key,
and this is sealed to those who read on and to the petitioner, for whom their public halves are enough. Files keep the
key they were sealed with, which lies under the present one (`petitions.keys.earlier`); so do the digests of steps.

The keys that hang on a case's are exchanged with it: that of the redacted version, of each request for a sealed name,
and the two of a joint petition.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import periods as retention
from petitions import queries, reach
from petitions.conduct import message_place, note_place
from petitions.conversation import about_place, evidence_key_place, name_place
from petitions.files.models import Attachment, EvidenceFile
from petitions.identity import asking as identity
from petitions.identity.models import IdentityRequest, SealedIdentity
from petitions.joint import exchanging
from petitions.joint.exchanging import Holder
from petitions.joint.models import Joining
from petitions.keys import earlier
from petitions.keys.models import EarlierKey
from petitions.mailbox import sealing as mailboxes
from petitions.mailbox.models import NoticeMailbox
from petitions.models import CaseNote, Exclusion, Message, Petition
from petitions.redaction import versions as redactions
from petitions.redaction.models import RedactedFile, Redaction
from petitions.retention.models import RetentionHold
from vault import reading_groups, seal, subject_keys
from vault.account_keys import Unlocked
from web.errors import Refusal

#: Some three seconds; others who write wait for ten at most.
MOST_AT_ONCE = 200
#: With those of a joint petition (`joint.exchanging`), every table of which something is sealed again.
LIES_UNDER_IT = (
    Message,
    CaseNote,
    Attachment,
    EvidenceFile,
    EarlierKey,
    Redaction,
    RedactedFile,
    IdentityRequest,
    RetentionHold,
    NoticeMailbox,
)
NAMED_IN_A_CASE = _l(
    "受理机构里有一件诉求点名不让这位同事看。接纳他以后，能看这件诉求的人就不够两位了。请先接纳另一位同事。"
)


def is_due(case: Petition) -> bool:
    """Whether the next reader has to exchange the key, and can: a receipt from before there were pairs waits for its
    petitioner, who would lose the case otherwise."""
    return case.key_due and _reaches_petitioner(case)


def is_due_for(session: Session, case: Petition, by: Holder | None) -> bool:
    """Whether the key is to be exchanged before `by` reads or writes: somebody left, or a pair waits that `by` can end."""
    return is_due(case) or (_reaches_petitioner(case) and exchanging.can_end_waiting(session, case.id, by))


def if_due(session: Session, case: Petition, key: bytes, *, by: Holder | None = None) -> bytes:
    """The key to write with: the case's own, exchanged before when it has to be."""
    return exchange(session, case, key, by=by) if is_due_for(session, case, by) else key


def exchange(session: Session, case: Petition, key: bytes, *, by: Holder | None = None) -> bytes:
    """Seal the case again under a fresh key for those who can open it now; returns the key to go on with.

    `by` opens what a voice that named somebody left for the readers; without it that part waits.
    """
    if not _reaches_petitioner(case):
        somebody_left(session, case)
        return key
    session.flush()
    _read_anew(session)
    fresh = seal.random_key()
    redaction = redactions.of_case(session, case.id)
    masked = redactions.key_under(redaction, key) if redaction is not None else None
    ordinal = earlier.keep(session, case.id, key, fresh, *([masked] if masked is not None else []))
    fresh_masked = _redaction(session, redaction, masked, fresh)
    _texts(session, case.id, (key, masked), (fresh, fresh_masked))
    _files(session, case.id, key, fresh, ordinal)
    _evidence(session, case.id, (key, masked), (fresh, fresh_masked))
    if case.name_sealed is not None:
        case.name_sealed = seal.again(key, fresh, case.name_sealed, name_place(case.id))
    _requests(session, case.id, fresh)
    hold = session.get(RetentionHold, case.id)
    if hold is not None:
        _hold(session, hold, fresh)
    mailboxes.exchange(session, case.id, key, fresh, redacted=fresh_masked)
    exchanging.exchange(session, case, key, fresh, by, redacted=fresh_masked)
    case.key_due = False
    if case.receipt_public is not None:
        case.receipt_sealed = seal.seal_for(case.receipt_public, fresh)
    subject_keys.renew_subject(session, queries.subject(case.id), fresh)
    session.flush()
    return fresh


def somebody_left(session: Session, case: Petition) -> None:
    """Mark a case whose key somebody who left it may know: the next who can exchanges it. They may know a pair that
    waits too, so what voices bring from now on is sealed to another one."""
    case.key_due = True
    if exchanging.has_begun_pair(session, case.id):
        exchanging.begin_pair(session, case)


def protect_voices(session: Session, case: Petition, *, anew: bool = False) -> None:
    """Before somebody who joined writes: when the key waits to be exchanged, what they bring is sealed past whoever
    left; `anew` because somebody was just left out."""
    if is_due(case) and (anew or not exchanging.has_begun_pair(session, case.id)):
        exchanging.begin_pair(session, case)


def keep_pair(session: Session, petition_id: int, key: bytes, public: bytes) -> None:
    """Seal a case from before there were pairs to the public half of its receipt's, now that its petitioner is here."""
    case = queries.locked(session, petition_id)
    if case.receipt_public is None:
        case.receipt_public, case.receipt_sealed = public, seal.seal_for(public, key)
        session.flush()


def after_removal(session: Session, group_id: int, subjects: Collection[str], *, actor: Person) -> None:
    """Exchange the keys of an office's open cases when a member was removed; of what the actor cannot open, of finished
    cases, and of more than can be done while others wait, the next reader does."""
    of_office = sa.update(Petition).where(Petition.group_id == group_id, Petition.purged_on.is_(None))
    session.execute(of_office.values(key_due=True))
    assert actor.keys is not None
    cases = session.execute(sa.select(Petition.id).where(Petition.group_id == group_id, Petition.key_due)).scalars()
    open_now = {name: each for each in cases if (name := queries.subject(each)) in subjects}
    opened = subject_keys.open_subjects(session, sorted(open_now)[:MOST_AT_ONCE], actor.keys)
    for name, key in sorted(opened.items()):
        exchange(session, queries.locked(session, open_now[name]), key, by=actor.keys)
    for case in _joint_cases(session, group_id):
        if case.key_due:
            somebody_left(session, case)


def after_admission(session: Session, group_id: int, account_id: int, *, actor: Person) -> None:
    """Let a new member of an office read its joint petitions whoever else leaves, and none that they were named in.

    `actor` admitted them, or is the same who came back with the recovery sheets. Raises Refusal.
    """
    assert actor.keys is not None
    for case in _cases_naming(session, group_id, account_id):
        if subject_keys.can_open(session, queries.subject(case.id), account_id):
            _past_newcomer(session, case, actor.keys)
    _names_past_newcomer(session, group_id, account_id, actor.keys)
    for case in _joint_cases(session, group_id):
        exchanging.forget_reader(session, case.id, account_id)
        if account_id in reach.excluded(session, case.id):
            continue
        key = _opened_by(session, case, actor.keys)
        if key is not None:
            exchanging.lay_aside_for(session, case, if_due(session, case, key, by=actor.keys), account_id)


def _past_newcomer(session: Session, case: Petition, by: Unlocked) -> None:
    """Seal a case, which lay under the pair of the whole office, to each member who was not named in it.

    Raises Refusal when these are too few.
    """
    key = _opened_by(session, case, by)
    if key is None:
        # Somebody else of the office was named too, so it is sealed singly already.
        return
    key = exchange(session, case, key, by=by)
    try:
        out = reach.excluded(session, case.id)
        subject_keys.reseal_subject(session, queries.subject(case.id), key, case.group_id, excluding=out)
    except reading_groups.TooFewReaders:
        raise Refusal(NAMED_IN_A_CASE) from None


def _names_past_newcomer(session: Session, group_id: int, account_id: int, by: Unlocked) -> None:
    """The same for sealed names, and for what was asked of their keepers, of petitioners who named the newcomer."""
    named = sa.select(Exclusion.petition_id).where(Exclusion.account_id == account_id)
    wanted = sa.select(SealedIdentity).where(SealedIdentity.petition_id.in_(named))
    for row in session.execute(wanted.order_by(SealedIdentity.petition_id)).scalars():
        subject, case_id = identity.identity_subject(row.petition_id), row.petition_id
        key = _opened(session, subject, by)
        if key is None or not subject_keys.can_open(session, subject, account_id):
            continue
        fresh, out = seal.random_key(), reach.excluded(session, case_id)
        row.sealed = seal.again(key, fresh, row.sealed, subject)
        subject_keys.renew_subject(session, subject, fresh)
        asked = sa.select(IdentityRequest.id).where(IdentityRequest.petition_id == case_id)
        requests = [identity.request_subject(each) for each in session.execute(asked).scalars()]
        try:
            subject_keys.reseal_subject(session, subject, fresh, group_id, excluding=out)
            for each in requests:
                own = _opened(session, each, by)
                if own is not None:
                    subject_keys.reseal_subject(session, each, own, group_id, excluding=out)
        except reading_groups.TooFewReaders:
            raise Refusal(NAMED_IN_A_CASE) from None


def _opened_by(session: Session, case: Petition, by: Unlocked) -> bytes | None:
    return _opened(session, queries.subject(case.id), by)


def _opened(session: Session, subject: str, by: Unlocked) -> bytes | None:
    try:
        return subject_keys.open_subject(session, subject, by)
    except reading_groups.NotAReader:
        return None


def _cases_naming(session: Session, group_id: int, account_id: int) -> list[Petition]:
    named = sa.select(Exclusion.petition_id).where(Exclusion.account_id == account_id)
    return _locked(session, Petition.group_id == group_id, Petition.id.in_(named))


def _joint_cases(session: Session, group_id: int) -> list[Petition]:
    return _locked(session, Petition.group_id == group_id, Petition.id.in_(sa.select(Joining.petition_id)))


def _locked(session: Session, *which: sa.ColumnElement[bool]) -> list[Petition]:
    wanted = sa.select(Petition.id).where(*which, Petition.purged_on.is_(None)).order_by(Petition.id)
    return [queries.locked(session, each) for each in session.execute(wanted).scalars()]


def _reaches_petitioner(case: Petition) -> bool:
    return case.receipt_id is None or case.receipt_public is not None


def _read_anew(session: Session) -> None:
    """Forget what this transaction read before it held the case: it may lie under a key that was exchanged meanwhile."""
    for row in [each for each in session if isinstance(each, (*LIES_UNDER_IT, *exchanging.LIES_UNDER_IT))]:
        session.expire(row)


def _texts(
    session: Session, petition_id: int, before: tuple[bytes, bytes | None], after: tuple[bytes, bytes | None]
) -> None:
    """Messages and notes, each under whichever of the two keys it lies."""
    said = session.execute(sa.select(Message).where(Message.petition_id == petition_id)).scalars()
    noted = session.execute(sa.select(CaseNote).where(CaseNote.petition_id == petition_id)).scalars()
    written: list[tuple[Message | CaseNote, str]] = [(row, message_place(petition_id, row.ordinal)) for row in said]
    written += [(row, note_place(petition_id, row.ordinal)) for row in noted]
    for row, place in written:
        old, new = before[row.is_redacted], after[row.is_redacted]
        assert old is not None
        assert new is not None
        row.sealed = seal.again(old, new, row.sealed, place)


def _files(session: Session, petition_id: int, key: bytes, fresh: bytes, ordinal: int) -> None:
    """What each file is; its content stays where it is, under the key it was sealed with."""
    for row in session.execute(sa.select(Attachment).where(Attachment.petition_id == petition_id)).scalars():
        place, is_of_now = about_place(petition_id, row.id), row.earlier_key is None
        try:
            row.about_sealed = seal.again(key, fresh, row.about_sealed, place)
        except seal.SealBroken:
            found, under = earlier.opening(session, petition_id, fresh, row.about_sealed, place)
            row.about_sealed = seal.again(under, fresh, row.about_sealed, place)
            row.earlier_key = found if is_of_now else row.earlier_key
        else:
            row.earlier_key = ordinal if is_of_now else row.earlier_key


def _evidence(
    session: Session, petition_id: int, before: tuple[bytes, bytes | None], after: tuple[bytes, bytes | None]
) -> None:
    """The own key of each file beside the office's notes, under whichever of the two keys it lies."""
    for row in session.execute(sa.select(EvidenceFile).where(EvidenceFile.petition_id == petition_id)).scalars():
        old, new = before[row.is_redacted], after[row.is_redacted]
        assert old is not None
        assert new is not None
        row.key_sealed = seal.again(old, new, row.key_sealed, evidence_key_place(petition_id, row.id))


def _hold(session: Session, hold: RetentionHold, fresh: bytes) -> None:
    """Why destruction is put off; a reason that no key of the case opens any more stays as it is, and its page says so."""
    place = retention.hold_place(hold.petition_id)
    with suppress(seal.SealBroken):
        reason = earlier.opened(session, hold.petition_id, fresh, hold.reason_sealed, place)
        hold.reason_sealed = seal.seal_bytes(fresh, reason, place)


def _redaction(session: Session, row: Redaction | None, masked: bytes | None, fresh: bytes) -> bytes | None:
    """The redacted version, under a fresh key of its own; its present readers get that. Returns it."""
    if row is None or masked is None:
        return None
    fresh_masked = seal.random_key()
    row.key_sealed = seal.seal_bytes(fresh, fresh_masked, redactions.key_place(row.petition_id))
    row.text_sealed = seal.again(masked, fresh_masked, row.text_sealed, redactions.text_place(row.petition_id))
    for file in session.execute(sa.select(RedactedFile).where(RedactedFile.petition_id == row.petition_id)).scalars():
        place = redactions.file_key_place(row.petition_id, file.id)
        file.key_sealed = seal.again(masked, fresh_masked, file.key_sealed, place)
    subject_keys.renew_subject(session, redactions.subject(row.petition_id), fresh_masked)
    return fresh_masked


def _requests(session: Session, petition_id: int, fresh: bytes) -> None:
    """Requests for the sealed name, each under a fresh key of its own, which its keepers get."""
    wanted = sa.select(IdentityRequest).where(IdentityRequest.petition_id == petition_id)
    for row in session.execute(wanted).scalars():
        own = earlier.opened(session, petition_id, fresh, row.key_sealed, identity.place(row.id, "key"))
        fresh_own = seal.random_key()
        row.key_sealed = seal.seal_bytes(fresh, fresh_own, identity.place(row.id, "key"))
        for part in identity.PARTS:
            sealed = getattr(row, f"{part}_sealed")
            if sealed is not None:
                setattr(row, f"{part}_sealed", seal.again(own, fresh_own, sealed, identity.place(row.id, part)))
        subject_keys.renew_subject(session, identity.request_subject(row.id), fresh_own)
