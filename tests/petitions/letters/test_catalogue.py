"""Which letters a case gives, when, and to whom."""

from __future__ import annotations

from dataclasses import replace

from petitions.letters import catalogue as letters
from petitions.letters.catalogue import LetterKind
from tests.petitions.letter_cases import ACCEPTED, ANSWERED, ASSIGNED, FILED


def test_a_letter_exists_once_the_case_gives_it() -> None:
    assert letters.available(FILED) == (LetterKind.REGISTER,)
    assert LetterKind.ACCEPTANCE in letters.available(ACCEPTED)
    assert LetterKind.HANDOVER in letters.available(ASSIGNED)
    assert set(letters.available(ANSWERED)) == set(LetterKind) - {LetterKind.REFUSAL, LetterKind.BETWEEN_THEM}


def test_an_opinion_exists_once_it_is_approved_and_reaches_the_petitioner_with_the_reply() -> None:
    drafted = replace(ANSWERED, approved=False, opinion_told_on=None)
    assert LetterKind.OPINION not in letters.available(drafted)
    approved = replace(ANSWERED, opinion_told_on=None)
    assert LetterKind.OPINION in letters.available(approved)
    assert LetterKind.OPINION not in letters.for_petitioner(approved)
    assert LetterKind.OPINION in letters.for_petitioner(ANSWERED)


def test_the_petitioner_gets_none_of_the_offices_own_papers() -> None:
    own = {
        LetterKind.REGISTER,
        LetterKind.HANDOVER,
        LetterKind.HEARD,
        LetterKind.INVESTIGATED,
        LetterKind.GIVEN,
        LetterKind.EXTENSION_FORM,
        LetterKind.HEARING,
        LetterKind.SUPERVISION,
        LetterKind.REPORT_UP,
    }
    assert not own & set(letters.for_petitioner(ANSWERED))


def test_each_talk_and_hearing_has_a_sheet_of_its_own_and_every_other_letter_is_one() -> None:
    made = letters.papers(ANSWERED)
    assert [paper.code for paper in made if paper.kind is LetterKind.HEARD] == ["heard-2", "heard-4"]
    assert [paper.code for paper in made if paper.kind is LetterKind.HEARING] == ["hearing-5", "hearing-6"]
    assert len(made) == len(letters.available(ANSWERED)) + 2
    assert len({paper.code for paper in made}) == len(made)
    assert "王某" not in repr(made)


def test_every_letter_carries_its_cases_number_and_its_own_mark() -> None:
    numbers = {letters.reference(kind, ANSWERED.number) for kind in LetterKind}
    assert len(numbers) == len(LetterKind)
    assert all(number.startswith(ANSWERED.number) for number in numbers)
