"""Who can open what: account keys, reading groups and the keys of petitions and surveys, by opaque id.

A holder is an account id, a subject a name such as "petition:5" or "survey:7". Sealing needs public keys only, so it
works for somebody without an account; opening needs an `Unlocked` holder.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vault import seal
from vault.models import AccountKey, GroupKey, GroupKeyWrap, GroupMember, ReadingGroup, SubjectKeyWrap
from vault.seal import KeyPair, SealBroken
from web import clock

FEWEST_READERS = 2
# In hexadecimal: a printed link must survive being broken at the end of a line and typed by hand.
LINK_BYTES = 16
THROUGH_GROUP = "group"
SINGLY = "member"


class WrongPassword(Exception):
    """The password does not open the account key."""


class KeyAlarm(Exception):
    """A private key does not belong to the public key that is stored: somebody exchanged a key."""


class NotAReader(Exception):
    """This holder has no key to the subject or group."""


class TooFewReaders(Exception):
    """With the people left out, fewer than two readers would remain."""


@dataclass(frozen=True)
class Unlocked:
    """A holder's opened private key; lives as long as one request or job and never shows itself."""

    holder_id: int
    pair: KeyPair = field(repr=False)


# Account keys


def create_account_key(session: Session, holder_id: int, password: str, *, cost: str) -> Unlocked:
    """Make the holder's pair, its private half sealed under the password."""
    pair = KeyPair.generate()
    row = AccountKey(holder_id=holder_id, public=pair.public, sealed_private=b"", salt=b"", cost=cost)
    _seal_under_password(row, pair, password, cost)
    session.add(row)
    session.flush()
    return Unlocked(holder_id, pair)


def unlock(session: Session, holder_id: int, password: str, *, cost: str) -> Unlocked:
    """Open the holder's key; this is what authenticates. `cost` re-seals a key kept at another cost when possible.

    Raises WrongPassword, and KeyAlarm when the opened private half does not match the stored public half.
    """
    row = session.get(AccountKey, holder_id)
    if row is None:
        raise WrongPassword
    under = seal.key_from_password(password, row.salt, row.cost)
    try:
        private = seal.open_bytes(under, row.sealed_private, _account_place(holder_id))
    except SealBroken:
        raise WrongPassword from None
    return _checked(row, private)


def waste_time_like_unlock(password: str, *, cost: str) -> None:
    """Do the work of `unlock` for a user name that does not exist, so that both take as long."""
    seal.key_from_password(password, b"\x00" * seal.SALT_BYTES, cost)


def change_password(session: Session, unlocked: Unlocked, password: str, *, cost: str) -> None:
    """Seal the same key under another password; nothing else changes."""
    row = session.get_one(AccountKey, unlocked.holder_id)
    _seal_under_password(row, unlocked.pair, password, cost)
    session.flush()


def reset_account_key(session: Session, holder_id: int, password: str, *, cost: str) -> None:
    """Give the holder a new pair. Whatever the old one opened must be given again, by people who can open it."""
    session.execute(sa.delete(GroupKeyWrap).where(GroupKeyWrap.holder_id == holder_id))
    session.execute(sa.delete(GroupMember).where(GroupMember.holder_id == holder_id))
    session.execute(sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.holder_id == holder_id))
    session.execute(sa.delete(AccountKey).where(AccountKey.holder_id == holder_id))
    session.flush()
    create_account_key(session, holder_id, password, cost=cost)


def wrap_for_session(unlocked: Unlocked) -> tuple[bytes, bytes]:
    """(session key, private half sealed under it): the first goes into the cookie only, the second into the table."""
    key = seal.random_key()
    return key, seal.seal_bytes(key, unlocked.pair.private, _session_place(unlocked.holder_id))


def unwrap_from_session(session: Session, holder_id: int, session_key: bytes, sealed: bytes) -> Unlocked:
    """Open what `wrap_for_session` sealed. Raises SealBroken, and KeyAlarm for an exchanged key."""
    private = seal.open_bytes(session_key, sealed, _session_place(holder_id))
    return _checked(session.get_one(AccountKey, holder_id), private)


# Reading groups


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
    wanted = sa.select(ReadingGroup).order_by(ReadingGroup.kind, ReadingGroup.unit_id, ReadingGroup.id)
    if kind is not None:
        wanted = wanted.where(ReadingGroup.kind == kind)
    return list(session.execute(wanted).scalars())


def kind_of(session: Session, group_id: int) -> str:
    """What a group reads. Raises NoResultFound."""
    return session.execute(sa.select(ReadingGroup.kind).where(ReadingGroup.id == group_id)).scalar_one()


