"""The keys of petitions, surveys and whatever else is sealed: given to a group, to its members singly, or for a purpose.

A subject is a name such as "petition:5" or "survey:7". Sealing needs public keys only, so it works for somebody
without an account; opening needs an `Unlocked` holder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import insert
from vault import reading_groups, seal
from vault.account_keys import Unlocked
from vault.models import AccountKey, GroupKey, GroupKeyWrap, SubjectKeyWrap
from vault.reading_groups import NotAReader, TooFewReaders
from web import clock

FEWEST_READERS = 2
THROUGH_GROUP = "group"
SINGLY = "member"


def _held(which: sa.ColumnElement[bool]) -> sa.Select[str, bytes, bytes, bytes]:
    """What a holder has of the subjects `which`, first what opens a subject best: their own wrap, the newest pair."""
    holder: sa.BindParameter[int] = sa.bindparam("holder_id")
    own = sa.and_(SubjectKeyWrap.holder_id == holder, _until(sa.bindparam("today")))
    through = sa.and_(GroupKeyWrap.group_key_id == GroupKey.id, GroupKeyWrap.holder_id == holder)
    return (
        sa.select(
            SubjectKeyWrap.subject,
            SubjectKeyWrap.sealed,
            GroupKey.public.label("group_public"),
            GroupKeyWrap.sealed.label("group_sealed"),
        )
        .outerjoin(GroupKey, GroupKey.id == SubjectKeyWrap.group_key_id)
        .outerjoin(GroupKeyWrap, through)
        .where(which, sa.or_(own, GroupKeyWrap.holder_id.is_not(None)))
        .order_by(SubjectKeyWrap.holder_id.is_(None), GroupKey.generation.desc(), SubjectKeyWrap.id)
    )


def _until(day: date | sa.BindParameter[date]) -> sa.ColumnElement[bool]:
    return sa.or_(SubjectKeyWrap.until.is_(None), SubjectKeyWrap.until >= day)


# Asked in every step of every case, so the statements are built once.
_HELD = _held(SubjectKeyWrap.subject == sa.bindparam("subject")).limit(1)
_SEVERAL_HELD = _held(SubjectKeyWrap.subject.in_(sa.bindparam("subjects", expanding=True)))
_READERS: sa.CompoundSelect[Any] = sa.union(
    sa.select(SubjectKeyWrap.holder_id).where(
        SubjectKeyWrap.subject == sa.bindparam("subject"),
        SubjectKeyWrap.holder_id.is_not(None),
        _until(sa.bindparam("today")),
    ),
    sa.select(GroupKeyWrap.holder_id)
    .join(SubjectKeyWrap, SubjectKeyWrap.group_key_id == GroupKeyWrap.group_key_id)
    .where(SubjectKeyWrap.subject == sa.bindparam("subject")),
)
_ENDED = (
    sa.delete(SubjectKeyWrap)
    .where(
        SubjectKeyWrap.subject.in_(sa.bindparam("subjects", expanding=True)),
        SubjectKeyWrap.purpose.in_(sa.bindparam("purposes", expanding=True)),
    )
    # Nobody keeps wraps in the session, and comparing them with the condition costs more than deleting them.
    .execution_options(synchronize_session=False)
)
_PUBLIC = sa.select(AccountKey.public).where(AccountKey.holder_id == sa.bindparam("holder_id"))


def seal_subject(
    session: Session, subject: str, key: bytes, group_id: int, *, excluding: Iterable[int] = frozenset()
) -> None:
    """Give `key` to a group; when one of its members is left out, to each other member singly instead.

    Needs nobody's private key. Raises TooFewReaders when leaving people out leaves fewer than two.
    """
    _store(session, wraps(session, subject, key, group_id, excluding=excluding))


def wraps(
    session: Session, subject: str, key: bytes, group_id: int, *, excluding: Iterable[int] = frozenset()
) -> list[SubjectKeyWrap]:
    """What `seal_subject` stores, for whoever stores it along with more. Raises TooFewReaders."""
    out = frozenset(excluding)
    everyone = reading_groups.member_ids(session, group_id) if out else frozenset()
    if not everyone & out:
        group_key_id, public = reading_groups.present_key(session, group_id)
        sealed = seal.seal_for(public, key)
        through_group = SubjectKeyWrap(
            subject=subject, group_id=group_id, group_key_id=group_key_id, purpose=THROUGH_GROUP, sealed=sealed
        )
        return [through_group]
    left = everyone - out
    if len(left) < FEWEST_READERS:
        raise TooFewReaders
    return [_wrap(session, subject, each, key, purpose=SINGLY, group_id=group_id) for each in sorted(left)]


def open_subject(session: Session, subject: str, unlocked: Unlocked) -> bytes:
    """The subject's key, by a wrap of one's own or through a group. Raises NotAReader."""
    asked = {"subject": subject, "holder_id": unlocked.holder_id, "today": clock.today()}
    found = session.execute(_HELD, asked).first()
    if found is None:
        raise NotAReader
    return _opened(found, unlocked)


def open_subjects(session: Session, subjects: Collection[str], unlocked: Unlocked) -> dict[str, bytes]:
    """The keys of those among `subjects` that the holder can open."""
    asked = {"subjects": list(subjects), "holder_id": unlocked.holder_id, "today": clock.today()}
    found: dict[str, bytes] = {}
    for row in session.execute(_SEVERAL_HELD, asked):
        if row.subject not in found:
            found[row.subject] = _opened(row, unlocked)
    return found


def can_open(session: Session, subject: str, holder_id: int) -> bool:
    """Whether the holder has a key to the subject now."""
    return holder_id in readers(session, subject)


def readers(session: Session, subject: str) -> frozenset[int]:
    """Every holder who can open the subject now, singly or through a group."""
    return frozenset(session.execute(_READERS, {"subject": subject, "today": clock.today()}).scalars())


def subjects_open_to(session: Session, holder_id: int, prefix: str) -> sa.Subquery:
    """A subquery of the subjects (column `subject`) beginning with `prefix` that a holder can open now."""
    own = sa.select(SubjectKeyWrap.subject).where(
        SubjectKeyWrap.holder_id == holder_id, SubjectKeyWrap.subject.startswith(prefix), _until(clock.today())
    )
    through = (
        sa.select(SubjectKeyWrap.subject)
        .join(GroupKeyWrap, GroupKeyWrap.group_key_id == SubjectKeyWrap.group_key_id)
        .where(GroupKeyWrap.holder_id == holder_id, SubjectKeyWrap.subject.startswith(prefix))
    )
    return sa.union(own, through).subquery()


def grant(
    session: Session, subject: str, holder_id: int, key: bytes, *, purpose: str, until: date | None = None
) -> None:
    """Give the subject's key to a holder for a purpose, until the purpose or the day ends."""
    end_grant(session, subject, holder_id, purpose=purpose)
    _store(session, [_wrap(session, subject, holder_id, key, purpose=purpose, until=until)])


