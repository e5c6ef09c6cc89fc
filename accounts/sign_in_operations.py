"""Opening an account and being signed in: passwords, second steps, sessions, and who the present request comes from."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app, g, request
from sqlalchemy.orm import Session

from accounts import audit, preferences, queries, totp
from accounts.models import Account, SignInSession
from accounts.people import Person
from config import Settings
from vault import account_keys, seal
from vault.instance_key import InstanceKey
from web import clock
from web.transactions import apart, database

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=5)


class WrongCode(Exception):
    """The one-time code is wrong, late, or was used before."""


def open_account(session: Session, username: str, password: str) -> tuple[Account, account_keys.Unlocked]:
    """Open an account's key with the password, which is what authenticates; only reads. Takes as long for a user name
    that does not exist. Raises vault.account_keys.WrongPassword."""
    account = queries.account_by_username(session, username)
    if account is None:
        account_keys.waste_time_like_unlock(password, cost=password_cost())
        raise account_keys.WrongPassword
    return account, account_keys.unlock(session, account.id, password, cost=password_cost())


def begin_session(
    session: Session, account_id: int, keys: account_keys.Unlocked, *, code: str = "", now: datetime
) -> tuple[str, Person]:
    """Sign an opened account in; returns the cookie and the person. Raises WrongCode when a second step is on.

    The cookie holds a token and the key under which the session row keeps the account key sealed, so neither the
    table nor the cookie alone opens anything.
    """
    # Two sign-ins at one instant must not both find a code unused.
    account = queries.account_to_change(session, account_id)
    _check_code(account, code, now)
    token = secrets.token_bytes(TOKEN_BYTES)
    session_key, sealed = account_keys.wrap_for_session(keys)
    row = SignInSession(account_id=account.id, token_hash=_hash(token), sealed_key=sealed, started_at=now, seen_at=now)
    session.add(row)
    session.flush()
    person = Person(account.id, account.name, queries.assignments(session, account.id), keys, row.id)
    audit.record(session, person, "sign-in", f"account:{account.id}", now=now)
    return base64.urlsafe_b64encode(token + session_key).decode(), person


def load_person() -> Person | None:
    """The person of the current request by its cookie, or None; renews "last seen" at most every five minutes."""
    token, session_key = _cookie_parts(request.cookies.get(cookie_name(), ""))
    if token is None or session_key is None:
        return None
    now = clock.now()
    with database().reading() as session:
        row = queries.sign_in_session(session, _hash(token))
        if row is None or _idle(row, now):
            return None
        account = queries.account(session, row.account_id)
        if not account.active:
            return None
        try:
            keys = account_keys.unwrap_from_session(session, account.id, session_key, row.sealed_key)
        except (seal.SealBroken, account_keys.KeyAlarm):
            # Another row's half, or a key that was exchanged: signing in again tells which, and raises the alarm.
            return None
        g.must_change_password = account.must_change_password
        g.lacks_second_step = account.totp_sealed is None and preferences.read(session).require_totp
        person = Person(account.id, account.name, queries.assignments(session, account.id), keys, row.id)
        seen_at = row.seen_at
    if now - seen_at > SEEN_EVERY:
        with apart() as own:
            stored = own.get(SignInSession, person.session_id)
            if stored is not None:
                stored.seen_at = now
    return person


def sign_out(session: Session, person: Person, *, now: datetime) -> None:
    """End the session this person is signed in with."""
    end_session(session, person.session_id, actor=person, now=now)


def end_session(session: Session, session_id: int | None, *, actor: Person, now: datetime) -> None:
    """Revoke one signed-in browser."""
    row = session.get(SignInSession, session_id)
    if row is not None:
        session.delete(row)
        audit.record(session, actor, "session.end", f"account:{row.account_id}", now=now)


def end_sessions(session: Session, account_id: int, *, but: int | None = None) -> None:
    """Sign an account out of every browser, except perhaps one."""
    ended = sa.delete(SignInSession).where(SignInSession.account_id == account_id)
    session.execute(ended if but is None else ended.where(SignInSession.id != but))


def change_password(session: Session, old: str, new: str, *, actor: Person, now: datetime) -> None:
    """Seal the actor's key under another password and end their other sessions. Raises WrongPassword."""
    keys = account_keys.unlock(session, actor.id, old, cost=password_cost())
    account_keys.change_password(session, keys, new, cost=password_cost())
    queries.account(session, actor.id).must_change_password = False
    end_sessions(session, actor.id, but=actor.session_id)
    audit.record(session, actor, "account.password", f"account:{actor.id}", now=now)


