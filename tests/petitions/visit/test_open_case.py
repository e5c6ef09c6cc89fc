"""The open case follows its key: whoever has it open goes on when the key is exchanged meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import conversation, queries, receipt, rekeying
from petitions.conversation import receipt_place
from petitions.joint import exchanging as joint
from petitions.joint import joining
from petitions.joint.voices import About
from petitions.visit.addresses import receipt_key
from petitions.workflow import State
from tests.petitions.conftest import NARRATIVE
from tests.petitions.phone import token
from vault import seal

CODE = "7K2M9P4QX5T8WABC"


@pytest.fixture
def given_receipt(app: Any) -> Callable[..., bytes]:
    """Give a case a receipt, of today or as it was before there were pairs; returns the derived private half."""

    def give(petition: Any, key: bytes, *, has_pair: bool) -> bytes:
        with app.test_request_context():
            derived = receipt.derive(receipt_key(), CODE)
        petition.receipt_id = derived.lookup_id
        if has_pair:
            petition.receipt_public, petition.receipt_sealed = derived.public, seal.seal_for(derived.public, key)
        else:
            petition.receipt_sealed = seal.seal_bytes(derived.key, key, receipt_place(petition.id))
        return derived.key

    return give


def test_a_petitioner_goes_on_writing_when_the_key_is_exchanged_in_the_same_half_hour(
    casework: Any, client: FlaskClient, given_receipt: Callable[..., bytes]
) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    private = given_receipt(petition, key, has_pair=True)
    casework.session.commit()
    client.post("/case", data={"code": CODE})
    page = client.get("/case").get_data(as_text=True)

    rekeying.exchange(casework.session, petition, key)
    casework.session.commit()
    answer = client.post("/case/say", data={"token": token(page), "text": "还没有发。"})

    assert answer.status_code == 303
    assert "还没有发。" in client.get("/case").get_data(as_text=True)
    fresh = conversation.key_of(casework.session, petition.id, private)
    assert fresh not in (None, key)


def test_a_pair_that_waits_ends_before_the_petitioner_writes_also_when_what_they_write_is_refused(
    casework: Any, client: FlaskClient, given_receipt: Callable[..., bytes]
) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    private = given_receipt(petition, key, has_pair=True)
    about = About("夜班津贴", "没有发。")
    joining.open_joining(casework.session, petition.id, about, key=key, instance_key=private, now=casework.clock())
    petition.key_due = True
    joint.begin_pair(casework.session, petition)
    casework.session.commit()
    client.post("/case", data={"code": CODE})

    answer = client.post("/case/say", data={"token": token(client.get("/case").get_data(as_text=True)), "text": ""})

    assert answer.status_code == 422
    assert NARRATIVE in answer.get_data(as_text=True)
    casework.session.refresh(petition)
    assert not petition.key_due
    assert not joint.has_begun_pair(casework.session, petition.id)


def test_coming_back_gives_an_old_receipt_its_pair(
    casework: Any, client: FlaskClient, given_receipt: Callable[..., bytes]
) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    given_receipt(petition, key, has_pair=False)
    casework.session.commit()

    assert client.post("/case", data={"code": CODE}).status_code == 303

    casework.session.expire_all()
    assert queries.petition(casework.session, petition.id).receipt_public is not None
    assert NARRATIVE in client.get("/case").get_data(as_text=True)
