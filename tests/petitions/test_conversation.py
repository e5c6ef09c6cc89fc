"""What is sealed opens with the right key, in the right place, and nowhere else."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import conversation, intake
from petitions.conversation import Named
from petitions.files.attachments import CleanFile
from petitions.workflow import Action, State
from vault import seal
from web.errors import Missing, Refusal


def test_both_sides_are_read_in_order(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.lead_to(State.ASKING)
    intake.petitioner_says(session, petition.id, key=key, text="九月三日", now=clock())
    said = conversation.messages(session, petition.id, key)
    assert [(each.ordinal, each.is_petitioners, each.action) for each in said] == [
        (1, True, Action.FILE),
        (2, False, Action.ASK),
        (3, True, Action.SAY),
    ]
    assert said[-1].text == "九月三日"
    assert said[0].account_id is None
    assert petition.state is State.INVESTIGATING


def test_another_key_opens_nothing(session: Session, casework: Any) -> None:
    petition, _key = casework.file()
    with pytest.raises(seal.SealBroken):
        conversation.messages(session, petition.id, seal.random_key())
    with pytest.raises(seal.SealBroken):
        conversation.narrative(session, petition.id, seal.random_key())


def test_a_message_moved_to_another_place_does_not_open(session: Session, casework: Any) -> None:
    from petitions import queries

    petition, key = casework.lead_to(State.ASKING)
    first, second = queries.messages(session, petition.id)
    first.sealed, second.sealed = second.sealed, first.sealed
    session.flush()
    with pytest.raises(seal.SealBroken):
        conversation.messages(session, petition.id, key)


def test_a_file_is_found_only_in_its_own_case(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.file()
    other, _other_key = casework.file()
    intake.petitioner_says(
        session, petition.id, key=key, text="见照片", files=[CleanFile("image/png", b"picture")], now=clock()
    )
    file = conversation.messages(session, petition.id, key)[-1].files[0]
    assert b"".join(conversation.open_file(session, petition.id, file.id, key)[1]) == b"picture"
    with pytest.raises(Missing):
        conversation.open_file(session, other.id, file.id, key)
    with pytest.raises(Missing):
        conversation.open_file(session, petition.id, 1, key)


def test_saying_something_to_an_archived_case_is_refused(session: Session, casework: Any, clock: Any) -> None:
    petition, key = casework.lead_to(State.ARCHIVED)
    with pytest.raises(Refusal):
        intake.petitioner_says(session, petition.id, key=key, text="还有话说", now=clock())


def test_a_name_survives_its_sealing() -> None:
    named = Named("阿卜杜·热合曼 𬱖", "微信 zhang_01")
    assert Named.from_text(named.to_text()) == named


def test_a_name_sealed_before_addresses_were_asked_for_is_still_read() -> None:
    assert Named.from_text('["韩梅梅", "139"]') == Named("韩梅梅", "139")
    whole = Named("韩梅梅", "139", "矿区", "韩雷", ("韩梅梅", "李雷"))
    assert Named.from_text(whole.to_text()) == whole
    assert whole.words == "韩梅梅 139 矿区 韩雷 韩梅梅 李雷"
    assert Named("韩梅梅", "").people == ("韩梅梅",)
