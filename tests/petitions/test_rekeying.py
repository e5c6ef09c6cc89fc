"""Exchanging a case's key leaves nothing of it behind under the old one, and nobody who reads on out."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from database import Base
from petitions import conversation, operations, queries, receipt, rekeying
from petitions.conversation import receipt_place
from petitions.files.attaching import attach
from petitions.files.attachments import CleanFile
from petitions.joint import exchanging
from petitions.models import Petition
from petitions.periods import hold_place
from petitions.retention import operations as retention_operations
from petitions.retention import queries as retention_queries
from petitions.retention.models import RetentionHold
from petitions.workflow import Action, State
from tests.petitions.conftest import NARRATIVE
from vault import seal, subject_keys
from web.errors import Refusal

INSTANCE_KEY = bytes(range(32))
CODE = "7K2M9P4QX5T8WABC"

#: Every sealed column of a row that hangs on a case: exchanged with the case's key, or why it is not.
EXCHANGED = {
    "petition.name_sealed",
    "petition.receipt_sealed",
    "petition_message.sealed",
    "case_note.sealed",
    "attachment.about_sealed",
    "earlier_case_key.sealed",
    "petition_redaction.key_sealed",
    "petition_redaction.text_sealed",
    "identity_request.key_sealed",
    "identity_request.reason_sealed",
    "identity_request.urgency_sealed",
    "identity_request.answer_sealed",
    "identity_request.refusal_sealed",
    "retention_hold.reason_sealed",
    "redacted_file.key_sealed",
    "evidence_file.key_sealed",
    "joining.code_sealed",
    "joining.key_for_case",
    "joining.key_for_redacted",
    "joining.private_sealed",
    "joining.private_for_petitioner",
    "joining.about_sealed",
    "joining_reader.sealed",
    "joining_reader.private_sealed",
    "voice.receipt_sealed",
    "voice.sealed",
    "told_voices.sealed",
    "told_file.about_sealed",
    "told_file.key_sealed",
    "voice.own_sealed",
    "voice.earlier_sealed",
    "voice_file.key_sealed",
    "voice.key_for_office",
    "voice_message.sealed",
    "joining.mail_private_for_case",
    "joining.mail_private_for_redacted",
    "voice_mailbox.sealed",
    "petition_mailbox.sealed",
    "petition_mailbox.sealed_redacted",
}
NOT_EXCHANGED = {
    "voice_file.about_sealed": "lies under the file's own key, which lies under the voice's present one",
    "voice_file_chunk.sealed": "lies under the file's own key, which lies under the voice's present one",
    "told_file_chunk.sealed": "the content of files keeps its key, which lies under the shared one",
    "evidence_file.about_sealed": "lies under the file's own key, which lies under the present one",
    "evidence_chunk.sealed": "lies under the file's own key, which lies under the present one",
    "redacted_file.about_sealed": "lies under the file's own key, which lies under the redacted version's",
    "redacted_chunk.sealed": "lies under the file's own key, which lies under the redacted version's",
    "attachment_chunk.sealed": "the content of files keeps its key, which lies under the present one",
    "sealed_identity.sealed": "lies under a key of the keepers, which no reader of the case holds",
    "voice_mailbox.sealed_for_voice": "lies under a key that only its owner's receipt gives",
    "joining.key_sealed": "ends with the joining code",
    "reception.record_sealed": "lies under a key of its own that every change renews",
}


def hangs_on_a_case(table: sa.Table, seen: frozenset[str] = frozenset()) -> bool:
    parents = {key.column.table for key in table.foreign_keys if key.ondelete == "CASCADE"} - {table}
    case = Petition.__table__
    return table is case or any(
        each is case or (each.name not in seen and hangs_on_a_case(each, seen | {table.name})) for each in parents
    )


def test_whatever_is_sealed_in_a_case_is_exchanged_or_said_why_not() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if hangs_on_a_case(table)
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
        and any(each in column.name for each in ("sealed", "key_for", "private_for"))
    }

    assert found - EXCHANGED - set(NOT_EXCHANGED) == set()
    assert EXCHANGED - found == set()


def test_whatever_is_exchanged_is_read_again_once_the_case_is_held() -> None:
    read_anew = {each.__tablename__ for each in (*rekeying.LIES_UNDER_IT, *exchanging.LIES_UNDER_IT)}

    # The case itself is read again as it is locked.
    assert read_anew == {name.partition(".")[0] for name in EXCHANGED} - {Petition.__tablename__}


def test_the_old_key_opens_nothing_and_the_new_one_everything(casework: Any) -> None:
    petition, key = casework.lead_to(State.INVESTIGATING)

    fresh = rekeying.exchange(casework.session, petition, key)

    assert conversation.narrative(casework.session, petition.id, fresh) == NARRATIVE
    with pytest.raises(seal.SealBroken):
        conversation.messages(casework.session, petition.id, key)
    for who in ("officer", "officer2", "handler"):
        keys = casework.enterprise.people[who].keys
        assert subject_keys.open_subject(casework.session, queries.subject(petition.id), keys) == fresh


def test_a_petitioner_whose_page_was_loaded_before_is_told_and_nothing_is_lost(casework: Any) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    rekeying.exchange(casework.session, petition, key)
    said = petition.messages

    with pytest.raises(Refusal):
        operations.perform(
            casework.session, petition.id, Action.SAY, actor=None, now=casework.clock(), key=key, text="还没发。"
        )
    assert petition.messages == said


def test_a_receipt_from_before_there_were_pairs_keeps_its_case_and_is_exchanged_once_its_holder_came(
    casework: Any,
) -> None:
    petition, key = casework.lead_to(State.REGISTERED)
    derived = receipt.derive(INSTANCE_KEY, CODE)
    petition.receipt_id = derived.lookup_id
    petition.receipt_sealed = seal.seal_bytes(derived.key, key, receipt_place(petition.id))
    casework.session.flush()

    assert rekeying.exchange(casework.session, petition, key) == key
    assert petition.key_due
    assert not rekeying.is_due(petition)
    found = conversation.by_receipt(casework.session, CODE, instance_key=INSTANCE_KEY)
    assert found == (petition.id, key)

    rekeying.keep_pair(casework.session, petition.id, key, derived.public)
    assert rekeying.is_due(petition)
    fresh = rekeying.if_due(casework.session, petition, key)
    assert fresh != key
    assert not petition.key_due
    assert conversation.by_receipt(casework.session, CODE, instance_key=INSTANCE_KEY) == (petition.id, fresh)
    assert conversation.key_of(casework.session, petition.id, derived.key) == fresh


def test_what_was_sealed_to_a_key_that_was_gone_by_then_is_mended_and_what_nothing_opens_stops_no_exchange(
    casework: Any,
) -> None:
    session, (petition, first) = casework.session, casework.lead_to(State.DECLINED)
    officer = casework.enterprise.people["officer"]
    held, place = sa.select(RetentionHold).where(RetentionHold.petition_id == petition.id), hold_place(petition.id)
    retention_operations.place_hold(session, petition, reason="正在诉讼。", actor=officer, now=casework.clock())
    key = rekeying.exchange(session, petition, first)
    # As somebody left them who had opened the case before the exchange.
    session.scalars(held).one().reason_sealed = seal.seal_text(first, "正在诉讼。", place)
    (late,) = attach(session, petition.id, first, [CleanFile("application/pdf", b"%PDF-")], message=0)

    assert retention_queries.reason(session, session.scalars(held).one(), key) == "正在诉讼。"
    for _time in range(2):
        _about, content = conversation.open_file(session, petition.id, late, key)
        assert b"".join(content) == b"%PDF-"
        key = rekeying.exchange(session, petition, key)
    assert seal.open_text(key, session.scalars(held).one().reason_sealed, place) == "正在诉讼。"

    session.scalars(held).one().reason_sealed = seal.seal_text(seal.random_key(), "正在诉讼。", place)
    key = rekeying.exchange(session, petition, key)
    assert retention_queries.reason(session, session.scalars(held).one(), key) is None
