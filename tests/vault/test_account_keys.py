"""The password opens the key and nothing else does; an exchanged key is noticed."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.vault.conftest import PASSWORD
from vault import account_keys, seal
from vault.account_keys import KeyAlarm, Unlocked, WrongPassword
from vault.models import AccountKey
from vault.seal import KeyPair, SealBroken


def test_opening_the_key_is_what_authenticates(session: Session, holders: list[Unlocked]) -> None:
    assert account_keys.unlock(session, 1, PASSWORD, cost="cheap") == holders[0]
    for holder, password in ((1, PASSWORD + "x"), (1, ""), (99, PASSWORD)):
        with pytest.raises(WrongPassword):
            account_keys.unlock(session, holder, password, cost="cheap")


def test_a_new_password_opens_the_same_key_and_the_old_one_nothing(session: Session, holders: list[Unlocked]) -> None:
    account_keys.change_password(session, holders[0], "另一座桥 2027", cost="cheap")

    assert account_keys.unlock(session, 1, "另一座桥 2027", cost="cheap") == holders[0]
    with pytest.raises(WrongPassword):
        account_keys.unlock(session, 1, PASSWORD, cost="cheap")


def test_somebody_elses_sealed_key_put_in_place_does_not_open(session: Session, holders: list[Unlocked]) -> None:
    mine, theirs = session.get_one(AccountKey, 1), session.get_one(AccountKey, 2)
    mine.sealed_private, mine.salt, mine.public = theirs.sealed_private, theirs.salt, theirs.public

    with pytest.raises(WrongPassword):
        account_keys.unlock(session, 1, PASSWORD, cost="cheap")


def test_an_exchanged_public_key_raises_the_alarm(session: Session, holders: list[Unlocked]) -> None:
    session.get_one(AccountKey, 1).public = KeyPair.generate().public

    with pytest.raises(KeyAlarm):
        account_keys.unlock(session, 1, PASSWORD, cost="cheap")
    key, sealed = account_keys.wrap_for_session(holders[0])
    with pytest.raises(KeyAlarm):
        account_keys.unwrap_from_session(session, 1, key, sealed)


def test_cookie_and_table_open_only_together(session: Session, holders: list[Unlocked]) -> None:
    key, sealed = account_keys.wrap_for_session(holders[0])

    assert account_keys.unwrap_from_session(session, 1, key, sealed) == holders[0]
    assert holders[0].pair.private not in sealed
    with pytest.raises(SealBroken):
        account_keys.unwrap_from_session(session, 1, seal.random_key(), sealed)
    with pytest.raises(SealBroken):
        account_keys.unwrap_from_session(session, 2, key, sealed)
