"""Rates as the field counts them: what fell due, never an empty denominator, and nothing learnt later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import Ratio
from petitions.outcome.ratings import Grade
from petitions.rates import indicators, selection
from tests.petitions.rates.conftest import BARE, OCTOBER

EVERY = indicators.every(90)


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


def test_every_rate_stands_in_one_group_and_the_reports_rates_among_them():
    assert len({each.key for each in EVERY}) == len(EVERY)
    further = indicators.further(90)
    assert sorted(each.key for each in (*indicators.INDICATORS, *further)) == sorted(each.key for each in EVERY)
    assert "90日" in next(each for each in EVERY if each.key == "at_once").printed
    assert {each.wider for each in EVERY if each.wider} <= {each.key for each in EVERY}


@given(st.lists(facts, max_size=25))
def test_no_rate_ever_leaves_nothing_to_everything(cases):
    for each in EVERY:
        ratio = each.count(cases, OCTOBER)
        assert 0 <= ratio.part <= ratio.part + ratio.halves <= ratio.whole


@given(st.lists(facts, max_size=25))
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
    assert "÷" in indicator.printed
    assert "×100%" in indicator.printed
    assert "%%" not in indicator.printed
    assert indicator.printed.endswith("。")
    assert indicator.count([], OCTOBER).share is None


@given(st.lists(facts, max_size=25))
def test_a_tile_leads_to_as_many_cases_as_it_counts(cases):
    tiles = {each.key: each.count(cases, OCTOBER) for each in indicators.counts(5)}
    found = selection.volume(cases, OCTOBER, collective_people=5)
    assert tiles["items"] == Ratio(found.items, found.items)
    assert tiles["visits"].whole == found.visits
    assert tiles["collective"].whole == found.collective_visits
    assert tiles["days"].whole == len(selection.handling_days(cases, OCTOBER))
