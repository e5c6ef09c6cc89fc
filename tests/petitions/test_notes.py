"""Internal notes: every kind has its word, and a talk keeps with whom it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from petitions.notes import NOTE_LABELS, Exchange, NoteKind, parts


def test_every_kind_has_its_word() -> None:
    assert set(NOTE_LABELS) == set(NoteKind)


@given(st.text(), st.text())
def test_a_talk_is_sealed_with_the_name_of_whom_it_was_with_and_read_back_whole(with_whom: str, said: str) -> None:
    talk = Exchange(with_whom, said)
    assert parts(NoteKind.TALK, talk.to_text()) == (with_whom, said)
    assert repr(talk) == "Exchange()"


def test_any_other_note_is_its_words_alone() -> None:
    assert parts(NoteKind.INVESTIGATION, '["像一次谈话", "其实不是"]') == ("", '["像一次谈话", "其实不是"]')
