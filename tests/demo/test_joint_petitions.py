"""Seven colleagues joined one case of the demonstration; two wrote to the office alone, and one has an answer."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo.joint_petitions import ASKED, WORDS
from petitions.joint import terms
from petitions.joint.models import Voice, VoiceMessage
from petitions.models import Petition


def test_seven_joined_one_case_that_others_may_still_join(filled: Session) -> None:
    cases = filled.execute(sa.select(Voice.petition_id)).scalars().all()

    assert len(cases) == len(WORDS) == 7
    assert len(set(cases)) == 1
    assert filled.get_one(Petition, cases[0]).state in terms.JOINABLE


def test_two_of_them_wrote_and_one_was_answered(filled: Session) -> None:
    later = sa.select(VoiceMessage.voice_id).where(VoiceMessage.speech != terms.Speech.JOIN)
    written = Counter(filled.execute(later).scalars())

    assert sorted(written.values()) == sorted(2 if answer else 1 for _words, answer in ASKED.values())
