"""Filing what an officer was told or sent: once, with its channel and day, names sealed for whom they are meant."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from accounts.models import AuditEntry
from petitions import conversation, queries, receipt
from petitions.conversation import Named
from petitions.deadlines import ClockKind
from petitions.desk import by_hand as desk_by_hand
from petitions.desk.by_hand_form import ByHandForm
from petitions.history import verification
from petitions.kinds import Channel
from petitions.register import mandate_queries
from tests.petitions.conftest import CONTACT, NAME
from vault import subject_keys
from web.errors import Refusal


def by_hand(casework: Any, **more: str) -> ByHandForm:
    data = {
        "code": receipt.mint(),
        "channel": "letter",
        "kind": "suggestion",
        "text": "来信建议夜班食堂延长到一点。",
        "category": "canteen",
        "unit": "",
        "people": "1",
        "naming": "anonymous",
        "name": "不该存下的名字",
        **more,
    }
    form = ByHandForm(MultiDict(data))
    desk_by_hand.offer(form, casework.session, today=casework.clock().date())
    return form


def filed(casework: Any, form: ByHandForm) -> Any:
    officer = casework.enterprise.people["officer"]
    return desk_by_hand.file(casework.session, form, actor=officer, now=casework.clock(), instance_key=b"k" * 32)


def test_a_letter_is_filed_with_its_channel_and_the_same_form_twice_is_one_case(casework: Any) -> None:
    form = by_hand(casework)

    first, again = filed(casework, form), filed(casework, form)

    assert first.id == again.id
    assert first.channel is Channel.LETTER
    assert first.name_sealed is None
    assert first.filed_on == date(2026, 11, 24)


def test_a_page_that_lost_its_code_stores_nothing(casework: Any) -> None:
    with pytest.raises(Refusal):
        filed(casework, by_hand(casework, code="abc"))


def test_an_officer_cannot_name_half_an_office_away(casework: Any) -> None:
    """Both members are concerned by it: it goes to the next body, and neither of them can open it."""
    people = casework.enterprise.people
    form = by_hand(casework)
    form.concerned.data = [people["officer2"].id]

    petition = filed(casework, form)

    assert petition.group_id == casework.enterprise.groups["discipline"]


NAMED = {
    "naming": "named",
    "name": NAME,
    "contact": CONTACT,
    "address": "矿区三村12栋",
    "agent": "韩雷，儿子，有委托书",
    "representatives": "韩梅梅\n\n  李雷\n",
}
EVERYTHING = Named(NAME, CONTACT, "矿区三村12栋", "韩雷，儿子，有委托书", ("韩梅梅", "李雷"))


def key_of(casework: Any, petition: Any) -> bytes:
    officer = casework.enterprise.people["officer"]
    return subject_keys.open_subject(casework.session, queries.subject(petition.id), officer.keys)


def test_what_came_on_an_earlier_day_counts_and_runs_from_then_and_the_log_says_so(casework: Any) -> None:
    petition = filed(casework, by_hand(casework, received_on="2026-10-30", channel="fax"))
    (clock,) = queries.clock_rows(casework.session, petition.id)
    assert (petition.filed_on, petition.number[:8], petition.channel) == (date(2026, 10, 30), "XF202610", Channel.FAX)
    assert (clock.kind, clock.started_on, clock.due_on) == (ClockKind.NOTIFY, date(2026, 10, 30), date(2026, 11, 16))
    assert petition.next_due == clock.due_on
    (event,) = queries.events(casework.session, petition.id)
    assert (event.day, event.details) == (casework.clock().date(), {"received": "2026-10-30"})
    said = casework.session.execute(sa.select(AuditEntry).where(AuditEntry.action == "petition.received")).scalar_one()
    assert (said.subject, said.details) == (f"petition:{petition.id}", {"received": "2026-10-30"})
    assert verification.is_whole(casework.session, petition, [event], key_of(casework, petition))


@pytest.mark.parametrize("day", ["", "2026-11-24"])
def test_what_came_today_needs_no_line_in_the_log(casework: Any, day: str) -> None:
    petition = filed(casework, by_hand(casework, received_on=day))
    assert petition.filed_on == casework.clock().date()
    assert casework.session.execute(sa.select(AuditEntry).where(AuditEntry.action == "petition.received")).all() == []


@pytest.mark.parametrize("day", ["2026-11-25", "2026-09-24"])
def test_a_day_that_cannot_be_is_refused_before_anything_is_stored(casework: Any, day: str) -> None:
    with pytest.raises(Refusal) as refused:
        filed(casework, by_hand(casework, received_on=day))
    assert refused.value.field == "received_on"


def test_what_a_superior_sent_earlier_was_received_then(casework: Any) -> None:
    form = by_hand(
        casework,
        channel="superior",
        issuer="省总工会",
        received_on="2026-11-20",
        due_on="2026-12-20",
        asked="请报结果。",
    )
    petition = filed(casework, form)
    (mandate,) = mandate_queries.of_case(casework.session, petition.id)
    assert (mandate.received_on, mandate.due_on) == (date(2026, 11, 20), date(2026, 12, 20))


def test_address_agent_and_representatives_are_sealed_with_the_name(casework: Any) -> None:
    petition = filed(casework, by_hand(casework, **NAMED))
    assert conversation.named(petition, key_of(casework, petition)) == EVERYTHING
    assert repr(EVERYTHING) == "Named()"


def test_of_somebody_confidential_they_are_sealed_to_the_keepers(casework: Any) -> None:
    petition = filed(casework, by_hand(casework, **NAMED | {"naming": "confidential"}))
    assert petition.name_sealed is None
    assert conversation.named(petition, key_of(casework, petition)) is None


def test_of_somebody_anonymous_nothing_is_kept(casework: Any) -> None:
    petition = filed(casework, by_hand(casework, **NAMED | {"naming": "anonymous"}))
    assert petition.name_sealed is None
