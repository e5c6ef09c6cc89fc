"""Being in time as the field counts it: over what fell due, over everything, and by nothing learnt later."""

from figures.comparison import Ratio
from tests.petitions.rates.conftest import case, rate


def test_a_reply_on_the_last_day_is_in_time_and_one_day_later_is_not():
    in_time = case(accepted_on="8-10", replied_on="10-9", handle_due="10-9")
    too_late = case(accepted_on="8-10", replied_on="10-10", handle_due="10-9")
    assert rate("on_time", in_time, too_late) == Ratio(1, 2)


def test_a_case_that_fell_due_unanswered_is_in_the_denominator():
    assert rate("on_time", case(accepted_on="8-1", handle_due="10-30")) == Ratio(0, 1)


def test_a_case_that_still_has_time_is_in_no_denominator():
    assert rate("on_time", case(accepted_on="10-6", handle_due="10-31")) == Ratio(0, 0)
    assert rate("on_time", case(accepted_on="10-6", handle_due="12-6")).share is None


def test_a_reply_after_the_month_does_not_help_the_month():
    assert rate("on_time", case(accepted_on="8-1", handle_due="10-20", replied_on="11-2")) == Ratio(0, 1)


def test_deciding_on_time_counts_declined_cases_too():
    accepted = case(decided_on="10-10", accepted_on="10-10", notify_due="10-20")
    declined = case(decided_on="10-25", notify_due="10-20")
    waiting = case(notify_due="10-20")
    not_due = case(filed_on="10-30", notify_due="11-14")
    assert rate("notified", accepted, declined, waiting, not_due) == Ratio(1, 3)


def test_the_other_denominator_counts_what_still_has_time():
    decided = case(decided_on="10-10", accepted_on="10-10", notify_due="10-20", replied_on="10-20", handle_due="12-9")
    has_time = case(decided_on="10-9", accepted_on="10-9", notify_due="10-20", handle_due="12-8")
    undecided = case(notify_due="10-20", filed_on="10-30")
    assert rate("notified", decided, has_time, undecided) == Ratio(2, 3)
    assert rate("notified_all", decided, has_time, undecided) == Ratio(2, 3)
    assert rate("on_time", decided, has_time) == Ratio(1, 1)
    assert rate("on_time_all", decided, has_time) == Ratio(1, 2)


def test_the_share_past_its_day_is_counted_over_what_was_accepted_and_waits():
    late = case(accepted_on="8-1", handle_due="9-30")
    waits = case(accepted_on="10-1", handle_due="11-30")
    not_accepted = case()
    answered = case(accepted_on="8-1", handle_due="9-30", replied_on="10-2")
    later = case(filed_on="10-30", accepted_on="11-3", handle_due="12-30")
    assert rate("overdue", late, waits, not_accepted, answered, later) == Ratio(1, 2)


def test_the_first_answer_counts_by_the_limit_that_held_when_the_case_came_in():
    in_time = case(filed_on="10-5", respond_by="10-9", responded_on="10-9")
    too_late = case(filed_on="10-5", respond_by="10-9", responded_on="10-12")
    silent = case(filed_on="10-5", respond_by="10-9")
    still_has_time = case(filed_on="10-30", respond_by="11-3")
    later = case(filed_on="10-30", respond_by="11-3", responded_on="11-2")
    unknown = case(filed_on="10-5", responded_on="10-5")
    cases = (in_time, too_late, silent, still_has_time, later, unknown)
    assert rate("responded", *cases) == Ratio(1, 3)
    assert rate("responded_all", *cases) == Ratio(1, 5)