def members(session: Session, group_id: int) -> list[GroupMember]:
    """The members of a group, in the order of their admission."""
    wanted = sa.select(GroupMember).where(GroupMember.group_id == group_id)
    return list(session.execute(wanted.order_by(GroupMember.admitted_on, GroupMember.holder_id)).scalars())


def member_ids(session: Session, group_id: int) -> frozenset[int]:
    """The holders who are members of a group."""
    wanted = sa.select(GroupMember.holder_id).where(GroupMember.group_id == group_id)
    return frozenset(session.execute(wanted).scalars())


def groups_of(session: Session, holder_id: int) -> frozenset[int]:
    """Ids of the groups a holder is a member of."""
    wanted = sa.select(GroupMember.group_id).where(GroupMember.holder_id == holder_id)
    return frozenset(session.execute(wanted).scalars())


def admit(session: Session, group_id: int, holder_id: int, *, by: Unlocked, now: datetime) -> None:
    """Admit a member: every generation's private half is sealed to them. Raises NotAReader when `by` is none."""
    if by.holder_id not in member_ids(session, group_id):
        raise NotAReader
    for key in _generations(session, group_id):
        pair = _open_group_key(session, key, by)
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
    return _open_group_key(session, _generations(session, group_id)[-1], unlocked)


def open_generations(session: Session, group_id: int, unlocked: Unlocked) -> list[KeyPair]:
    """Every pair the group has had that the holder can open, the oldest first."""
    held = sa.select(GroupKeyWrap.group_key_id).where(GroupKeyWrap.holder_id == unlocked.holder_id)
    ids = set(session.execute(held).scalars())
    return [_open_group_key(session, key, unlocked) for key in _generations(session, group_id) if key.id in ids]


# Keys of subjects


def seal_subject(
    session: Session, subject: str, key: bytes, group_id: int, *, excluding: Iterable[int] = frozenset()
) -> None:
    """Give `key` to a group; when one of its members is left out, to each other member singly instead.

    Needs nobody's private key. Raises TooFewReaders when leaving people out leaves fewer than two.
    """
    out = frozenset(excluding)
    everyone = member_ids(session, group_id) if out else frozenset()
    if not everyone & out:
        group_key_id, public = _present_key(session, group_id)
        session.add(
            SubjectKeyWrap(
                subject=subject,
                group_id=group_id,
                group_key_id=group_key_id,
                purpose=THROUGH_GROUP,
                sealed=seal.seal_for(public, key),
            )
        )
        return
    left = everyone - out
    if len(left) < FEWEST_READERS:
        raise TooFewReaders
    for holder_id in sorted(left):
        _wrap_subject(session, subject, holder_id, key, purpose=SINGLY, group_id=group_id)
    session.flush()


def open_subject(session: Session, subject: str, unlocked: Unlocked) -> bytes:
    """The subject's key, by a wrap of one's own or through a group. Raises NotAReader."""
    own = sa.select(SubjectKeyWrap.sealed).where(
        SubjectKeyWrap.subject == subject, SubjectKeyWrap.holder_id == unlocked.holder_id, _still_valid()
    )
    sealed = session.execute(own.order_by(SubjectKeyWrap.id).limit(1)).scalar_one_or_none()
    if sealed is not None:
        return seal.open_with(unlocked.pair, sealed)
    through = (
        sa.select(SubjectKeyWrap.sealed, GroupKey)
        .join(GroupKey, GroupKey.id == SubjectKeyWrap.group_key_id)
        .join(GroupKeyWrap, GroupKeyWrap.group_key_id == GroupKey.id)
        .where(SubjectKeyWrap.subject == subject, GroupKeyWrap.holder_id == unlocked.holder_id)
        .order_by(GroupKey.generation.desc())
        .limit(1)
    )
    found = session.execute(through).first()
    if found is None:
        raise NotAReader
    return seal.open_with(_open_group_key(session, found.GroupKey, unlocked), found.sealed)


def open_subjects(session: Session, subjects: Collection[str], unlocked: Unlocked) -> dict[str, bytes]:
    """The keys of those among `subjects` that the holder can open; each group's pair is opened once."""
    own = sa.select(SubjectKeyWrap.subject, SubjectKeyWrap.sealed).where(
        SubjectKeyWrap.subject.in_(list(subjects)), SubjectKeyWrap.holder_id == unlocked.holder_id, _still_valid()
    )
    found = {row.subject: seal.open_with(unlocked.pair, row.sealed) for row in session.execute(own)}
    through = (
        sa.select(SubjectKeyWrap.subject, GroupKeyWrap.group_key_id, SubjectKeyWrap.sealed)
        .join(GroupKeyWrap, GroupKeyWrap.group_key_id == SubjectKeyWrap.group_key_id)
        .where(SubjectKeyWrap.subject.in_(list(subjects)), GroupKeyWrap.holder_id == unlocked.holder_id)
    )
    pairs: dict[int, KeyPair] = {}
    for subject, group_key_id, sealed in session.execute(through):
        if subject in found:
            continue
        if group_key_id not in pairs:
            pairs[group_key_id] = _open_group_key(session, session.get_one(GroupKey, group_key_id), unlocked)
        found[subject] = seal.open_with(pairs[group_key_id], sealed)
    return found