def end_grant(session: Session, subject: str, holder_id: int | None = None, *, purpose: str) -> None:
    """End a grant of one holder, or of everybody who holds the subject for this purpose."""
    end_grants(session, [subject], [purpose], holder_id)


def end_grants(
    session: Session, subjects: Collection[str], purposes: Collection[str], holder_id: int | None = None
) -> None:
    """End the grants of several subjects for several purposes at once."""
    ended = _ENDED if holder_id is None else _ENDED.where(SubjectKeyWrap.holder_id == holder_id)
    session.execute(ended, {"subjects": list(subjects), "purposes": list(purposes)})


def move_subject(
    session: Session, subject: str, group_id: int, *, by: Unlocked, excluding: Iterable[int] = frozenset()
) -> None:
    """Hand a subject over to another group; the former group's wraps end. Raises NotAReader, TooFewReaders."""
    key = open_subject(session, subject, by)
    session.execute(sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.subject == subject))
    seal_subject(session, subject, key, group_id, excluding=excluding)


def reseal_subject(
    session: Session, subject: str, key: bytes, group_id: int, *, excluding: Iterable[int] = frozenset()
) -> None:
    """Give the subject to a group anew, past `excluding`; single grants stay. Raises TooFewReaders.

    Needs nobody's private key: whoever brings the subject's own `key` (a petitioner, from the receipt) may do it.
    """
    session.execute(
        sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.subject == subject, SubjectKeyWrap.group_id.is_not(None))
    )
    seal_subject(session, subject, key, group_id, excluding=excluding)


