"""Internal notes: every kind has its word."""

from __future__ import annotations

from petitions.notes import NOTE_LABELS, NoteKind


def test_every_kind_has_its_word() -> None:
    assert set(NOTE_LABELS) == set(NoteKind)
