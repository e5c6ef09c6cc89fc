"""A story: whoever steps back from a case, or is named in it, opens nothing of it any more, whatever else they hold.

The attack is made without the product's rules: every row of the database, the person's own key and the keys of all
their offices, each wrap tried with each.
"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from accounts.people import Person
from accounts.roles import Role
from petitions import conduct, intake
from petitions.models import Message, Petition
from petitions.workflow import Action, State
from vault import reading_groups, seal
from vault.models import GroupKeyWrap, SubjectKeyWrap

LATER = "班长昨天找我谈话了。"


@pytest.fixture
def third(casework: Any) -> Person:
    """A third officer, so that two are left when one steps back."""
    found: Person = casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    by, union = casework.enterprise.people["officer"].keys, casework.enterprise.groups["union"]
    reading_groups.admit(casework.session, union, found.id, by=by, now=casework.clock())
    return found


def stolen(casework: Any, petition: Petition, who: Person) -> list[str]:
    """Every message of the case that somebody with the whole database and this person's key reads."""
    session = casework.session
    assert who.keys is not None
    pairs = [who.keys.pair]
    for wrap in session.scalars(sa.select(GroupKeyWrap)):
        private = _opened(who.keys.pair, wrap.sealed)
        pairs += [seal.KeyPair.from_private(private)] if private is not None else []
    wraps = session.scalars(sa.select(SubjectKeyWrap)).all()
    keys = [key for wrap in wraps for pair in pairs if (key := _opened(pair, wrap.sealed)) is not None]
    read = []
    for message in session.scalars(sa.select(Message).where(Message.petition_id == petition.id)):
        for key in keys:
            try:
                read.append(seal.open_text(key, message.sealed, conduct.message_place(petition.id, message.ordinal)))
            except seal.SealBroken:
                continue
    return read


def _opened(pair: seal.KeyPair, sealed: bytes) -> bytes | None:
    try:
        return seal.open_with(pair, sealed)
    except seal.SealBroken:
        return None


def says_more(casework: Any, petition: Petition, key: bytes) -> None:
    intake.petitioner_says(casework.session, petition.id, key=key, text=LATER, now=casework.clock())


@pytest.mark.parametrize("state", [State.REGISTERED, State.ACCEPTED, State.REPLIED])
def test_an_officer_who_steps_back_opens_nothing_more_and_the_others_do(
    casework: Any, third: Person, state: State
) -> None:
    petition, key = casework.lead_to(state)
    people = casework.enterprise.people
    assert stolen(casework, petition, people["officer"])

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    says_more(casework, petition, key)

    assert stolen(casework, petition, people["officer"]) == []
    for reader in (people["officer2"], third):
        assert LATER in stolen(casework, petition, reader)


def test_a_handler_and_an_approver_who_step_back_open_nothing_more(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)
    people = casework.enterprise.people
    assert stolen(casework, petition, people["handler"])

    casework.do(petition, Action.RECUSE, "handler", reason="与信访人有过节。")
    says_more(casework, petition, key)

    assert stolen(casework, petition, people["handler"]) == []
    drafted, key = casework.lead_to(State.DRAFTED)
    assert stolen(casework, drafted, people["leader"])
    casework.do(drafted, Action.RECUSE, "leader", reason="是我批的。")
    says_more(casework, drafted, key)
    assert stolen(casework, drafted, people["leader"]) == []


@pytest.mark.usefixtures("third")
def test_whoever_a_petitioner_names_later_opens_nothing_more(casework: Any) -> None:
    petition, key = casework.lead_to(State.REPLIED)
    people = casework.enterprise.people
    casework.clock.advance(days=31)

    named = [people["officer2"].id]
    casework.do(petition, Action.CHECK_IN, None, key=key, pressed=True, named=named, text="换了我的班。")
    says_more(casework, petition, key)

    assert stolen(casework, petition, people["officer2"]) == []
    assert LATER in stolen(casework, petition, people["officer"])


@pytest.mark.usefixtures("third")
def test_whoever_was_left_out_from_the_beginning_never_opens_anything(casework: Any) -> None:
    petition, key = casework.file(excluded=("officer2",))
    says_more(casework, petition, key)

    assert stolen(casework, petition, casework.enterprise.people["officer2"]) == []
    for outsider in ("admin", "handler", "leader", "inspector", "keeper"):
        assert stolen(casework, petition, casework.enterprise.people[outsider]) == []
    assert LATER in stolen(casework, petition, casework.enterprise.people["officer"])


@pytest.mark.usefixtures("third")
def test_the_file_itself_forgets_the_key_that_was_taken_back(casework: Any, database: Any) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    wrap = casework.session.scalars(sa.select(SubjectKeyWrap.sealed)).all()[-1]
    casework.session.commit()

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    casework.session.commit()
    with database.main.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    content = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert wrap not in content
