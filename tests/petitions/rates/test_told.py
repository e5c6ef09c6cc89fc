"""What petitioners told: content or not, solved or partly, in ratings and when they were called."""

from figures.comparison import Ratio
from petitions.in_place import Judgement
from petitions.kinds import LegalClass
from petitions.outcome.ratings import CallBack, Grade, Solved
from tests.petitions.rates.conftest import case, rate


def test_satisfaction_counts_content_and_fairly_content_apart_for_office_and_unit():
    cases = [
        case(rated_on="10-9", office=Grade.SATISFIED, unit=Grade.DISSATISFIED, solved=Solved.YES),
        case(rated_on="10-9", office=Grade.FAIRLY, unit=None, solved=Solved.PARTLY),
        case(rated_on="10-9", office=Grade.DISSATISFIED, unit=Grade.SATISFIED, solved=Solved.NO),
        case(rated_on="11-9", office=Grade.DISSATISFIED, unit=Grade.DISSATISFIED, solved=Solved.NO),
    ]
    assert rate("satisfied", *cases) == Ratio(2, 3)
    assert rate("satisfied_unit", *cases) == Ratio(1, 2)
    assert rate("solved", *cases) == Ratio(1, 3)


def test_a_rating_window_that_is_still_open_is_in_no_denominator():
    rated = case(rated_on="10-9", rate_due="11-1", office=Grade.SATISFIED)
    lapsed = case(rate_due="10-20")
    still_open = case(rate_due="11-5")
    assert rate("rated", rated, lapsed, still_open) == Ratio(1, 2)


def test_accusations_never_lapse_unrated():
    assert rate("rated", case(rate_due="10-20", legal_class=LegalClass.ACCUSATION)) == Ratio(0, 0)


def test_what_was_judged_unreasonable_can_be_left_out_of_what_was_solved():
    rated = {"rated_on": "10-9", "office": Grade.SATISFIED}
    solved = case(**rated, solved=Solved.YES, judgement=Judgement.REASONABLE)
    partly = case(**rated, solved=Solved.PARTLY, judgement=Judgement.PARTLY)
    refused = case(**rated, solved=Solved.NO, judgement=Judgement.UNREASONABLE)
    suggested = case(**rated, solved=Solved.YES)
    assert rate("solved", solved, partly, refused, suggested) == Ratio(2, 4)
    assert rate("solved_reasonable", solved, partly, refused, suggested) == Ratio(2, 3)


def test_a_call_nobody_answered_is_in_no_denominator_of_what_was_solved():
    solved = case(called_back_on="10-9", call_back=CallBack.SOLVED)
    partly = case(called_back_on="10-9", call_back=CallBack.PARTLY)
    unreachable = case(called_back_on="10-9", call_back=CallBack.UNREACHABLE)
    assert rate("solved_called", solved, partly, unreachable) == Ratio(1, 2)


def test_calling_back_is_counted_over_what_was_answered():
    called = case(replied_on="10-9", called_back_on="10-20")
    later = case(replied_on="10-9", called_back_on="11-2")
    assert rate("called_back", called, later) == Ratio(1, 2)


def test_part_of_a_solution_can_be_counted_half_in_ratings_and_in_calls():
    rated = [case(rated_on="10-9", solved=each) for each in (Solved.YES, Solved.PARTLY, Solved.PARTLY, Solved.NO)]
    rated += [case(rated_on="10-9", solved=Solved.PARTLY, judgement=Judgement.UNREASONABLE)]
    found = rate("solved_half", *rated)
    assert (found, found.share, found.parts) == (Ratio(1, 5, 3), 0.5, "2.5/5")
    assert rate("solved_half", *rated[:3]).parts == "2/3"
    called = [case(called_back_on="10-9", call_back=each) for each in CallBack]
    assert rate("solved_called_half", *called) == Ratio(1, 3, 1)
    unreasonable = case(called_back_on="10-9", call_back=CallBack.UNSOLVED, judgement=Judgement.UNREASONABLE)
    assert rate("solved_called", *called, unreasonable) == Ratio(1, 4)
    assert rate("solved_called_reasonable", *called, unreasonable) == Ratio(1, 3)


def test_a_call_back_verifies_what_was_done_when_somebody_answers():
    called = [case(called_back_on="10-9", call_back=each) for each in CallBack]
    assert rate("reached", *called, case(called_back_on="11-9", call_back=CallBack.SOLVED)) == Ratio(3, 4)
