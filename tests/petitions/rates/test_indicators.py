"""Rates as the field counts them: what fell due, never an empty denominator, and nothing learnt later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.comparison import Ratio
from petitions.in_place import Judgement
from petitions.kinds import LegalClass
from petitions.rates import indicators, selection
from petitions.rates.indicators import EVERY
from petitions.ratings import CallBack, Grade, Solved
from tests.petitions.rates.conftest import BARE, OCTOBER, case


def rate(key, *cases):
    return next(each for each in EVERY if each.key == key).count(list(cases), OCTOBER)


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


def test_repeats_are_counted_over_what_came_in():
    assert rate("repeated", case(is_repeat=True), case(), case(filed_on="9-1", is_repeat=True)) == Ratio(1, 2)


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


def test_solved_at_once_is_a_first_case_that_neither_came_again_nor_was_done_again():
    at_once = case(closed_on="10-20")
    again = case(closed_on="10-20", came_again_on="10-28")
    reopened = case(closed_on="10-20", reopened_on="10-25")
    next_month = case(closed_on="10-20", came_again_on="11-3")
    repeat = case(closed_on="10-20", is_repeat=True)
    assert rate("at_once", at_once, again, reopened, next_month, repeat) == Ratio(2, 4)


def test_sponsored_cases_are_closed_or_still_open():
    done = case(sponsored_on="9-1", closed_on="10-20")
    open_still = case(sponsored_on="10-1")
    ended = case(sponsored_on="9-1", ended_on="10-2")
    assert rate("sponsored", done, open_still, ended, case()) == Ratio(1, 2)


def test_the_cases_behind_a_figure_are_its_part_and_its_whole():
    repeat, first = case(number="a", is_repeat=True), case(number="b")
    picked = next(each for each in EVERY if each.key == "repeated").pick([repeat, first], OCTOBER)
    assert (picked.part, picked.whole) == ([repeat], [repeat, first])


days = st.one_of(st.none(), st.integers(0, 120).map(lambda offset: date(2026, 8, 1) + timedelta(days=offset)))
facts = st.builds(
    lambda filed, decided, accepted, replied, notify, handle, rate_due, rated, office: replace(
        BARE,
        filed_on=filed or BARE.filed_on,
        decided_on=decided,
        accepted_on=accepted,
        replied_on=replied,
        notify_due=notify,
        handle_due=handle,
        rate_due=rate_due,
        rated_on=rated,
        office=office if rated else None,
    ),
    *[days] * 8,
    st.sampled_from(Grade),
)


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


@given(st.lists(facts, max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_rate_ever_leaves_nothing_to_everything(cases):
    for each in EVERY:
        ratio = each.count(cases, OCTOBER)
        assert 0 <= ratio.part <= ratio.whole


@given(st.lists(facts, max_size=25))
@settings(max_examples=40, deadline=None)
def test_what_comes_in_after_the_month_changes_nothing(cases):
    later = [
        replace(
            each,
            filed_on=date(2026, 12, 1),
            decided_on=None,
            accepted_on=None,
            replied_on=None,
            notify_due=date(2026, 12, 16),
            handle_due=None,
            rate_due=None,
            rated_on=None,
            office=None,
        )
        for each in cases
    ]
    for each in EVERY:
        assert each.count(cases, OCTOBER) == each.count([*cases, *later], OCTOBER)


@pytest.mark.parametrize("indicator", EVERY, ids=lambda each: each.key)
def test_every_rate_is_printed_with_its_formula(indicator):
    assert "÷" in indicator.formula
    assert indicator.formula.endswith("。")
    assert indicator.count([], OCTOBER).share is None


@given(st.lists(facts, max_size=25))
@settings(max_examples=60, deadline=None)
def test_a_tile_leads_to_as_many_cases_as_it_counts(cases):
    tiles = {each.key: each.count(cases, OCTOBER) for each in indicators.counts(5)}
    found = selection.volume(cases, OCTOBER, collective_people=5)
    assert tiles["items"] == Ratio(found.items, found.items)
    assert tiles["visits"].whole == found.visits
    assert tiles["collective"].whole == found.collective_visits
    assert tiles["days"].whole == len(selection.handling_days(cases, OCTOBER))