def can_open(session: Session, subject: str, holder_id: int) -> bool:
    """Whether the holder has a key to the subject now."""
    return holder_id in readers(session, subject)


def readers(session: Session, subject: str) -> frozenset[int]:
    """Every holder who can open the subject now, singly or through a group."""
    own = sa.select(SubjectKeyWrap.holder_id).where(
        SubjectKeyWrap.subject == subject, SubjectKeyWrap.holder_id.is_not(None), _still_valid()
    )
    through = (
        sa.select(GroupKeyWrap.holder_id)
        .join(SubjectKeyWrap, SubjectKeyWrap.group_key_id == GroupKeyWrap.group_key_id)
        .where(SubjectKeyWrap.subject == subject)
    )
    return frozenset(session.execute(sa.union(own, through)).scalars())


def subjects_open_to(session: Session, holder_id: int, prefix: str) -> sa.Subquery:
    """A subquery of the subjects (column `subject`) beginning with `prefix` that a holder can open now."""
    own = sa.select(SubjectKeyWrap.subject).where(
        SubjectKeyWrap.holder_id == holder_id, SubjectKeyWrap.subject.startswith(prefix), _still_valid()
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
    _wrap_subject(session, subject, holder_id, key, purpose=purpose, until=until)
    session.flush()


def end_grant(session: Session, subject: str, holder_id: int | None = None, *, purpose: str) -> None:
    """End a grant of one holder, or of everybody who holds the subject for this purpose."""
    end_grants(session, [subject], [purpose], holder_id)


def end_grants(
    session: Session, subjects: Collection[str], purposes: Collection[str], holder_id: int | None = None
) -> None:
    """End the grants of several subjects for several purposes at once."""
    ended = sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.subject.in_(subjects), SubjectKeyWrap.purpose.in_(purposes))
    if holder_id is not None:
        ended = ended.where(SubjectKeyWrap.holder_id == holder_id)
    # Nobody keeps wraps in the session, and comparing them with the condition costs more than deleting them.
    session.execute(ended, execution_options={"synchronize_session": False})


def recuse(session: Session, subject: str, holder_id: int, *, by: Unlocked) -> None:
    """Take a subject's key away from one holder for good; `by` (who may be the same) re-seals it for the others.

    Raises TooFewReaders when fewer than two members of the subject's group would be left to read it, NotAReader when
    `by` cannot open it.
    """
    key = open_subject(session, subject, by)
    group_id = group_of(session, subject)
    through = session.execute(
        sa.select(SubjectKeyWrap).where(SubjectKeyWrap.subject == subject, SubjectKeyWrap.group_key_id.is_not(None))
    ).scalars()
    via_group = list(through)
    if group_id is not None:
        _require_readers_left(session, subject, group_id, holder_id, via_group=bool(via_group))
    for wrap in via_group:
        session.delete(wrap)
    session.execute(
        sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.subject == subject, SubjectKeyWrap.holder_id == holder_id)
    )
    session.flush()
    if via_group and group_id is not None:
        for member in sorted(member_ids(session, group_id) - {holder_id}):
            _wrap_subject(session, subject, member, key, purpose=SINGLY, group_id=group_id)
    session.flush()


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
    for holder_id, sealed in sorted(kept.items()):
        session.add(
            SubjectKeyWrap(subject=subject, group_id=group_id, holder_id=holder_id, purpose=SINGLY, sealed=sealed)
        )
    session.flush()


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


# Recovery


def set_recovery(session: Session, group_id: int, recovery_public: bytes, *, by: Unlocked, now: datetime) -> None:
    """Seal every generation's private half to a confirmed recovery key; earlier sheets are void from now on."""
    group = session.get_one(ReadingGroup, group_id)
    for key in _generations(session, group_id):
        key.recovery_sealed = seal.seal_for(recovery_public, _open_group_key(session, key, by).private)
    group.recovery_public, group.recovery_confirmed_on = recovery_public, now.date()
    session.flush()


