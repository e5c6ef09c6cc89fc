"""What one who joined and the office write to each other is checked word by word by both, also after keys were exchanged."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from petitions import rekeying
from petitions.files.attachments import CleanFile
from petitions.joint import speaking, voice_files, voice_page, voice_talk, voices
from petitions.joint.models import Voice, VoiceFile, VoiceMessage
from petitions.joint.voice_talk import Talk
from petitions.keys import holding
from tests.petitions.conftest import NAME, Casework, Joint
from vault import seal

PAPER = CleanFile("application/pdf", b"%PDF-wages")


@pytest.fixture
def spoken(casework: Casework, joint_case: Joint) -> Joint:
    """The first of the two wrote with a file, and the office answered."""
    today, officer = casework.clock().date(), casework.enterprise.people["officer"]
    mine = {"receipt_key": joint_case.first_key, "today": today}
    speaking.say(casework.session, joint_case.first, "工资条在这里。", files=[PAPER], **mine)
    case_id = joint_case.petition.id
    speaking.answer(casework.session, case_id, joint_case.first, "收到了。", actor=officer, now=casework.clock())
    return joint_case


def own(casework: Casework, joint: Joint) -> Talk:
    voice = voices.voice(casework.session, joint.first)
    casework.session.refresh(voice)
    return voice_talk.of_voice(casework.session, voice, voices.own_key(voice, joint.first_key))


def for_office(casework: Casework, joint: Joint) -> voices.Said:
    key = holding.case_key(casework.session, joint.petition, casework.enterprise.people["officer"])
    return next(each for each in voices.for_office(casework.session, joint.petition.id, key) if each.id == joint.first)


def test_what_nobody_touched_is_whole_for_both_and_stays_so_when_the_keys_are_exchanged(
    casework: Casework, spoken: Joint
) -> None:
    head = voices.voice(casework.session, spoken.first).head
    for _round in range(2):
        page = voice_page.load(casework.session, spoken.first, spoken.first_key, today=casework.clock().date())
        assert page.is_whole
        assert page.brought is not None
        assert page.brought.name == NAME
        assert [each.text for each in page.talk] == ["工资条在这里。", "收到了。"]
        seen = for_office(casework, spoken)
        assert not seen.is_altered
        for file in (page.talk[0].files[0], seen.talk[0].files[0]):
            key = voices.own_key(page.voice, spoken.first_key)
            assert voice_files.open_file(casework.session, spoken.first, file.id, key)[1] == PAPER.content
        officer = casework.enterprise.people["officer"]
        present = holding.case_key(casework.session, spoken.petition, officer)
        rekeying.exchange(casework.session, spoken.petition, present, by=officer.keys)

    assert voices.voice(casework.session, spoken.first).head == head
    # A digest of what was said later tells nothing to whoever knew an earlier key.
    casework.session.flush()
    assert len(voice_talk.earlier_keys(page.voice, voices.own_key(page.voice, spoken.first_key))) == 2


def drop_last(casework: Casework, spoken: Joint) -> None:
    casework.session.delete(casework.session.get_one(VoiceMessage, (spoken.first, 3)))


def drop_file(casework: Casework, _spoken: Joint) -> None:
    casework.session.execute(sa.delete(VoiceFile))


def reword(casework: Casework, spoken: Joint) -> None:
    """By somebody who has the key."""
    row, voice = casework.session.get_one(VoiceMessage, (spoken.first, 2)), voices.voice(casework.session, spoken.first)
    row.sealed = seal.seal_text(
        voices.own_key(voice, spoken.first_key), "没有工资条。", voice_talk.said_place(spoken.first, 2)
    )


def damage(casework: Casework, spoken: Joint) -> None:
    casework.session.get_one(VoiceMessage, (spoken.first, 2)).sealed = b"damaged"


def put_words_into_the_others_mouth(casework: Casework, spoken: Joint) -> None:
    casework.session.get_one(VoiceMessage, (spoken.first, 3)).account_id = None


CHANGES = (drop_last, drop_file, reword, damage, put_words_into_the_others_mouth)


def test_whatever_was_changed_both_are_told(casework: Casework, spoken: Joint) -> None:
    for change in CHANGES:
        step = casework.session.begin_nested()
        change(casework, spoken)
        casework.session.flush()
        casework.session.expire_all()

        assert own(casework, spoken).is_whole is False, change
        assert for_office(casework, spoken).is_altered, change
        step.rollback()
    assert own(casework, spoken).is_whole


def test_the_office_is_told_when_what_somebody_brought_was_exchanged_by_anybody_with_the_database(
    casework: Casework, spoken: Joint
) -> None:
    voice, other = (casework.session.get_one(Voice, each) for each in (spoken.first, spoken.second))
    voice.sealed = other.sealed
    casework.session.flush()

    assert for_office(casework, spoken).is_altered


def test_stepping_back_erases_what_was_brought_and_leaves_the_rest_whole(casework: Casework, spoken: Joint) -> None:
    today = casework.clock().date()
    speaking.withdraw(
        casework.session, spoken.first, is_pressed=False, text="不想了。", receipt_key=spoken.first_key, today=today
    )
    casework.session.expire_all()

    found = own(casework, spoken)
    assert found.brought is None
    assert found.is_whole
    assert not for_office(casework, spoken).is_altered


def test_a_voice_from_before_there_was_a_chain_is_checked_from_its_next_words_on(
    casework: Casework, joint_case: Joint
) -> None:
    voice = voices.voice(casework.session, joint_case.first)
    voice.head = None
    casework.session.execute(sa.delete(VoiceMessage))
    assert own(casework, joint_case).is_whole is None

    today = casework.clock().date()
    speaking.say(casework.session, joint_case.first, "还没发。", receipt_key=joint_case.first_key, today=today)

    assert own(casework, joint_case).is_whole
