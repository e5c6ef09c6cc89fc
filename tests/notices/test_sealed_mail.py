"""A notice to a mailbox of nobody's account: sealed while it waits, one to an address, and gone however it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from database import Database
from notices import faults, operations, queries, sealed_mail
from notices.faults import Fault
from notices.models import NOBODY, OutboxRow
from tests.fixtures import START
from vault import seal
from vault.instance_key import InstanceKey

ADDRESS = "w-river@139.com"
EVENING = START.replace(hour=18, minute=30)


def put(session: Session, address: str = ADDRESS, **later: int) -> None:
    sealed_mail.put(session, address, "news", now=START + timedelta(**later))


def rows(session: Session) -> list[OutboxRow]:
    return list(session.execute(sa.select(OutboxRow).order_by(OutboxRow.next_try)).scalars())


def test_only_this_instance_opens_an_address_and_only_at_its_place(app: Flask, session: Session) -> None:
    sealed = sealed_mail.sealed(ADDRESS, "here")

    assert sealed_mail.opened(sealed, "here") == ADDRESS
    assert len(sealed) == len(sealed_mail.sealed("a@b.cn", "here"))
    with pytest.raises(seal.SealBroken):
        sealed_mail.opened(sealed, "there")
    put(session)
    app.extensions["instance_key"] = InstanceKey(bytes(range(32)))
    assert sealed_mail.address_of(rows(session)[0]) is None


def test_a_row_says_nothing_of_what_it_is_about_or_when_it_came_about(session: Session) -> None:
    put(session)
    put(session, "other@qq.com", hours=7)

    first, second = (
        {column.name: getattr(row, column.name) for column in row.__table__.columns} for row in rows(session)
    )
    its_own = {"id", "sealed_to", "once"}
    assert {name: value for name, value in first.items() if name not in its_own} == {
        name: value for name, value in second.items() if name not in its_own
    }
    assert (first["addressee_id"], first["facts"], first["next_try"]) == (NOBODY, {}, EVENING)
    assert not any(ADDRESS.encode() in bytes(str(value), "utf-8") for value in first.values())
    assert sealed_mail.address_of(rows(session)[0]) in {ADDRESS, "other@qq.com"}


def test_one_address_is_written_to_once_an_evening(session: Session) -> None:
    put(session)
    put(session, ADDRESS.upper(), hours=3)
    assert len(rows(session)) == 1

    row = operations.take(session, now=EVENING)
    assert row is not None
    operations.settle_sent(session, row.id, now=EVENING)
    put(session, hours=10)

    assert [each.next_try for each in rows(session)] == [EVENING + timedelta(days=1)]


def test_no_number_that_is_shown_grows_with_it(session: Session) -> None:
    put(session)

    assert queries.waiting(session) == 0
    assert queries.is_due(session, EVENING)


def test_two_cases_of_one_address_that_move_at_once_leave_one_notice(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "written", lambda *_asked: set())
    put(session)
    put(session)

    assert len(rows(session)) == 1
    # Of several at once the others are told all the same.
    sealed_mail.put_all(session, ["first@qq.com", ADDRESS, "last@qq.com"], "news", now=START)
    assert len(rows(session)) == 3


def test_many_are_written_to_at_once_and_always_in_the_same_order(
    session: Session, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five hundred may have joined one petition; and two cases with the same addresses must not wait for each other."""
    addresses = [f"{name}@qq.com" for name in "abcdefghijkl"]
    asked: list[str] = []
    sa.event.listen(database.main, "before_cursor_execute", lambda *told: asked.append(told[2]))
    sealed_mail.put_all(session, addresses, "news", now=START)
    assert len(asked) < len(addresses)
    asked.clear()
    sealed_mail.put_all(session, addresses, "news", now=START)
    assert (len(asked), len(rows(session))) == (1, len(addresses))

    session.execute(sa.delete(OutboxRow))
    orders: list[list[str | None]] = []

    def stored(_session: Session, *given: OutboxRow) -> bool:
        orders.append([row.once for row in given])
        return True

    monkeypatch.setattr(sealed_mail, "store_first", stored)
    for order in (addresses, addresses[::-1]):
        sealed_mail.put_all(session, order, "news", now=START)
    assert orders[0] == orders[1]


@pytest.mark.parametrize("ending", ["sent", "void", "refused", "sender died twice"])
def test_nothing_is_kept_of_it_once_it_is_settled(session: Session, ending: str) -> None:
    put(session)
    row = operations.take(session, now=EVENING)
    assert row is not None
    ends: dict[str, Any] = {
        "sent": lambda: operations.settle_sent(session, row.id, now=EVENING),
        "void": lambda: operations.settle_void(session, row.id, now=EVENING),
        "refused": lambda: operations.note_fault(
            session, row.id, Fault(faults.REFUSED, "550", is_final=True), now=EVENING
        ),
        "sender died twice": lambda: [
            operations.take(session, now=EVENING + timedelta(hours=hours)) for hours in (1, 2)
        ],
    }
    ends[ending]()
    session.flush()

    assert rows(session) == []
    assert queries.dead(session) == []


def test_what_could_not_be_sent_is_tried_again_on_half_hours(session: Session) -> None:
    put(session)
    row = operations.take(session, now=EVENING)
    assert row is not None
    operations.note_fault(session, row.id, Fault(faults.UNREACHABLE), now=EVENING)

    assert row.next_try == EVENING + timedelta(minutes=30)
    assert sealed_mail.address_of(row) == ADDRESS
