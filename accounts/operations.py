"""Every write to units, accounts and sign-in sessions."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from datetime import datetime, timedelta

from flask import current_app, g, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from vault import keyring
from vault.instance_key import InstanceKey

from accounts import audit, queries
from accounts.models import Account, RoleAssignment, SignInSession, Unit
from accounts.people import Assignment, Person
from accounts.roles import may_combine
from config import Settings
from web import clock
from web.errors import Refusal
from web.transactions import apart, database

OFFICER_AND_KEEPER = _l("同一人不能既是诉求办理专员，又是实名信息保管人。请把其中一个角色交给另一位同事。")
TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=5)


def add_unit(
    session: Session,
    *,
    name: str,
    parent_id: int | None,
    headcount: int = 0,
    position: int = 0,
    actor: Person | None,
    now: datetime,
) -> Unit:
    """Add a unit below `parent_id`, or the enterprise itself when None."""
    unit = Unit(name=name.strip(), parent_id=parent_id, headcount=headcount, position=position)
    session.add(unit)
    session.flush()
    audit.record(session, actor, "unit.add", f"unit:{unit.id}", now=now, name=unit.name)
    return unit


def add_account(
    session: Session,
    *,
    username: str,
    name: str,
    password: str,
    assignments: list[Assignment],
    actor: Person | None,
    now: datetime,
    title: str = "",
    must_change_password: bool = False,
) -> Account:
    """Add somebody who signs in, with a fresh account key. Raises Refusal when the roles exclude each other."""
    from_roles = {each.role for each in assignments}
    if not may_combine(from_roles):
        raise Refusal(OFFICER_AND_KEEPER, field="roles")
    account = Account(
        username=username.strip().lower(),
        name=name.strip(),
        title=title.strip(),
        must_change_password=must_change_password,
        created_on=now.date(),
    )
    session.add(account)
    session.flush()
    session.add_all(RoleAssignment(account_id=account.id, role=each.role, unit_id=each.unit_id) for each in assignments)
    keyring.create_account_key(session, account.id, password, cost=password_cost())
    audit.record(
        session,
        actor,
        "account.add",
        f"account:{account.id}",
        now=now,
        roles=sorted(role.value for role in from_roles),
    )
    return account


def sign_in(session: Session, account: Account, password: str, *, now: datetime) -> tuple[str, Person]:
    """Open the account's key with `password` and begin a session; returns the cookie and the person.

    Raises vault.keyring.WrongPassword. The cookie holds a token and the key under which the session row keeps
    the account key sealed, so neither the table nor the cookie alone opens anything.
    """
    keys = keyring.unlock(session, account.id, password, cost=password_cost())
    token = secrets.token_bytes(TOKEN_BYTES)
    session_key, sealed = keyring.wrap_for_session(keys)
    row = SignInSession(account_id=account.id, token_hash=_hash(token), sealed_key=sealed, started_at=now, seen_at=now)
    session.add(row)
    session.flush()
    person = Person(account.id, account.name, queries.assignments(session, account.id), keys, row.id)
    audit.record(session, person, "sign-in", f"account:{account.id}", now=now)
    return base64.urlsafe_b64encode(token + session_key).decode(), person


def sign_out(session: Session, person: Person, *, now: datetime) -> None:
    """End the session this person is signed in with."""
    end_session(session, person.session_id, actor=person, now=now)


def end_session(session: Session, session_id: int | None, *, actor: Person, now: datetime) -> None:
    """Revoke one signed-in browser."""
    row = session.get(SignInSession, session_id)
    if row is not None:
        session.delete(row)
        audit.record(session, actor, "session.end", f"account:{row.account_id}", now=now)


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
        keys = keyring.unwrap_from_session(session, account.id, session_key, row.sealed_key)
        g.must_change_password = account.must_change_password
        person = Person(account.id, account.name, queries.assignments(session, account.id), keys, row.id)
        seen_at = _aware(row.seen_at)
    if now - seen_at > SEEN_EVERY:
        with apart() as own:
            stored = own.get(SignInSession, person.session_id)
            if stored is not None:
                stored.seen_at = now
    return person


def cookie_name() -> str:
    """The desk cookie; the __Host- prefix binds it to this host wherever the connection is encrypted."""
    return "__Host-xinqiao-desk" if settings().https else "xinqiao-desk"


def set_up_token(key: InstanceKey) -> str:
    """The token of the set-up link; it works only while no account exists."""
    return key.derive("set-up-link").hex()[:32]


def settings() -> Settings:
    """The application's settings."""
    found: Settings = current_app.extensions["settings"]
    return found


def password_cost() -> str:
    """The cost of opening an account key, as vault.seal names it."""
    return settings().password_cost


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
    return now - _aware(row.seen_at) > timedelta(minutes=settings().idle_minutes) + SEEN_EVERY


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.ZONE)


def _hash(token: bytes) -> bytes:
    return hashlib.blake2b(token, digest_size=32, person=b"xinqiao-desk").digest()