def restore_member(session: Session, group_id: int, holder_id: int, *, recovery: KeyPair, now: datetime) -> None:
    """Make a holder a member again with the recovery key. Raises KeyAlarm when it is not this group's."""
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


def _seal_under_password(row: AccountKey, pair: KeyPair, password: str, cost: str) -> None:
    row.salt, row.cost = seal.new_salt(), cost
    under = seal.key_from_password(password, row.salt, cost)
    row.sealed_private = seal.seal_bytes(under, pair.private, _account_place(row.holder_id))


def _checked(row: AccountKey, private: bytes) -> Unlocked:
    pair = KeyPair.from_private(private)
    if pair.public != row.public:
        raise KeyAlarm
    return Unlocked(row.holder_id, pair)


def _generations(session: Session, group_id: int) -> list[GroupKey]:
    wanted = sa.select(GroupKey).where(GroupKey.group_id == group_id).order_by(GroupKey.generation)
    found = list(session.execute(wanted).scalars())
    if not found:
        raise NotAReader
    return found


def _present_key(session: Session, group_id: int) -> tuple[int, bytes]:
    """Id and public half of a group's last generation; what sealing needs, and it happens for every petition."""
    wanted = sa.select(GroupKey.id, GroupKey.public).where(GroupKey.group_id == group_id)
    found = session.execute(wanted.order_by(GroupKey.generation.desc()).limit(1)).first()
    if found is None:
        raise NotAReader
    return found.id, found.public


def _open_group_key(session: Session, key: GroupKey, unlocked: Unlocked) -> KeyPair:
    wrap = session.get(GroupKeyWrap, (key.id, unlocked.holder_id))
    if wrap is None:
        raise NotAReader
    pair = KeyPair.from_private(seal.open_with(unlocked.pair, wrap.sealed))
    if pair.public != key.public:
        raise KeyAlarm
    return pair


def _wrap_group_key(session: Session, group_key_id: int, pair: KeyPair, holders: Iterable[int]) -> None:
    for holder_id in sorted(holders):
        public = session.get_one(AccountKey, holder_id).public
        sealed = seal.seal_for(public, pair.private)
        session.merge(GroupKeyWrap(group_key_id=group_key_id, holder_id=holder_id, sealed=sealed))
    session.flush()


def _wrap_subject(
    session: Session,
    subject: str,
    holder_id: int,
    key: bytes,
    *,
    purpose: str,
    group_id: int | None = None,
    until: date | None = None,
) -> None:
    public = session.get_one(AccountKey, holder_id).public
    session.add(
        SubjectKeyWrap(
            subject=subject,
            group_id=group_id,
            holder_id=holder_id,
            purpose=purpose,
            until=until,
            sealed=seal.seal_for(public, key),
        )
    )


def _move_wraps(
    session: Session, old: list[GroupKey], fresh: GroupKey, by: Unlocked, subjects: Collection[str]
) -> None:
    for key in old:
        wanted = sa.select(SubjectKeyWrap).where(
            SubjectKeyWrap.group_key_id == key.id, SubjectKeyWrap.subject.in_(list(subjects))
        )
        wraps = list(session.execute(wanted).scalars())
        pair = _open_group_key(session, key, by) if wraps else None
        for wrap in wraps:
            assert pair is not None
            wrap.sealed = seal.seal_for(fresh.public, seal.open_with(pair, wrap.sealed))
            wrap.group_key_id = fresh.id
    session.flush()


def _sealed_for_recovery(session: Session, group_id: int, pair: KeyPair) -> bytes | None:
    recovery = session.get_one(ReadingGroup, group_id).recovery_public
    return seal.seal_for(recovery, pair.private) if recovery is not None else None


def _require_readers_left(session: Session, subject: str, group_id: int, holder_id: int, *, via_group: bool) -> None:
    if via_group:
        left = member_ids(session, group_id) - {holder_id}
    else:
        singly = sa.select(SubjectKeyWrap.holder_id).where(
            SubjectKeyWrap.subject == subject, SubjectKeyWrap.purpose == SINGLY
        )
        left = frozenset(each for each in session.execute(singly).scalars() if each is not None) - {holder_id}
    if len(left) < FEWEST_READERS and holder_id in readers(session, subject):
        raise TooFewReaders


def _still_valid() -> sa.ColumnElement[bool]:
    return sa.or_(SubjectKeyWrap.until.is_(None), SubjectKeyWrap.until >= clock.today())


def _account_place(holder_id: int) -> str:
    return f"account:{holder_id}"


def _session_place(holder_id: int) -> str:
    return f"session:{holder_id}"


def _token_hash(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=32, person=b"xinqiao-founding").digest()
