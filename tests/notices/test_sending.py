"""`tick` sends what is due in short transactions; a request sends nothing; one bad notice holds no other up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from database import Database
from notices import faults, operations, registry, sending
from notices.faults import Fault
from notices.models import Channel, OutboxRow, Standing
from notices.registry import Message, Template
from tests.fixtures import START, Clock
from web import tick


class Carrier:
    """Notes what it is given; what it should raise is put into `faults`."""

    def __init__(self, database: Database) -> None:
        self.sent: list[tuple[int, str]] = []
        self.opened = 0
        self.faults: list[Exception] = []
        self._database = database

    def target(self, _session: Session, row: OutboxRow) -> int | None:
        return row.addressee_id if row.addressee_id != 404 else None

    def send(self, row: OutboxRow, _target: int, message: Message) -> None:
        # No transaction is open while a network is waited for: another writer gets through.
        with self._database.writing() as other, other.begin():
            other.get_one(OutboxRow, row.id)
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((row.addressee_id, message.text))


@pytest.fixture
def carrier(app: Flask, database: Database) -> Carrier:
    """A way out that notes what leaves, and a template that tells its number."""
    made = Carrier(database)

    @contextmanager
    def opener() -> Iterator[Carrier]:
        made.opened += 1
        yield made

    registry.register_carrier(app, Channel.MAIL, opener)
    registry.register_template(
        app, "plain", Template("plain", lambda _s, row, _n: Message("", str(row.facts["number"])))
    )
    registry.register_template(app, "over", Template("over", lambda _s, _r, _n: None))
    return made


@pytest.fixture
def put(session: Session) -> Callable[..., int]:
    """`put(7, "plain")` writes a notice and commits."""

    def go(addressee: int, template: str = "plain", number: str = "XF1") -> int:
        row = operations.put(
            session, Channel.MAIL, addressee, template, now=START, facts={"number": number}, coarse=False
        )
        session.commit()
        assert row is not None
        return row.id

    return go


def _row(database: Database, row_id: int) -> OutboxRow:
    with database.reading() as session:
        return session.get_one(OutboxRow, row_id)


def test_what_is_due_leaves_once_over_one_way_out(
    app: Flask, database: Database, carrier: Carrier, put: Callable[..., int]
) -> None:
    ids = [put(7, number="XF1"), put(8, number="XF2")]

    with app.app_context():
        assert "notices" in tick.run()
        tick.run()

    assert sorted(carrier.sent) == [(7, "XF1"), (8, "XF2")]
    assert carrier.opened == 1
    assert {_row(database, each).standing for each in ids} == {Standing.SENT}


def test_one_that_fails_holds_no_other_up_and_comes_again(
    app: Flask, database: Database, carrier: Carrier, put: Callable[..., int], clock: Clock
) -> None:
    first, second = put(7), put(8)
    carrier.faults = [Fault(faults.REFUSED, "451")]
    with app.app_context():
        sending.send_due(START)
        assert len(carrier.sent) == 1
        clock.advance(minutes=1)
        sending.send_due(clock())

    assert sorted(each for each, _text in carrier.sent) == [7, 8]
    assert {_row(database, each).standing for each in (first, second)} == {Standing.SENT}


def test_a_fault_of_our_own_is_kept_as_such_and_what_it_said_is_not(
    app: Flask, database: Database, carrier: Carrier, put: Callable[..., int], caplog: pytest.LogCaptureFixture
) -> None:
    row_id = put(7)
    carrier.faults = [ValueError("张三 13800000000")]
    with app.app_context():
        sending.send_due(START)

    assert _row(database, row_id).fault == faults.BROKEN
    assert "13800000000" not in caplog.text


@pytest.mark.parametrize(("addressee", "template"), [(404, "plain"), (7, "over"), (7, "of another version")])
def test_what_there_is_nothing_to_tell_of_or_nobody_to_tell_is_put_away(
    app: Flask, database: Database, carrier: Carrier, put: Callable[..., int], addressee: int, template: str
) -> None:
    row_id = put(addressee, template)
    with app.app_context():
        sending.send_due(START)

    assert carrier.sent == []
    assert _row(database, row_id).standing is Standing.VOID


def test_a_run_ends_in_time_and_leaves_the_rest_to_the_next(
    app: Flask, carrier: Carrier, put: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in range(1, 4):
        put(each)
    monkeypatch.setattr(sending, "SECONDS_A_RUN", -1.0)
    with app.app_context():
        sending.send_due(START)
        assert carrier.sent == []
        monkeypatch.setattr(sending, "SECONDS_A_RUN", 40.0)
        monkeypatch.setattr(sending, "MOST_A_RUN", 2)
        sending.send_due(START)
        assert len(carrier.sent) == 2
        sending.send_due(START)

    assert len(carrier.sent) == 3


def test_a_crash_after_sending_repeats_it_once(
    app: Flask, database: Database, carrier: Carrier, put: Callable[..., int], monkeypatch: Any, clock: Clock
) -> None:
    row_id = put(7)

    def killed(*_given: Any, **_named: Any) -> None:
        raise SystemExit

    monkeypatch.setattr(operations, "settle_sent", killed)
    with app.app_context():
        for _run in range(4):
            with suppress(SystemExit):
                sending.send_due(clock())
            clock.advance(minutes=5)

    assert len(carrier.sent) == 2
    assert _row(database, row_id).standing is Standing.DEAD
