"""Leaving a mailbox is no step of the case: nothing but the sealed row tells that somebody did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from database import Base
from petitions import rekeying
from petitions.kinds import Kind
from petitions.mailbox import operations, sealing
from petitions.mailbox.models import NoticeMailbox
from petitions.retention import operations as retention_operations
from petitions.workflow import State
from tests.petitions.mailbox.conftest import ADDRESS, left_at
from web import clock as product_clock
from web.errors import Refusal


def rows(casework: Any) -> dict[str, set[str]]:
    """Every row of every table."""
    casework.session.flush()
    tables = Base.metadata.sorted_tables
    return {table.name: {repr(row) for row in casework.session.execute(sa.select(table))} for table in tables}


def test_leaving_changing_and_removing_leave_no_other_trace(casework: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    before = rows(casework)

    operations.leave(casework.session, petition.id, ADDRESS, key=key)
    left = rows(casework)
    operations.leave(casework.session, petition.id, "x@qq.com", key=key)
    row = sealing.of_case(casework.session, petition.id)
    assert row is not None
    assert sealing.opened(row, key) == "x@qq.com"
    operations.remove(casework.session, petition.id)
    operations.remove(casework.session, petition.id)

    assert {name for name, found in left.items() if found != before[name]} == {"petition_mailbox"}
    assert rows(casework) == before


def test_the_enterprises_own_mailbox_and_an_accusation_are_refused_with_what_to_do(casework: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    with pytest.raises(Refusal) as refused:
        operations.leave(casework.session, petition.id, "wang@works.example", key=key)
    assert refused.value.field == "mailbox"
    assert "请换一个私人邮箱" in str(refused.value.message)

    accusation, key = casework.file(Kind.ACCUSATION)
    with pytest.raises(Refusal) as refused:
        operations.leave(casework.session, accusation.id, ADDRESS, key=key)
    assert "按回执上的日子" in str(refused.value.message)


def test_a_key_that_was_exchanged_a_moment_ago_seals_nothing(casework: Any) -> None:
    petition, key = casework.lead_to(State.ACCEPTED)
    rekeying.exchange(casework.session, petition, key)

    with pytest.raises(Refusal):
        operations.leave(casework.session, petition.id, ADDRESS, key=key)
    assert sealing.of_case(casework.session, petition.id) is None


def test_it_is_destroyed_with_the_names_ahead_of_its_case(casework: Any) -> None:
    closed, _key = left_at(casework, State.CLOSED)
    running, _key = left_at(casework, State.ACCEPTED)
    casework.clock.set(datetime(2028, 6, 1, 9, tzinfo=product_clock.ZONE))

    names, cases, _records = retention_operations.destroy_due(casework.session, now=casework.clock())

    kept = set(casework.session.execute(sa.select(NoticeMailbox.petition_id)).scalars())
    assert (names, cases) == (1, 0)
    assert closed.purged_on is None
    assert kept == {running.id}
