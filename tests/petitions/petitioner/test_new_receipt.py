"""A new receipt code takes the place of the one before, for whoever brings that and for nobody who remembers it later."""

from __future__ import annotations

from typing import Any

import pytest

from petitions import conversation, intake, receipt
from petitions.keys import holding
from petitions.petitioner import new_receipt
from petitions.workflow import State
from tests.petitions.conftest import NARRATIVE
from tests.petitions.test_stepping_back import CODE, INSTANCE_KEY, by_receipt, filed
from vault import seal
from web.errors import Refusal

NEW = "8M3N0P5QX6T9WABD"
LATER = "后来写的话。"


def test_the_code_before_opens_nothing_and_the_key_it_gave_nothing_that_is_written_later(casework: Any) -> None:
    session, petition = casework.session, filed(casework)
    before, old = by_receipt(casework), receipt.derive(INSTANCE_KEY, CODE)

    derived = new_receipt.take(session, petition.id, NEW, key=before, private=old.key, instance_key=INSTANCE_KEY)

    assert conversation.by_receipt(session, CODE, instance_key=INSTANCE_KEY) is None
    assert conversation.key_of(session, petition.id, old.key) is None
    fresh = conversation.key_of(session, petition.id, derived.key)
    assert fresh is not None
    intake.petitioner_says(session, petition.id, key=fresh, text=LATER, now=casework.clock())
    assert [each.text for each in conversation.messages(session, petition.id, fresh)] == [NARRATIVE, LATER]
    with pytest.raises(seal.SealBroken):
        conversation.messages(session, petition.id, before)
    assert holding.case_key(session, petition, casework.enterprise.people["officer"]) == fresh


def test_a_page_opened_before_somebody_else_changed_the_code_changes_nothing(casework: Any) -> None:
    petition = filed(casework)
    stale, old = seal.random_key(), receipt.derive(INSTANCE_KEY, CODE)

    with pytest.raises(Refusal) as refused:
        new_receipt.take(casework.session, petition.id, NEW, key=stale, private=old.key, instance_key=INSTANCE_KEY)

    assert refused.value.message == holding.STALE
    assert by_receipt(casework)
    assert petition.state is State.REGISTERED
