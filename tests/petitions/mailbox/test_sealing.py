"""Two seals: neither an officer with the database nor the administrator with the instance's folder opens an address.

The attacks are those of `tests.petitions.thief`: every blob of the database, every key, every place.
"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from accounts.roles import Role
from database import Base
from notices import sealed_mail
from notices.models import OutboxRow
from petitions import rekeying
from petitions.mailbox import operations, sealing
from petitions.redaction import versions as redactions
from petitions.workflow import Action, State
from tests.petitions.mailbox.conftest import ADDRESS, left_at, waiting
from tests.petitions.thief import Thief
from vault import reading_groups, seal
from vault.instance_key import InstanceKey


def of_the_folder(app: Any) -> bytes:
    """What the administrator derives from the instance's folder."""
    key: InstanceKey = app.extensions["instance_key"]
    return key.derive(sealed_mail.PURPOSE)


def test_neither_an_officer_nor_the_administrator_opens_it_and_both_together_do(app: Any, casework: Any) -> None:
    petition, key = left_at(casework, State.ACCEPTED)
    people = casework.enterprise.people
    officer, administrator, both = (Thief(casework.session, people[who]) for who in ("officer", "admin", "officer"))
    administrator.keys = {of_the_folder(app)}
    both.keys.add(of_the_folder(app))

    assert not administrator.reads(ADDRESS)
    # The attack works: this is what it finds when both seals are in one hand.
    assert both.reads(ADDRESS)

    mailbox = sealing.of_case(casework.session, petition.id)
    assert mailbox is not None
    inner = seal.open_bytes(key, mailbox.sealed, sealing.place(petition.id))
    casework.do(petition, Action.WRITE, "officer", text="我们在查。")
    (row,) = waiting(casework)
    assert not officer.reads(ADDRESS)
    # While a notice waits, the administrator opens where it goes. Nothing in it names the case, not even the bytes of
    # the inner seal, by which a reader would know it for their case's.
    assert administrator.reads(ADDRESS)
    assert row.sealed_to != inner
    shown = repr([getattr(row, column.name) for column in row.__table__.columns])
    assert petition.number not in shown
    assert str(petition.id) not in shown


def test_the_whole_database_and_its_files_hold_no_address(app: Any, casework: Any) -> None:
    petition, _key = left_at(casework, State.INVESTIGATING)
    casework.do(petition, Action.ASK, "handler", text="是哪几天？")
    casework.session.commit()

    everything = [
        str(value).encode("utf-8", "replace") if not isinstance(value, bytes) else value
        for table in Base.metadata.sorted_tables
        for row in casework.session.execute(sa.select(table))
        for value in row
    ]
    folder = app.extensions["settings"].instance
    everything += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    user = ADDRESS.partition("@")[0].encode()
    assert len(everything) > 100
    assert not [found for found in everything if user in found]


def test_whoever_left_the_case_opens_not_even_the_outer_seal_and_news_are_told_on(casework: Any) -> None:
    third = casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    by, union = casework.enterprise.people["officer"].keys, casework.enterprise.groups["union"]
    reading_groups.admit(casework.session, union, third.id, by=by, now=casework.clock())
    petition, key = left_at(casework, State.ACCEPTED)

    casework.do(petition, Action.RECUSE, "officer", reason="是我的亲戚。")
    row = sealing.of_case(casework.session, petition.id)

    assert row is not None
    with pytest.raises(seal.SealBroken):
        sealing.opened(row, key)
    assert sealing.opened(row, casework.present(petition, key)) == ADDRESS
    casework.session.execute(sa.delete(OutboxRow))
    casework.do(petition, Action.WRITE, "officer2", text="我们在查。")
    assert [sealed_mail.address_of(each) for each in waiting(casework)] == [ADDRESS]


@pytest.mark.parametrize("left_first", [True, False])
def test_whoever_holds_the_redacted_version_alone_tells_it_and_opens_no_address(
    casework: Any, left_first: bool
) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    steps = [lambda: casework.do(petition, Action.REDACT, "officer", text="某车间津贴没有发。")]
    steps.insert(0 if left_first else 1, lambda: operations.leave(casework.session, petition.id, ADDRESS, key=key))
    for step in steps:
        step()
    casework.do(petition, Action.ASSIGN, "officer", handler_id=casework.enterprise.people["handler"].id)
    casework.session.execute(sa.delete(OutboxRow))
    casework.do(petition, Action.ASK, "handler", text="是哪几天？")

    assert [sealed_mail.address_of(row) for row in waiting(casework)] == [ADDRESS]
    handler = Thief(casework.session, casework.enterprise.people["handler"])
    assert left_first or not handler.reads(ADDRESS)


def test_the_copy_for_the_redacted_version_is_exchanged_with_it(casework: Any) -> None:
    petition, key = left_at(casework, State.ACCEPTED)
    casework.do(petition, Action.REDACT, "officer", text="某车间津贴没有发。")
    redaction = redactions.of_case(casework.session, petition.id)
    row = sealing.of_case(casework.session, petition.id)
    assert redaction is not None
    assert row is not None
    masked = redactions.key_under(redaction, key)
    assert sealing.opened(row, masked, is_redacted=True) == ADDRESS

    fresh = rekeying.exchange(casework.session, petition, key)

    assert sealing.opened(row, redactions.key_under(redaction, fresh), is_redacted=True) == ADDRESS
    with pytest.raises(seal.SealBroken):
        sealing.opened(row, masked, is_redacted=True)


def test_an_instance_with_another_key_has_no_mailbox(app: Any, casework: Any) -> None:
    petition, key = left_at(casework, State.ACCEPTED)
    row = sealing.of_case(casework.session, petition.id)
    assert row is not None
    app.extensions["instance_key"] = InstanceKey(bytes(range(32)))

    assert sealing.opened(row, key) is None
