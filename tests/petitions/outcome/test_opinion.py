"""Opinions: verdicts belong to a class, the outcome is derived, and what is sealed comes back."""

from __future__ import annotations

import itertools

import pytest

from petitions.kinds import LegalClass
from petitions.outcome.opinion import OUTCOME_LABELS, VERDICT_LABELS, VERDICTS, Claim, Opinion, Outcome, Verdict, derive


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([Verdict.SUPPORTED], Outcome.SUPPORTED),
        ([Verdict.SUPPORTED, Verdict.SUPPORTED], Outcome.SUPPORTED),
        ([Verdict.SUPPORTED, Verdict.NOT_SUPPORTED], Outcome.PARTLY_SUPPORTED),
        ([Verdict.EXPLAINED, Verdict.SUPPORTED], Outcome.PARTLY_SUPPORTED),
        ([Verdict.EXPLAINED], Outcome.EXPLAINED),
        ([Verdict.EXPLAINED, Verdict.NOT_SUPPORTED], Outcome.NOT_SUPPORTED),
        ([Verdict.NOT_SUPPORTED], Outcome.NOT_SUPPORTED),
    ],
)
def test_partly_supported_is_what_a_mixture_is_called(verdicts: list[Verdict], expected: Outcome) -> None:
    assert derive(verdicts, LegalClass.CLAIM) is expected


def test_a_suggestion_is_adopted_in_part_when_a_part_is() -> None:
    assert derive([Verdict.ADOPTED, Verdict.NOT_ADOPTED], LegalClass.SUGGESTION) is Outcome.PARTLY_ADOPTED
    assert derive([Verdict.PARTLY_ADOPTED], LegalClass.SUGGESTION) is Outcome.PARTLY_ADOPTED


@pytest.mark.parametrize("legal_class", LegalClass)
def test_the_order_of_claims_does_not_matter(legal_class: LegalClass) -> None:
    for verdicts in itertools.product(VERDICTS[legal_class], repeat=3):
        outcomes = {derive(order, legal_class) for order in itertools.permutations(verdicts)}
        assert len(outcomes) == 1


@pytest.mark.parametrize("verdicts", [[], [Verdict.ADOPTED], [Verdict.SUPPORTED, Verdict.SUBSTANTIATED]])
def test_verdicts_of_another_class_are_refused(verdicts: list[Verdict]) -> None:
    with pytest.raises(ValueError):
        derive(verdicts, LegalClass.CLAIM)


def test_what_is_sealed_comes_back_word_for_word() -> None:
    opinion = Opinion((Claim("补发“津贴”\n三个月", Verdict.SUPPORTED, "𬱖建国的考勤属实🙂"),), "事实", "依据", "措施")

    assert Opinion.from_text(opinion.to_text()) == opinion


def test_every_verdict_and_outcome_has_its_word() -> None:
    assert set(VERDICT_LABELS) == set(Verdict)
    assert set(OUTCOME_LABELS) == set(Outcome)
    assert {verdict for verdicts in VERDICTS.values() for verdict in verdicts} == set(Verdict)