def renew_subject(session: Session, subject: str, key: bytes) -> None:
    """Seal a new key of the subject to everybody who can open the one before, to a group under its present pair.

    Needs nobody's private key. What the old key sealed is the caller's to seal again.
    """
    wanted = sa.select(SubjectKeyWrap.id, SubjectKeyWrap.holder_id, SubjectKeyWrap.group_id)
    for wrap_id, holder_id, group_id in session.execute(wanted.where(SubjectKeyWrap.subject == subject)).all():
        group_key_id = None
        if holder_id is not None:
            public = session.execute(_PUBLIC, {"holder_id": holder_id}).scalar_one()
        else:
            assert group_id is not None
            group_key_id, public = reading_groups.present_key(session, group_id)
        renewed = sa.update(SubjectKeyWrap).where(SubjectKeyWrap.id == wrap_id)
        sealed = seal.seal_for(public, key)
        session.execute(renewed.values(group_key_id=group_key_id, sealed=sealed))


def sealed_singly(session: Session, key: bytes, holders: Collection[int]) -> dict[int, bytes]:
    """`key` sealed to each of the holders, to be kept until `let_only` needs it."""
    return {each: seal.seal_for(session.get_one(AccountKey, each).public, key) for each in sorted(holders)}


def let_only(session: Session, subject: str, group_id: int, kept: Mapping[int, bytes]) -> None:
    """Let only those members of a group open the subject for whom it was `kept` singly; single grants stay.

    Needs nobody's key and not the subject's own. Raises TooFewReaders.
    """
    if len(kept) < FEWEST_READERS:
        raise TooFewReaders
    session.execute(
        sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.subject == subject, SubjectKeyWrap.group_id.is_not(None))
    )
    singly = {"subject": subject, "group_id": group_id, "purpose": SINGLY}
    _store(session, [SubjectKeyWrap(holder_id=each, sealed=sealed, **singly) for each, sealed in sorted(kept.items())])


def group_of(session: Session, subject: str) -> int | None:
    """The group a subject belongs to."""
    wanted = sa.select(SubjectKeyWrap.group_id).where(
        SubjectKeyWrap.subject == subject, SubjectKeyWrap.group_id.is_not(None)
    )
    return session.execute(wanted.limit(1)).scalar_one_or_none()


def subjects_of(session: Session, group_id: int) -> frozenset[str]:
    """Every subject whose key is sealed to the group or singly to its members."""
    wanted = sa.select(SubjectKeyWrap.subject).where(SubjectKeyWrap.group_id == group_id).distinct()
    return frozenset(session.execute(wanted).scalars())


def erase_subject(session: Session, subject: str) -> None:
    """Destroy every wrap of a subject's key: what it sealed stays shut for good."""
    session.execute(sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.subject == subject))


def _wrap(
    session: Session,
    subject: str,
    holder_id: int,
    key: bytes,
    *,
    purpose: str,
    group_id: int | None = None,
    until: date | None = None,
) -> SubjectKeyWrap:
    sealed = seal.seal_for(session.execute(_PUBLIC, {"holder_id": holder_id}).scalar_one(), key)
    return SubjectKeyWrap(
        subject=subject, group_id=group_id, holder_id=holder_id, purpose=purpose, until=until, sealed=sealed
    )


def _store(session: Session, wraps: Iterable[SubjectKeyWrap]) -> None:
    """Store wraps at once: whoever ends grants later in the same step must find them."""
    insert(session.connection(), wraps)


def _opened(held: sa.Row[str, bytes, bytes, bytes], unlocked: Unlocked) -> bytes:
    """The key in a row of `_held`."""
    if held.group_sealed is None:
        return seal.open_with(unlocked.pair, held.sealed)
    return seal.open_with(unlocked.group_pair(held.group_sealed, held.group_public), held.sealed)