def ask_password(session: Session, password: str, *, actor: Person) -> None:
    """Whether it is the actor who sits at a browser that is signed in. Raises WrongPassword."""
    account_keys.unlock(session, actor.id, password, cost=password_cost())


def turn_totp_on(session: Session, secret: str, code: str, *, password: str, actor: Person, now: datetime) -> bool:
    """Require one-time codes from now on, if `code` shows that the authenticator works. Raises WrongPassword."""
    ask_password(session, password, actor=actor)
    step = totp.accepted_step(secret, code, now, None)
    if step is None:
        return False
    account = queries.account(session, actor.id)
    account.totp_sealed = seal.seal_bytes(_totp_key(), secret.encode(), f"totp:{account.id}")
    account.totp_last_step = step
    audit.record(session, actor, "account.totp-on", f"account:{actor.id}", now=now)
    return True


def turn_totp_off(session: Session, password: str, *, actor: Person, now: datetime) -> None:
    """Stop requiring one-time codes. Raises WrongPassword."""
    ask_password(session, password, actor=actor)
    account = queries.account(session, actor.id)
    account.totp_sealed = account.totp_last_step = None
    audit.record(session, actor, "account.totp-off", f"account:{actor.id}", now=now)


def note_alarm(session: Session, username: str, *, now: datetime) -> None:
    """Write down that an account's private key does not fit its public one: somebody exchanged a key."""
    account = queries.account_by_username(session, username)
    if account is not None:
        audit.record(session, None, "key.alarm", f"account:{account.id}", now=now)


def cookie_name() -> str:
    """The desk cookie; the __Host- prefix binds it to this host wherever the connection is encrypted."""
    return "__Host-xinqiao-desk" if settings().https else "xinqiao-desk"


def settings() -> Settings:
    """The application's settings."""
    found: Settings = current_app.extensions["settings"]
    return found


def password_cost() -> str:
    """The cost of opening an account key, as vault.seal names it."""
    return settings().password_cost


def _check_code(account: Account, code: str, now: datetime) -> None:
    if account.totp_sealed is None:
        return
    secret = seal.open_bytes(_totp_key(), account.totp_sealed, f"totp:{account.id}").decode()
    step = totp.accepted_step(secret, code, now, account.totp_last_step)
    if step is None:
        raise WrongCode
    account.totp_last_step = step


def _totp_key() -> bytes:
    key: InstanceKey = current_app.extensions["instance_key"]
    return key.derive("totp")


def _cookie_parts(cookie: str) -> tuple[bytes | None, bytes | None]:
    try:
        raw = base64.urlsafe_b64decode(cookie.encode())
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None, None
    if len(raw) != TOKEN_BYTES * 2:
        return None, None
    return raw[:TOKEN_BYTES], raw[TOKEN_BYTES:]


def _idle(row: SignInSession, now: datetime) -> bool:
    # "Last seen" is renewed only every five minutes, so the idle limit is that much longer at most.
    return now - row.seen_at > timedelta(minutes=settings().idle_minutes) + SEEN_EVERY


def _hash(token: bytes) -> bytes:
    return hashlib.blake2b(token, digest_size=32, person=b"xinqiao-desk").digest()
