"""The keys of a joint petition are exchanged with its case's, past a pair that somebody without the case's key began."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from petitions import conversation, intake, receipt, rekeying
from petitions.files.attachments import CleanFile
from petitions.joint import exchanging as joint
from petitions.joint import joining, voices
from petitions.joint.joining import Adding
from petitions.joint.models import Joining, Voice
from petitions.joint.voices import WAITS, About
from petitions.keys import earlier, holding
from petitions.workflow import State
from web.errors import Refusal

INSTANCE_KEY = bytes(range(32))


def test_several_begun_pairs_wait_and_none_is_lost(casework: Any) -> None:
    session, officer = casework.session, casework.enterprise.people["officer"]
    petition, key = casework.lead_to(State.INVESTIGATING)
    about = About("夜班津贴", "没有发。")
    code = joining.open_joining(session, petition.id, about, key=key, instance_key=INSTANCE_KEY, now=casework.clock())
    for words in ("第一位", "第二位", "第三位"):
        own = receipt.mint()
        joining.join(session, code, Adding(text=words), code=own, instance_key=INSTANCE_KEY, now=casework.clock())
        joint.begin_pair(session, petition)
    assert joint.has_begun_pair(session, petition.id)

    # Whoever holds the case's key and none of the begun pairs exchanges what there is.
    fresh = rekeying.exchange(session, petition, key)
    assert not petition.key_due
    assert joint.has_begun_pair(session, petition.id)
    assert rekeying.if_due(session, petition, fresh) == fresh
    assert {each.text for each in voices.for_office(session, petition.id, fresh)} == {"第一位", WAITS}

    fresh = rekeying.if_due(session, petition, fresh, by=officer.keys)
    assert not joint.has_begun_pair(session, petition.id)
    assert {each.text for each in voices.for_office(session, petition.id, fresh)} == {"第一位", "第二位", "第三位"}


def test_a_file_that_the_petitioner_sends_while_a_pair_waits_can_be_opened(casework: Any) -> None:
    session, officer = casework.session, casework.enterprise.people["officer"]
    petition, key = casework.lead_to(State.INVESTIGATING)
    about = About("夜班津贴", "没有发。")
    joining.open_joining(session, petition.id, about, key=key, instance_key=INSTANCE_KEY, now=casework.clock())
    petition.key_due = True
    joint.begin_pair(session, petition)

    paper = CleanFile("application/pdf", b"%PDF-")
    intake.petitioner_says(session, petition.id, key=key, text="工资条", files=[paper], now=casework.clock())

    assert not petition.key_due
    present = holding.case_key(session, petition, officer)
    said = conversation.messages(session, petition.id, present)[-1]
    _about, chunks = conversation.open_file(session, petition.id, said.files[0].id, present)
    assert (said.text, b"".join(chunks)) == ("工资条", b"%PDF-")


def test_what_the_petitioner_writes_while_a_pair_waits_exchanges_the_case_once(casework: Any) -> None:
    session = casework.session
    petition, key = casework.lead_to(State.INVESTIGATING)
    about = About("夜班津贴", "没有发。")
    joining.open_joining(session, petition.id, about, key=key, instance_key=INSTANCE_KEY, now=casework.clock())
    petition.key_due = True
    joint.begin_pair(session, petition)

    for words in ("还没发。", "真的没发。"):
        present = casework.present(petition, key)
        intake.petitioner_says(session, petition.id, key=present, text=words, now=casework.clock())
    assert len(earlier.of_case(session, petition.id, casework.present(petition, key))) == 1

    # A page that was opened before is asked to look again, also while another exchange is due.
    petition.key_due = True
    with pytest.raises(Refusal) as refused:
        intake.petitioner_says(session, petition.id, key=key, text="三遍。", now=casework.clock())
    assert refused.value.message == holding.STALE


def test_whoever_leaves_while_a_pair_waits_knows_none_of_what_is_brought_later(casework: Any) -> None:
    session = casework.session
    petition, key = casework.lead_to(State.INVESTIGATING)
    about = About("夜班津贴", "没有发。")
    joining.open_joining(session, petition.id, about, key=key, instance_key=INSTANCE_KEY, now=casework.clock())
    joint.begin_pair(session, petition)
    before = session.get_one(Joining, petition.id).public

    rekeying.somebody_left(session, petition)

    assert petition.key_due
    assert session.get_one(Joining, petition.id).public != before


def test_a_voice_from_before_receipts_had_pairs_keeps_what_everybody_is_told(casework: Any) -> None:
    session = casework.session
    petition, key = casework.lead_to(State.INVESTIGATING)
    about = About("夜班津贴", "没有发。")
    code = joining.open_joining(session, petition.id, about, key=key, instance_key=INSTANCE_KEY, now=casework.clock())
    own = receipt.mint()
    joining.join(session, code, Adding(text="一位"), code=own, instance_key=INSTANCE_KEY, now=casework.clock())
    before = voices.shared_key(session.get_one(Joining, petition.id), key)
    voice = session.execute(sa.select(Voice)).scalar_one()
    voice.receipt_public = None

    fresh = rekeying.exchange(session, petition, key)

    assert voices.shared_key(session.get_one(Joining, petition.id), fresh) == before
    (said,) = voices.for_office(session, petition.id, fresh)
    assert said.text == "一位"
