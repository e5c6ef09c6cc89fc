"""Who reads for an office: the groups, how one is founded, its members, its pair of keys in generations, its recovery.

Every member holds the group's private half sealed to them. Removing a member begins a new generation.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vault import seal
from vault.account_keys import KeyAlarm, Unlocked
from vault.models import AccountKey, GroupKey, GroupKeyWrap, GroupMember, ReadingGroup, SubjectKeyWrap
from vault.seal import KeyPair
from web import kept_reads

# In hexadecimal: a printed link must survive being broken at the end of a line and typed by hand.
LINK_BYTES = 16

# Asked in every step of every case, so the statements are built once.
_MEMBERS = sa.select(GroupMember.holder_id).where(GroupMember.group_id == sa.bindparam("group_id"))
_KIND = sa.select(ReadingGroup.kind).where(ReadingGroup.id == sa.bindparam("group_id"))
_IN_ORDER = sa.select(ReadingGroup).order_by(ReadingGroup.kind, ReadingGroup.unit_id, ReadingGroup.id)
_ADMITTED = sa.select(GroupMember).order_by(GroupMember.admitted_on, GroupMember.holder_id)
_GROUPS = sa.select(GroupMember.group_id).where(GroupMember.holder_id == sa.bindparam("holder_id"))
_PRESENT_KEY = (
    sa.select(GroupKey.id, GroupKey.public)
    .where(GroupKey.group_id == sa.bindparam("group_id"))
    .order_by(GroupKey.generation.desc())
    .limit(1)
)


class NotAReader(Exception):
    """This holder has no key to the subject or group."""


class TooFewReaders(Exception):
    """With the people left out, fewer than two readers would remain."""


def prepare_group(session: Session, *, kind: str, unit_id: int) -> tuple[ReadingGroup, str]:
    """Announce a group that waits for its founder; returns it and the token of the founding link (shown once)."""
    token = secrets.token_hex(LINK_BYTES)
    group = ReadingGroup(kind=kind, unit_id=unit_id, founding_hash=_token_hash(token))
    session.add(group)
    session.flush()
    return group, token


def renew_founding_link(session: Session, group_id: int) -> str:
    """Replace the founding link of a group nobody has founded yet. Raises NotAReader when it is founded."""
    group = session.get_one(ReadingGroup, group_id)
    if group.founded_on is not None:
        raise NotAReader
    token = secrets.token_hex(LINK_BYTES)
    group.founding_hash = _token_hash(token)
    session.flush()
    return token


def group_of_link(session: Session, token: str) -> ReadingGroup | None:
    """The group that waits for whoever holds this founding link."""
    found = sa.select(ReadingGroup).where(ReadingGroup.founding_hash == _token_hash(token))
    return session.execute(found).scalar_one_or_none()


def found_by_link(session: Session, token: str, *, founder: Unlocked, now: datetime) -> ReadingGroup:
    """Found the waiting group: make its pair and admit the founder. Raises NotAReader for a link that is used up."""
    group = group_of_link(session, token)
    if group is None:
        raise NotAReader
    group.founding_hash = None
    group.founded_by, group.founded_on = founder.holder_id, now.date()
    pair = KeyPair.generate()
    key = GroupKey(group_id=group.id, generation=1, public=pair.public)
    session.add(key)
    session.add(GroupMember(group_id=group.id, holder_id=founder.holder_id, admitted_on=now.date()))
    session.flush()
    _wrap_group_key(session, key.id, pair, [founder.holder_id])
    return group


def found_group(session: Session, *, kind: str, unit_id: int, founder: Unlocked, now: datetime) -> ReadingGroup:
    """Announce and found a group at once."""
    _, token = prepare_group(session, kind=kind, unit_id=unit_id)
    return found_by_link(session, token, founder=founder, now=now)


def groups(session: Session, kind: str | None = None) -> list[ReadingGroup]:
    """All groups, or those of one kind, in a fixed order."""
    wanted = _IN_ORDER if kind is None else _IN_ORDER.where(ReadingGroup.kind == kind)
    return list(session.execute(wanted).scalars())


def kind_of(session: Session, group_id: int) -> str:
    """What a group reads. Raises NoResultFound."""
    return session.execute(_KIND, {"group_id": group_id}).scalar_one()


def members_by_group(session: Session) -> dict[int, list[GroupMember]]:
    """The members of every group that has any, in the order of their admission."""
    found: dict[int, list[GroupMember]] = {}
    for each in session.execute(_ADMITTED).scalars():
        found.setdefault(each.group_id, []).append(each)
    return found


def hold(session: Session, group_id: int) -> None:
    """Let nobody be admitted or removed until the transaction ends, for whoever seals something new to the group: it would
    lie under a pair that somebody left with, or past nobody. On SQLite whoever writes has the database to themselves."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(sa.select(ReadingGroup.id).where(ReadingGroup.id == group_id).with_for_update(read=True))
        # The pair that was read before may be the one somebody has left with since.
        kept_reads.forget(session, (GroupKey, group_id))


