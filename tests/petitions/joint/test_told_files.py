"""Those who joined get the files of what everybody is told, and open no other file of the case."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from petitions import conversation, queries
from petitions.desk import step_files as desk_files
from petitions.files.attachments import CleanFile
from petitions.files.models import Attachment
from petitions.joint import told_files, voice_page, voices
from petitions.joint.models import ToldFile, ToldFileChunk
from petitions.workflow import Action, State
from tests.petitions.conftest import Casework, Joint
from vault import seal
from web.errors import Missing

PAPER = CleanFile("application/pdf", b"%PDF-1.7 " + bytes(70_000))


def answered_with(casework: Casework, joint: Joint, *files: CleanFile) -> None:
    steps = [row for row in casework.way(State.REPLIED) if row[0] in (Action.DRAFT, Action.APPROVE)]
    casework.follow(joint.petition, joint.key, steps)
    actor = casework.enterprise.people["officer"]
    desk_files.perform_with(
        casework.session,
        joint.petition.id,
        Action.REPLY,
        files,
        actor=actor,
        now=casework.clock(),
        version=None,
        text="见附件。",
    )


def test_the_files_of_the_reply_reach_everybody_who_joined(casework: Casework, joint_case: Joint) -> None:
    answered_with(casework, joint_case, PAPER)
    shown = voice_page.load(casework.session, joint_case.second, joint_case.second_key, today=casework.clock().date())
    ((listed,),) = [each.files for each in shown.told]
    assert (listed.media_type, listed.size, listed.position) == ("application/pdf", len(PAPER.content), 1)
    row = voices.voice(casework.session, joint_case.second)
    shared = voices.shared_with(row, joint_case.second_key)
    found, content = told_files.open_file(casework.session, joint_case.petition.id, listed.id, shared)
    assert (found, content) == (listed, PAPER.content)


def test_the_cases_own_files_stay_shut_to_them(casework: Casework, joint_case: Joint) -> None:
    answered_with(casework, joint_case, PAPER)
    row = voices.voice(casework.session, joint_case.second)
    shared = voices.shared_with(row, joint_case.second_key)
    original = casework.session.execute(sa.select(Attachment.id)).scalar_one()
    with pytest.raises(Missing):
        told_files.open_file(casework.session, joint_case.petition.id, original, shared)
    other, _key = casework.file()
    told = casework.session.execute(sa.select(ToldFile.id)).scalar_one()
    with pytest.raises(Missing):
        told_files.open_file(casework.session, other.id, told, shared)
    with pytest.raises(seal.SealBroken):
        told_files.open_file(casework.session, joint_case.petition.id, told, seal.random_key())


def test_whoever_was_merged_and_those_who_joined_them_get_the_papers_of_the_reply_that_is_passed_on(
    casework: Casework, joint_case: Joint
) -> None:
    leading, leading_key = casework.lead_to(State.REGISTERED)
    casework.do(joint_case.petition, Action.MERGE, "officer", leading_id=leading.id)
    casework.follow(leading, leading_key, casework.way(State.APPROVED)[1:])
    actor = casework.enterprise.people["officer"]
    given = {"actor": actor, "now": casework.clock(), "version": None, "text": "见附件。"}
    desk_files.perform_with(casework.session, leading.id, Action.REPLY, [PAPER], **given)

    (said,) = [
        each
        for each in conversation.messages(casework.session, joint_case.petition.id, joint_case.key)
        if each.action is Action.RELAY
    ]
    assert [file.size for file in said.files] == [len(PAPER.content)]
    shown = voice_page.load(casework.session, joint_case.first, joint_case.first_key, today=casework.clock().date())
    assert [len(each.files) for each in shown.told if each.action is Action.RELAY] == [1]


def test_a_question_to_the_first_petitioner_brings_nobody_its_files(casework: Casework, joint_case: Joint) -> None:
    actor = casework.enterprise.people["handler"]
    desk_files.perform_with(
        casework.session,
        joint_case.petition.id,
        Action.ASK,
        [PAPER],
        actor=actor,
        now=casework.clock(),
        version=None,
        text="是这几天吗？",
    )
    assert casework.session.execute(sa.select(ToldFile)).first() is None
    assert queries.messages(casework.session, joint_case.petition.id)


def test_the_files_go_with_the_case(casework: Casework, joint_case: Joint) -> None:
    answered_with(casework, joint_case, PAPER)
    casework.session.execute(sa.delete(ToldFile))
    assert casework.session.execute(sa.select(ToldFileChunk)).first() is None
