"""三个到位: which duties apply, what is lacking, and how often they were kept."""

from __future__ import annotations

import itertools

import pytest

from petitions import in_place
from petitions.in_place import DUTY_EVIDENCE, DUTY_LABELS, JUDGEMENT_LABELS, Duty, Judgement
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import CallBack, Solved


@pytest.mark.parametrize(
    ("judgement", "hardship", "unlawful", "expected"),
    [
        (Judgement.REASONABLE, False, False, (Duty.SOLVE,)),
        (Judgement.UNREASONABLE, False, False, (Duty.PERSUADE,)),
        (Judgement.PARTLY, False, False, (Duty.SOLVE, Duty.PERSUADE)),
        (Judgement.UNREASONABLE, True, True, (Duty.PERSUADE, Duty.AID, Duty.LAW)),
        (None, False, False, ()),
        (None, True, False, (Duty.AID,)),
    ],
)
def test_the_duties_of_article_27(
    judgement: Judgement | None, hardship: bool, unlawful: bool, expected: tuple[Duty, ...]
) -> None:
    assert in_place.duties(judgement, hardship=hardship, unlawful=unlawful) == expected


def test_more_trouble_never_means_fewer_duties() -> None:
    for judgement in (None, *Judgement):
        plain = set(in_place.duties(judgement, hardship=False, unlawful=False))
        for hardship, unlawful in itertools.product((False, True), repeat=2):
            assert plain <= set(in_place.duties(judgement, hardship=hardship, unlawful=unlawful))


def test_a_blank_or_a_tick_is_no_evidence() -> None:
    owed = (Duty.SOLVE, Duty.AID)

    assert in_place.missing(owed, {}) == [Duty.SOLVE, Duty.AID]
    assert in_place.missing(owed, {Duty.SOLVE: "  是  ", Duty.AID: "发放救助金1000元"}) == [Duty.SOLVE]
    assert in_place.missing(owed, {Duty.SOLVE: "12月15日已补发", Duty.AID: "发放救助金1000元"}) == []


def test_a_judgement_may_not_contradict_the_opinion() -> None:
    assert in_place.contradicts(Judgement.UNREASONABLE, Outcome.SUPPORTED)
    assert in_place.contradicts(Judgement.REASONABLE, Outcome.NOT_SUPPORTED)
    assert not in_place.contradicts(Judgement.REASONABLE, Outcome.EXPLAINED)
    for outcome in (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.EXPLAINED, Outcome.NOT_SUPPORTED):
        assert [each for each in Judgement if not in_place.contradicts(each, outcome)], outcome


def test_rates_count_only_cases_to_which_the_duty_applies() -> None:
    rates = in_place.rates(
        [((Duty.SOLVE,), (Duty.SOLVE,)), ((Duty.SOLVE, Duty.AID), (Duty.AID,)), ((Duty.PERSUADE,), (Duty.SOLVE,))]
    )

    assert [(rate.duty, rate.applied, rate.kept) for rate in rates] == [
        (Duty.SOLVE, 2, 1),
        (Duty.PERSUADE, 1, 0),
        (Duty.AID, 1, 1),
        (Duty.LAW, 0, 0),
    ]
    assert [rate.share for rate in rates] == [0.5, 0.0, 1.0, None]


def test_every_word_is_there() -> None:
    assert set(DUTY_LABELS) == set(DUTY_EVIDENCE) == set(Duty)
    assert set(JUDGEMENT_LABELS) == set(Judgement)


def test_the_enterprise_may_call_the_duties_its_own_way() -> None:
    class Chosen:
        duty_aid = "困难帮到位"
        duty_law = ""
        duty_set = "三到位一处理"

    labels = in_place.labels(Chosen())

    assert labels[Duty.AID] == "困难帮到位"
    assert labels[Duty.LAW] == DUTY_LABELS[Duty.LAW]
    assert (in_place.set_name(Chosen()), in_place.set_name(object())) == ("三到位一处理", in_place.SET_LABEL)
    # What shows that it was done is asked in words that fit any name.
    assert in_place.evidence(Duty.AID, labels[Duty.AID]) == in_place.EVIDENCE_OF_ANY
    assert in_place.evidence(Duty.LAW, labels[Duty.LAW]) == DUTY_EVIDENCE[Duty.LAW]


@pytest.mark.parametrize(
    ("call_back", "solved", "expected"),
    [
        (None, None, False),
        (None, Solved.NO, False),
        (None, Solved.PARTLY, True),
        (CallBack.UNSOLVED, Solved.YES, False),
        (CallBack.UNREACHABLE, None, True),
        (CallBack.SOLVED, Solved.NO, True),
    ],
)
def test_the_last_word_of_the_petitioner_confirms(
    call_back: CallBack | None, solved: Solved | None, expected: bool
) -> None:
    assert in_place.is_confirmed(call_back, solved) is expected


def test_what_is_lacking_names_each_duty_and_the_confirmation_of_a_solution_only() -> None:
    owed = (Duty.SOLVE, Duty.AID)
    assert in_place.lack(owed, {Duty.AID}, call_back=None, solved=None) == in_place.Lack((Duty.SOLVE,), True)
    assert not in_place.lack(owed, set(owed), call_back=CallBack.SOLVED, solved=None)
    assert not in_place.lack((Duty.PERSUADE,), {Duty.PERSUADE}, call_back=None, solved=None)