def member_ids(session: Session, group_id: int) -> frozenset[int]:
    """The holders who are members of a group."""
    return frozenset(session.execute(_MEMBERS, {"group_id": group_id}).scalars())


def groups_of(session: Session, holder_id: int) -> frozenset[int]:
    """Ids of the groups a holder is a member of."""
    return kept_reads.while_reading(session, (GroupMember, holder_id), lambda reading: _groups_of(reading, holder_id))


def _groups_of(session: Session, holder_id: int) -> frozenset[int]:
    return frozenset(session.execute(_GROUPS, {"holder_id": holder_id}).scalars())


def admit(session: Session, group_id: int, holder_id: int, *, by: Unlocked, now: datetime) -> None:
    """Admit a member: every generation's private half is sealed to them. Raises NotAReader when `by` is none."""
    _change(session, group_id)
    if by.holder_id not in member_ids(session, group_id):
        raise NotAReader
    for key in _generations(session, group_id):
        pair = open_generation(session, key, by)
        _wrap_group_key(session, key.id, pair, [holder_id])
    session.merge(GroupMember(group_id=group_id, holder_id=holder_id, admitted_by=by.holder_id, admitted_on=now.date()))
    session.flush()


def remove_member(
    session: Session, group_id: int, holder_id: int, *, by: Unlocked, open_subjects: Collection[str]
) -> None:
    """Remove a member and begin a new pair; the keys of `open_subjects` move to it.

    The old pair stays with the members who remain, for subjects that are closed. Raises TooFewReaders when nobody
    would be left, NotAReader when `by` is not a member.
    """
    _change(session, group_id)
    remaining = member_ids(session, group_id) - {holder_id}
    if not remaining:
        raise TooFewReaders
    if by.holder_id not in remaining:
        raise NotAReader
    old = _generations(session, group_id)
    pair = KeyPair.generate()
    fresh = GroupKey(group_id=group_id, generation=old[-1].generation + 1, public=pair.public)
    fresh.recovery_sealed = _sealed_for_recovery(session, group_id, pair)
    session.add(fresh)
    session.flush()
    kept_reads.forget(session, (GroupKey, group_id))
    _wrap_group_key(session, fresh.id, pair, remaining)
    _move_wraps(session, old, fresh, by, open_subjects)
    ids = [key.id for key in old]
    session.execute(
        sa.delete(GroupKeyWrap).where(GroupKeyWrap.group_key_id.in_(ids), GroupKeyWrap.holder_id == holder_id)
    )
    session.execute(
        sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.group_id == group_id, SubjectKeyWrap.holder_id == holder_id)
    )
    session.execute(sa.delete(GroupMember).where(GroupMember.group_id == group_id, GroupMember.holder_id == holder_id))
    session.flush()


def open_group(session: Session, group_id: int, unlocked: Unlocked) -> KeyPair:
    """The group's present pair. Raises NotAReader."""
    return open_generation(session, _generations(session, group_id)[-1], unlocked)


def open_generations(session: Session, group_id: int, unlocked: Unlocked) -> list[KeyPair]:
    """Every pair the group has had that the holder can open, the oldest first."""
    held = sa.select(GroupKeyWrap.group_key_id).where(GroupKeyWrap.holder_id == unlocked.holder_id)
    ids = set(session.execute(held).scalars())
    return [open_generation(session, key, unlocked) for key in _generations(session, group_id) if key.id in ids]


