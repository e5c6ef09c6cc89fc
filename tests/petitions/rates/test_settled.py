"""What was settled at once, what came again, and what a leader or a superior waits for."""

from figures.comparison import Ratio
from tests.petitions.rates.conftest import case, rate


def test_repeats_are_counted_over_what_came_in():
    assert rate("repeated", case(is_repeat=True), case(), case(filed_on="9-1", is_repeat=True)) == Ratio(1, 2)


def test_solved_at_once_is_a_first_case_that_neither_came_again_nor_was_done_again():
    at_once = case(first_closed_on="10-20")
    again = case(first_closed_on="10-20", came_again_on="10-28")
    reopened = case(first_closed_on="10-20", first_reopened_on="10-25")
    next_month = case(first_closed_on="10-20", came_again_on="11-3")
    repeat = case(first_closed_on="10-20", is_repeat=True)
    assert rate("at_once", at_once, again, reopened, next_month, repeat, watch_days=0) == Ratio(2, 4)


def test_with_a_watch_a_case_counts_in_the_month_in_which_its_watch_ends():
    quiet = case(first_closed_on="7-10")
    back_in_time = case(first_closed_on="7-10", came_again_on="10-8")
    back_later = case(first_closed_on="7-10", first_reopened_on="10-9")
    too_new = case(first_closed_on="10-20")
    assert rate("at_once", quiet, back_in_time, back_later, too_new) == Ratio(2, 3)
    assert rate("at_once", quiet, back_in_time, back_later, too_new, watch_days=11) == Ratio(1, 1)


def test_the_first_given_it_settles_it_only_if_it_never_went_on():
    handled = {"accepted_on": "10-1", "first_closed_on": "10-20"}
    cases = (
        case(**handled),
        case(**handled, passed_on="10-5"),
        case(**handled, first_reopened_on="10-30"),
        case(**handled, first_reopened_on="11-2", passed_on="11-3"),
        case(accepted_on="10-1"),
        case(**handled, is_carried_over=True),
        case(accepted_on="9-1", first_closed_on="10-20"),
    )
    assert rate("by_the_first", *cases) == Ratio(2, 5)


def test_what_a_superior_charged_the_office_with_is_closed_or_still_open():
    done = case(charged_on="9-1", closed_on="10-20")
    open_still = case(charged_on="10-1", replied_on="10-5")
    ended = case(charged_on="9-1", ended_on="10-2")
    assert rate("charged", done, open_still, ended, case(charged_on="11-1"), case()) == Ratio(1, 2)


def test_sponsored_cases_are_closed_or_still_open():
    done = case(sponsored_on="9-1", closed_on="10-20")
    open_still = case(sponsored_on="10-1")
    ended = case(sponsored_on="9-1", ended_on="10-2")
    assert rate("sponsored", done, open_still, ended, case()) == Ratio(1, 2)
