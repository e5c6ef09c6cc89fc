"""A notice is written once, taken by one sender, repeated once at most when a sender dies, and given up in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from notices import backoff, faults, operations, queries
from notices.facts import NotClear
from notices.faults import Fault
from notices.models import Channel, OutboxRow, Standing
from tests.fixtures import START, Enterprise
from web.errors import Refusal


def _put(session: Session, **given: Any) -> OutboxRow:
    row = operations.put(session, Channel.MAIL, 7, "test-mail", **({"now": START, "coarse": False} | given))
    assert row is not None
    return row


def test_the_same_notice_is_written_once(session: Session) -> None:
    _put(session, once="digest:7:2026-11-24")

    assert operations.put(session, Channel.MAIL, 7, "test-mail", now=START, once="digest:7:2026-11-24") is None
    assert queries.waiting(session) == 1


def test_words_do_not_get_into_the_outbox(session: Session) -> None:
    with pytest.raises(NotClear):
        _put(session, facts={"step": "有人举报班长"})


def test_what_is_about_a_case_leaves_on_the_next_half_hour(session: Session) -> None:
    row = _put(session, now=START.replace(minute=41, second=17), coarse=True)

    assert row.next_try == START.replace(hour=10, minute=0)
    assert operations.take(session, now=START.replace(minute=59)) is None
    assert operations.take(session, now=START.replace(hour=10, minute=0)) is row
    assert row.next_try is not None
    assert row.next_try.minute % 30 == row.next_try.second == 0


def test_a_notice_is_taken_by_one_sender(session: Session) -> None:
    row = _put(session)

    assert operations.take(session, now=START) is row
    assert operations.take(session, now=START) is None


def test_a_crash_between_sending_and_settling_repeats_a_notice_once(session: Session) -> None:
    """At most one repeat: the second sender that dies is the last."""
    row = _put(session)
    later = START
    taken = []
    for _crash in range(5):
        taken.append(operations.take(session, now=later))
        later += backoff.SENDING

    assert taken == [row, row, None, None, None]
    assert row.standing is Standing.DEAD
    assert row.fault == faults.UNSURE


def test_a_sending_without_an_answer_is_repeated_once(session: Session) -> None:
    row = _put(session)
    operations.take(session, now=START)
    operations.note_fault(session, row.id, Fault(faults.UNSURE), now=START)
    assert row.standing is Standing.WAITING
    later = START + timedelta(hours=1)
    operations.take(session, now=later)
    operations.note_fault(session, row.id, Fault(faults.UNSURE), now=later)

    assert row.standing is Standing.DEAD


def test_tries_that_fail_are_spaced_out_and_end(session: Session) -> None:
    row = _put(session)
    now = START
    tries = 0
    while row.standing is not Standing.DEAD:
        assert operations.take(session, now=now) is row
        tries += 1
        operations.note_fault(session, row.id, Fault(faults.UNREACHABLE), now=now)
        now = row.next_try or now

    assert tries == backoff.MOST_TRIES
    assert now - START > timedelta(hours=12)
    assert row.settled_on == now.date()


def test_a_final_refusal_is_not_tried_again(session: Session) -> None:
    row = _put(session)
    operations.take(session, now=START)
    operations.note_fault(session, row.id, Fault(faults.REFUSED, "550", is_final=True), now=START)

    assert row.standing is Standing.DEAD


def test_what_is_too_late_is_not_sent(session: Session) -> None:
    row = _put(session, last_day=START.date())

    assert operations.take(session, now=START + timedelta(days=1)) is None
    assert row.standing is Standing.VOID


def test_once_settled_no_moment_is_kept(session: Session) -> None:
    row = _put(session)
    operations.take(session, now=START)
    operations.settle_sent(session, row.id, now=START)

    assert (row.standing, row.next_try, row.settled_on) == (Standing.SENT, None, START.date())


def test_an_administrator_sends_what_was_given_up_again_and_the_log_says_so(
    session: Session, enterprise: Enterprise
) -> None:
    row = _put(session)
    operations.take(session, now=START)
    operations.note_fault(session, row.id, Fault(faults.REFUSED, "550", is_final=True), now=START)
    operations.retry(session, row.id, actor=enterprise.people["admin"], now=START)

    assert operations.take(session, now=START) is row
    assert row.tries == 1
    with pytest.raises(Refusal):
        operations.retry(session, row.id, actor=enterprise.people["admin"], now=START)
    with pytest.raises(Refusal):
        operations.drop(session, row.id, actor=enterprise.people["admin"], now=START)


def test_what_left_is_forgotten_after_a_month_and_what_was_given_up_after_three(session: Session) -> None:
    sent, dead, waiting = _put(session), _put(session), _put(session)
    operations.settle_sent(session, sent.id, now=START)
    operations.note_fault(session, dead.id, Fault(faults.REFUSED, is_final=True), now=START)
    session.commit()

    operations.forget_settled(session, now=START + timedelta(days=31))
    assert {queries.row(session, each.id) for each in (sent, dead, waiting)} == {None, dead, waiting}
    operations.forget_settled(session, now=START + timedelta(days=91))
    assert {queries.row(session, each.id) for each in (sent, dead, waiting)} == {None, waiting}