def present_key(session: Session, group_id: int) -> tuple[int, bytes]:
    """Id and public half of a group's last generation; what sealing needs, and it happens for every petition."""
    return kept_reads.read(session, (GroupKey, group_id), lambda session: _present_key(session, group_id))


def _present_key(session: Session, group_id: int) -> tuple[int, bytes]:
    found = session.execute(_PRESENT_KEY, {"group_id": group_id}).first()
    if found is None:
        raise NotAReader
    return found.id, found.public


def open_generation(session: Session, key: GroupKey, unlocked: Unlocked) -> KeyPair:
    """The pair of one generation. Raises NotAReader, and KeyAlarm for an exchanged key."""
    wrap = session.get(GroupKeyWrap, (key.id, unlocked.holder_id))
    if wrap is None:
        raise NotAReader
    return unlocked.group_pair(wrap.sealed, key.public)


def set_recovery(session: Session, group_id: int, recovery_public: bytes, *, by: Unlocked, now: datetime) -> None:
    """Seal every generation's private half to a confirmed recovery key; earlier sheets are void from now on."""
    group = session.get_one(ReadingGroup, group_id)
    for key in _generations(session, group_id):
        key.recovery_sealed = seal.seal_for(recovery_public, open_generation(session, key, by).private)
    group.recovery_public, group.recovery_confirmed_on = recovery_public, now.date()
    session.flush()


def restore_member(session: Session, group_id: int, holder_id: int, *, recovery: KeyPair, now: datetime) -> None:
    """Make a holder a member again with the recovery key. Raises KeyAlarm when it is not this group's."""
    _change(session, group_id)
    group = session.get_one(ReadingGroup, group_id)
    if group.recovery_public != recovery.public:
        raise KeyAlarm
    for key in _generations(session, group_id):
        if key.recovery_sealed is None:
            raise KeyAlarm
        pair = KeyPair.from_private(seal.open_with(recovery, key.recovery_sealed))
        if pair.public != key.public:
            raise KeyAlarm
        _wrap_group_key(session, key.id, pair, [holder_id])
    session.merge(GroupMember(group_id=group_id, holder_id=holder_id, admitted_on=now.date()))
    session.flush()


def _change(session: Session, group_id: int) -> None:
    """One at a time, so that two members cannot remove each other, and after whoever holds the group."""
    wanted = sa.select(ReadingGroup.id).where(ReadingGroup.id == group_id)
    session.execute(wanted.with_for_update(key_share=True))


def _generations(session: Session, group_id: int) -> list[GroupKey]:
    wanted = sa.select(GroupKey).where(GroupKey.group_id == group_id).order_by(GroupKey.generation)
    found = list(session.execute(wanted).scalars())
    if not found:
        raise NotAReader
    return found


def _wrap_group_key(session: Session, group_key_id: int, pair: KeyPair, holders: Iterable[int]) -> None:
    for holder_id in sorted(holders):
        public = session.get_one(AccountKey, holder_id).public
        sealed = seal.seal_for(public, pair.private)
        session.merge(GroupKeyWrap(group_key_id=group_key_id, holder_id=holder_id, sealed=sealed))
    session.flush()


def _move_wraps(
    session: Session, old: list[GroupKey], fresh: GroupKey, by: Unlocked, subjects: Collection[str]
) -> None:
    for key in old:
        wanted = sa.select(SubjectKeyWrap).where(
            SubjectKeyWrap.group_key_id == key.id, SubjectKeyWrap.subject.in_(list(subjects))
        )
        wraps = list(session.execute(wanted).scalars())
        pair = open_generation(session, key, by) if wraps else None
        for wrap in wraps:
            assert pair is not None
            wrap.sealed = seal.seal_for(fresh.public, seal.open_with(pair, wrap.sealed))
            wrap.group_key_id = fresh.id
    session.flush()


def _sealed_for_recovery(session: Session, group_id: int, pair: KeyPair) -> bytes | None:
    recovery = session.get_one(ReadingGroup, group_id).recovery_public
    return seal.seal_for(recovery, pair.private) if recovery is not None else None


def _token_hash(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=32, person=b"xinqiao-founding").digest()
