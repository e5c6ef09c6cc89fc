"""A holder's own pair of keys: sealed under the password, opened by it, kept sealed for the length of a session.

A holder is an account id. Opening the key is what authenticates; a new pair opens nothing the old one did.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vault import seal
from vault.models import AccountKey, GroupKeyWrap, GroupMember, SubjectKeyWrap
from vault.seal import KeyPair, SealBroken


class WrongPassword(Exception):
    """The password does not open the account key."""


class KeyAlarm(Exception):
    """A private key does not belong to the public key that is stored: somebody exchanged a key."""


@dataclass(frozen=True)
class Unlocked:
    """A holder's opened private key; lives as long as one request or job and never shows itself."""

    holder_id: int
    pair: KeyPair = field(repr=False)
    #: Pairs of groups that were opened with it, by what is stored of them.
    _groups: dict[bytes, KeyPair] = field(default_factory=dict, init=False, repr=False, compare=False)

    def group_pair(self, sealed: bytes, public: bytes) -> KeyPair:
        """The pair of a group as it is stored for this holder, opened once. Raises KeyAlarm."""
        if sealed not in self._groups:
            self._groups[sealed] = KeyPair.from_private(seal.open_with(self.pair, sealed))
        pair = self._groups[sealed]
        if pair.public != public:
            raise KeyAlarm
        return pair


def create(session: Session, holder_id: int, password: str, *, cost: str) -> Unlocked:
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


def reset(session: Session, holder_id: int, password: str, *, cost: str) -> None:
    """Give the holder a new pair. Whatever the old one opened must be given again, by people who can open it."""
    session.execute(sa.delete(GroupKeyWrap).where(GroupKeyWrap.holder_id == holder_id))
    session.execute(sa.delete(GroupMember).where(GroupMember.holder_id == holder_id))
    session.execute(sa.delete(SubjectKeyWrap).where(SubjectKeyWrap.holder_id == holder_id))
    session.execute(sa.delete(AccountKey).where(AccountKey.holder_id == holder_id))
    session.flush()
    create(session, holder_id, password, cost=cost)


def wrap_for_session(unlocked: Unlocked) -> tuple[bytes, bytes]:
    """(session key, private half sealed under it): the first goes into the cookie only, the second into the table."""
    key = seal.random_key()
    return key, seal.seal_bytes(key, unlocked.pair.private, _session_place(unlocked.holder_id))


def unwrap_from_session(session: Session, holder_id: int, session_key: bytes, sealed: bytes) -> Unlocked:
    """Open what `wrap_for_session` sealed. Raises SealBroken, and KeyAlarm for an exchanged key."""
    private = seal.open_bytes(session_key, sealed, _session_place(holder_id))
    return _checked(session.get_one(AccountKey, holder_id), private)


def _seal_under_password(row: AccountKey, pair: KeyPair, password: str, cost: str) -> None:
    row.salt, row.cost = seal.new_salt(), cost
    under = seal.key_from_password(password, row.salt, cost)
    row.sealed_private = seal.seal_bytes(under, pair.private, _account_place(row.holder_id))


def _checked(row: AccountKey, private: bytes) -> Unlocked:
    pair = KeyPair.from_private(private)
    if pair.public != row.public:
        raise KeyAlarm
    return Unlocked(row.holder_id, pair)


def _account_place(holder_id: int) -> str:
    return f"account:{holder_id}"


def _session_place(holder_id: int) -> str:
    return f"session:{holder_id}"
