"""Links and signing in the box: one signature a link, nothing that tells who or when, nothing left after closing."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from benchmarks.phone import blind, finalize
from config import Settings
from database import Database
from surveys.ballot_box import box, invitations, tickets
from surveys.ballot_box.invitations import Drawn, LinksExist, NoSuchLink, Numbers, OtherMessage, Shut
from surveys.models import DrawnCount, Link, TicketKey
from tests.fixtures import START
from vault.instance_key import InstanceKey
from vault.seal import SealBroken

SURVEY = 4711
PRIVATE, PUBLIC = tickets.generate()
KEY = InstanceKey(b"k" * 32)
MESSAGE = b"m" * tickets.MESSAGE_BYTES


@pytest.fixture
def opened(database: Database) -> Database:
    """A survey whose tickets can be drawn for an hour, in two units that share a key pair."""
    invitations.keep_keys(database, SURVEY, {1: PRIVATE, 2: PRIVATE}, KEY)
    box.open_(database, SURVEY, START + timedelta(hours=1))
    return database


def _make(database: Database, survey: int, units: list[int]) -> list[str]:
    links = [invitations.token() for _unit in units]
    invitations.keep_links(database, survey, links, units)
    return links


def _draw(database: Database, link: str, blinded: bytes) -> bytes:
    return invitations.draw(database, link, blinded, instance_key=KEY, now=lambda: START)


def _numbers(database: Database) -> dict[int, Numbers]:
    with database.box_reading() as session:
        return invitations.numbers(session, SURVEY)


def test_a_link_gets_one_signature_and_the_same_again_when_the_line_broke(opened: Database) -> None:
    (link,) = _make(opened, SURVEY, [1])
    blinded, factor = blind(PUBLIC, MESSAGE)
    signature = _draw(opened, link, blinded)

    assert tickets.verify(PUBLIC, MESSAGE, finalize(PUBLIC, signature, factor))
    assert _draw(opened, f" {link.lower().replace('-', ' ')} ", blinded) == signature
    with pytest.raises(OtherMessage):
        _draw(opened, link, blind(PUBLIC, MESSAGE)[0])
    assert _numbers(opened) == {1: Numbers(1, 1)}


def test_what_cannot_be_signed_does_not_use_the_link_up(opened: Database) -> None:
    (link,) = _make(opened, SURVEY, [1])
    for blinded in (b"", b"\x00" * 256, b"\xff" * 256):
        with pytest.raises(tickets.NotSignable):
            _draw(opened, link, blinded)
    assert not invitations.find(opened, link).drawn
    assert _draw(opened, link, blind(PUBLIC, MESSAGE)[0])


def test_nothing_is_drawn_with_a_wrong_link_or_outside_the_time(opened: Database) -> None:
    (link,) = _make(opened, SURVEY, [1])
    blinded, _factor = blind(PUBLIC, MESSAGE)
    with pytest.raises(NoSuchLink):
        _draw(opened, invitations.token(), blinded)
    with pytest.raises(Shut):
        invitations.draw(opened, link, blinded, instance_key=KEY, now=lambda: START + timedelta(hours=1))
    assert _numbers(opened) == {1: Numbers(1, 0)}
    # The clock was set back: what was refused is possible again, and what was drawn stays drawn.
    _draw(opened, link, blinded)
    earlier = START - timedelta(days=3)
    with pytest.raises(OtherMessage):
        invitations.draw(opened, link, blind(PUBLIC, MESSAGE)[0], instance_key=KEY, now=lambda: earlier)


def test_fifty_phones_at_the_same_second_get_fifty_tickets(opened: Database) -> None:
    links = _make(opened, SURVEY, [1] * 40 + [2] * 10)
    asked = [(link, *blind(PUBLIC, bytes([number]) * 64)) for number, link in enumerate(links)]
    got: dict[int, bytes] = {}

    def phone(number: int) -> None:
        link, blinded, factor = asked[number]
        got[number] = finalize(PUBLIC, _draw(opened, link, blinded), factor)

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(tickets.verify(PUBLIC, bytes([number]) * 64, got[number]) for number in range(50))
    assert _numbers(opened) == {1: Numbers(40, 40), 2: Numbers(10, 10)}


def test_one_link_on_two_phones_at_once_gives_one_ticket(opened: Database) -> None:
    (link,) = _make(opened, SURVEY, [1])
    outcomes: list[str] = []

    def phone(number: int) -> None:
        try:
            _draw(opened, link, blind(PUBLIC, bytes([number]) * 64)[0])
            outcomes.append("drawn")
        except OtherMessage:
            outcomes.append("refused")

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["drawn"] + ["refused"] * 7


@pytest.fixture
def transactions(opened: Database) -> Iterator[list[str]]:
    """The statements of each transaction that is committed on the box."""
    committed: list[str] = []

    def note(connection: sa.Connection, _cursor: object, statement: str, *_rest: object) -> None:
        connection.info.setdefault("statements", []).append(statement)

    def end(connection: sa.Connection) -> None:
        committed.append("\n".join(connection.info.pop("statements", [])))

    def forget(connection: sa.Connection) -> None:
        connection.info.pop("statements", None)

    listened = (("before_cursor_execute", note), ("commit", end), ("rollback", forget))
    for name, listener in listened:
        event.listen(opened.box, name, listener)
    yield committed
    for name, listener in listened:
        event.remove(opened.box, name, listener)


def test_drawing_never_shares_a_transaction_with_answering(opened: Database, transactions: list[str]) -> None:
    """Thirty draw while thirty answer: no transaction touches both a link and an urn."""
    links = _make(opened, SURVEY, [1] * 30)
    blinded = [blind(PUBLIC, bytes([number]) * 64)[0] for number in range(30)]

    def answer(number: int) -> None:
        box.take(opened, SURVEY, 1, b"x", spent=bytes([number]) * 32, now=lambda: START)

    threads = [threading.Thread(target=_draw, args=(opened, links[number], blinded[number])) for number in range(30)]
    threads += [threading.Thread(target=answer, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("UPDATE" in each and "link" in each for each in transactions) == 30
    assert not [each for each in transactions if "link" in each and "urn_ballot" in each]


def test_links_are_kept_as_hashes_in_no_order(opened: Database, settings: Settings) -> None:
    links = _make(opened, SURVEY, list(itertools.repeat(1, 60)))
    with opened.box_reading() as session:
        kept = list(session.execute(sa.select(Link).order_by(Link.id)).scalars())
    order = [[row.token_hash for row in kept].index(invitations.token_hash(link)) for link in links]

    assert len(set(links)) == 60
    assert all(len(link.replace("-", "")) == 20 for link in links)
    assert order != sorted(order)
    content = b"".join(path.read_bytes() for path in Path(settings.instance).glob("box.db*"))
    assert not any(link.encode() in content or link.replace("-", "").encode() in content for link in links)


def test_links_are_made_once_and_withdrawn_only_while_nobody_has_drawn(opened: Database) -> None:
    (old,) = _make(opened, SURVEY, [1])
    with pytest.raises(LinksExist):
        _make(opened, SURVEY, [1])
    assert invitations.withdraw_links(opened, SURVEY) == 1
    with pytest.raises(NoSuchLink):
        invitations.find(opened, old)
    (link,) = _make(opened, SURVEY, [1])
    _draw(opened, link, blind(PUBLIC, MESSAGE)[0])
    with pytest.raises(Drawn):
        invitations.withdraw_links(opened, SURVEY)


@pytest.mark.parametrize(
    ("invited", "drawn", "reminded"),
    [(10, 5, 5), (10, 6, 0), (9, 0, 0), (40, 0, 40), (40, 36, 0), (40, 35, 5)],
)
def test_a_reminder_names_nobody_in_a_small_unit_and_not_the_last_few(
    opened: Database, invited: int, drawn: int, reminded: int
) -> None:
    links = _make(opened, SURVEY, [1] * invited)
    blinded, _factor = blind(PUBLIC, MESSAGE)
    for link in links[:drawn]:
        _draw(opened, link, blinded)
    with opened.box_reading() as session:
        named = invitations.to_remind(session, SURVEY, [*links, invitations.token()])

    assert len(named) == reminded
    assert named <= set(links[drawn:])


def test_signing_keys_are_sealed_and_open_for_their_own_unit_only(opened: Database, settings: Settings) -> None:
    content = b"".join(path.read_bytes() for path in Path(settings.instance).glob("box.db*"))
    assert PRIVATE[40:80] not in content
    with opened.box_writer.begin() as connection:
        table = TicketKey.__table__
        sealed = connection.execute(sa.select(table.c.sealed).where(table.c.unit == 2)).scalar_one()
        connection.execute(sa.update(table).where(table.c.unit == 1).values(sealed=sealed))
    (link,) = _make(opened, SURVEY, [1])
    with pytest.raises(SealBroken):
        _draw(opened, link, blind(PUBLIC, MESSAGE)[0])


def test_closing_leaves_numbers_and_neither_link_nor_key(opened: Database, settings: Settings) -> None:
    links = _make(opened, SURVEY, [1] * 12 + [2] * 15)
    for link in links[:4]:
        _draw(opened, link, blind(PUBLIC, MESSAGE)[0])
    with opened.box_reading() as session:
        assert box.waiting(session, SURVEY)
        sealed = list(session.execute(sa.select(TicketKey.sealed)).scalars())
    box.close(opened, SURVEY)
    box.close(opened, SURVEY)
    with opened.box_reading() as session:
        assert not box.waiting(session, SURVEY)
        assert session.execute(sa.select(sa.func.count()).select_from(DrawnCount)).scalar_one() == 2
    assert _numbers(opened) == {1: Numbers(12, 4), 2: Numbers(15, 0)}
    with pytest.raises(NoSuchLink):
        invitations.find(opened, links[0])
    opened.dispose()
    content = b"".join(path.read_bytes() for path in Path(settings.instance).glob("box.db*"))
    assert not any(invitations.token_hash(link) in content for link in links)
    assert not any(each[100:160] in content for each in sealed)
