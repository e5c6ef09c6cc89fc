"""A story: drawing tickets on a real PostgreSQL, where phones and the closing really meet."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from benchmarks.phone import blind, finalize
from database import Database
from surveys.ballot_box import box, invitations, tickets
from surveys.ballot_box.invitations import NoSuchLink, Numbers, OtherMessage, Shut
from tests.fixtures import START
from vault.instance_key import InstanceKey

pytestmark = pytest.mark.postgres
SURVEY = 4711
KEY = InstanceKey(b"k" * 32)


def test_phones_that_draw_while_the_box_closes_have_a_good_ticket_or_none(database: Database) -> None:
    """Sixty phones, every link opened on two of them, and the closing among them: nothing breaks, nothing counts twice."""
    private, public = tickets.generate()
    invitations.keep_keys(database, SURVEY, {1: private}, KEY)
    box.open_(database, SURVEY, START + timedelta(hours=1))
    links = [invitations.token() for _number in range(30)]
    invitations.keep_links(database, SURVEY, links, [1] * 30)
    asked = [(links[number // 2], bytes([number]) * 64, *blind(public, bytes([number]) * 64)) for number in range(60)]
    drawn: list[int] = []
    faults: list[Exception] = []

    def phone(number: int) -> None:
        link, message, blinded, factor = asked[number]
        try:
            signed = invitations.draw(database, link, blinded, instance_key=KEY, now=lambda: START)
            assert tickets.verify(public, message, finalize(public, signed, factor))
            drawn.append(number)
        except (OtherMessage, NoSuchLink, Shut):
            return
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(60)]
    for thread in threads[:40]:
        thread.start()
    box.close(database, SURVEY)
    for thread in threads[40:]:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len({number // 2 for number in drawn}) == len(drawn)
    with database.box_reading() as session:
        assert invitations.numbers(session, SURVEY) == {1: Numbers(30, len(drawn))}
        assert not invitations.unfinished(session, SURVEY)
