"""Which tickets admit a ballot, judged apart from pages."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from database import Database
from surveys import queries
from surveys.answering import redeeming
from surveys.answering.redeeming import BROKEN, EARLY, FOREIGN, FORGED, MISSING, NotRedeemable
from tests.surveys import invited as by_invitation
from tests.surveys.conftest import definition_of
from tests.surveys.invited import Invited, draw_ticket

#: Fixtures.
quick_keys = by_invitation.quick_keys
invited_survey = by_invitation.invited_survey

Open = Callable[..., Invited]


def _redeem(database: Database, invited: Invited, text: str, now: Any) -> Any:
    with database.main.connect() as reading:
        survey = queries.answering(reading, invited.survey.slug)
    return redeeming.redeem(database, survey, definition_of(invited.survey), text, now=now)


def test_a_ticket_that_was_drawn_is_good_in_its_own_unit(
    client: FlaskClient, invited_survey: Open, database: Database, clock: Any
) -> None:
    invited = invited_survey()
    ticket = draw_ticket(client, invited, invited.of("机关")[0])

    assert _redeem(database, invited, f"\n{ticket.to_text()} ", clock()) == ticket
    assert invited.keys[ticket.unit].name == "机关"


def test_any_other_is_refused_with_its_reason(
    client: FlaskClient, invited_survey: Open, database: Database, clock: Any
) -> None:
    invited = invited_survey()
    ticket = draw_ticket(client, invited, invited.links[0])
    wrong = {
        " ": MISSING,
        "xq1": BROKEN,
        replace(ticket, slug="elsewhere").to_text(): FOREIGN,
        replace(ticket, unit=77).to_text(): FORGED,
        replace(ticket, message=secrets.token_bytes(64)).to_text(): FORGED,
        replace(ticket, signature=secrets.token_bytes(256)).to_text(): FORGED,
    }
    for text, sentence in wrong.items():
        with pytest.raises(NotRedeemable) as caught:
            _redeem(database, invited, text, clock())
        assert caught.value.sentence == sentence


def test_nothing_is_redeemed_while_tickets_are_only_drawn(
    client: FlaskClient, invited_survey: Open, database: Database, clock: Any
) -> None:
    invited = invited_survey(drawing_days=2)
    ticket = draw_ticket(client, invited, invited.links[0])
    last = clock() + timedelta(days=2)
    with pytest.raises(NotRedeemable) as caught:
        _redeem(database, invited, ticket.to_text(), last - timedelta(seconds=1))

    assert caught.value.sentence == EARLY
    assert _redeem(database, invited, ticket.to_text(), last) == ticket
