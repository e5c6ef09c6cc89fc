"""Offices, their readers and what the form may offer."""

from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Account
from petitions import offices
from vault import account_keys, reading_groups, seal


def test_every_founded_office_is_listed_with_its_members(session: Session, enterprise: Any) -> None:
    found = {office.kind: office for office in offices.offices(session)}
    people = enterprise.people
    assert set(found) == {"union", "discipline", "identity"}
    assert found["union"].members == {people["officer"].id, people["officer2"].id}
    assert found["union"].group_id == enterprise.groups["union"]
    assert not found["discipline"].sheets_confirmed


def test_an_office_that_waits_for_its_founder_is_not_listed(session: Session, enterprise: Any) -> None:
    reading_groups.prepare_group(session, kind="union", unit_id=enterprise.units["生产一部"])
    assert len(offices.offices(session)) == 3


def test_an_office_is_listed_when_its_last_member_is_gone(session: Session, enterprise: Any) -> None:
    account_keys.reset(session, enterprise.people["keeper"].id, "another password", cost="cheap")
    account_keys.reset(session, enterprise.people["keeper2"].id, "another password", cost="cheap")
    found = {office.kind: office for office in offices.offices(session)}
    assert found["identity"].members == frozenset()
    assert not offices.front(session).keeps_identities


def test_whoever_may_no_longer_sign_in_is_no_reader(session: Session, enterprise: Any) -> None:
    session.get_one(Account, enterprise.people["officer2"].id).active = False
    session.flush()
    found = {office.kind: office for office in offices.offices(session)}
    assert found["union"].members == {enterprise.people["officer"].id}

    session.get_one(Account, enterprise.people["officer"].id).active = False
    session.flush()
    assert not offices.front(session).is_open, "nobody would read what is filed"


def test_readers_come_by_office_and_name_each_once(session: Session, enterprise: Any, clock: Any) -> None:
    both = enterprise.people["officer"]
    reading_groups.admit(
        session, enterprise.groups["discipline"], both.id, by=enterprise.people["inspector"].keys, now=clock()
    )
    listed = offices.readers(session, offices.offices(session))
    assert [reader.office_kind for reader in listed] == ["union"] * 2 + ["discipline"] * 2 + ["identity"] * 2
    assert len({reader.account_id for reader in listed}) == len(listed)


def test_the_form_knows_what_it_may_offer(session: Session, enterprise: Any, clock: Any) -> None:
    shown = offices.front(session)
    assert shown.is_open
    assert shown.keeps_identities
    assert not shown.takes_accusations
    assert set(shown.names("union")) == {"王芳", "李强"}
    for group in reading_groups.groups(session, "discipline"):
        group.recovery_confirmed_on, group.recovery_public = clock().date(), seal.KeyPair.generate().public
    session.flush()
    assert offices.front(session).takes_accusations


def test_without_offices_nothing_is_open(session: Session) -> None:
    shown = offices.front(session)
    assert not shown.is_open
    assert not shown.takes_accusations
    assert not shown.keeps_identities


def test_a_name_goes_to_the_keepers_of_the_nearest_unit(session: Session, enterprise: Any, clock: Any) -> None:
    plant, top = enterprise.units["生产一部"], enterprise.units["岱山能源集团"]
    near = reading_groups.found_group(
        session, kind="identity", unit_id=plant, founder=enterprise.people["keeper"].keys, now=clock()
    )
    known = offices.offices(session)
    found = offices.identity_office([plant, top], known)
    assert found is not None
    assert found.group_id == near.id
    above = offices.identity_office([top], known)
    assert above is not None
    assert above.group_id == enterprise.groups["identity"]
    assert offices.identity_office([], known) is None
