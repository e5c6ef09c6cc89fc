"""Files of one who joined open to them and to the office, and to no other voice."""

from __future__ import annotations

import pytest

from petitions.files.attachments import CleanFile
from petitions.joint import speaking, voice_files, voices
from petitions.keys import holding
from tests.petitions.conftest import Casework, Joint
from vault import seal
from web.errors import Missing

PAPER = CleanFile("application/pdf", b"%PDF-wages")


def test_a_file_opens_to_its_voice_and_the_office_and_under_no_other_voice(
    casework: Casework, joint_case: Joint
) -> None:
    session, today = casework.session, casework.clock().date()
    first, other = joint_case.first, joint_case.second
    speaking.say(session, first, "工资条。", receipt_key=joint_case.first_key, today=today, files=[PAPER])
    (row,) = voice_files.rows(session, [first, other])
    own_key = voices.own_key(voices.voice(session, first), joint_case.first_key)
    others_key = voices.own_key(voices.voice(session, other), joint_case.second_key)

    about, content = voice_files.open_file(session, first, row.id, own_key)
    assert (about.media_type, about.size, content) == (PAPER.media_type, len(PAPER.content), PAPER.content)
    key = holding.case_key(session, joint_case.petition, casework.enterprise.people["officer"])
    assert voices.file_for_office(session, joint_case.petition.id, key, first, row.id)[1] == PAPER.content

    with pytest.raises(Missing):
        voice_files.open_file(session, other, row.id, others_key)
    with pytest.raises(Missing):
        voices.file_for_office(session, joint_case.petition.id, key, other, row.id)
    with pytest.raises(seal.SealBroken):
        voice_files.open_file(session, first, row.id, others_key)
    elsewhere, key_elsewhere = casework.file()
    with pytest.raises(Missing):
        voices.file_for_office(session, elsewhere.id, key_elsewhere, first, row.id)


def test_while_a_voice_waits_for_a_reader_its_files_are_not_there(casework: Casework, joint_case: Joint) -> None:
    session, today, petition = casework.session, casework.clock().date(), joint_case.petition
    petition.key_due = True
    speaking.say(session, joint_case.first, "工资条。", receipt_key=joint_case.first_key, today=today, files=[PAPER])
    (row,) = voice_files.rows(session, [joint_case.first])
    key = holding.case_key(session, petition, casework.enterprise.people["officer"])

    with pytest.raises(Missing):
        voices.file_for_office(session, petition.id, key, joint_case.first, row.id)
