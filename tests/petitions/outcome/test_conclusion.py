"""Why a matter is at its end follows from its days where they tell it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.outcome.conclusion import BASIS, CONCLUSION_LABELS, PLAIN_LABELS, SAID, Concluded, Conclusion, derived

TODAY = date(2026, 11, 26)
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), TODAY + timedelta(days=90)))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"rights_until": date(2026, 11, 1)}, None),
        ({"closed_on": date(2026, 10, 20), "rights_until": date(2026, 11, 26)}, None),
        (
            {"closed_on": date(2026, 10, 20), "rights_until": date(2026, 11, 25)},
            Concluded(Conclusion.LAPSED, date(2026, 11, 25)),
        ),
        ({"closed_on": date(2026, 10, 20), "settled": True}, Concluded(Conclusion.SETTLED, date(2026, 10, 20))),
        ({"settled": True}, None),
        (
            {"rereviewed_on": date(2026, 9, 1), "closed_on": date(2026, 10, 20), "settled": True},
            Concluded(Conclusion.REREVIEWED, date(2026, 9, 1)),
        ),
    ],
)
def test_each_reason_wants_what_the_rules_want(facts: dict[str, object], expected: Concluded | None) -> None:
    usual = {"rereviewed_on": None, "settled": False, "closed_on": None, "rights_until": None}
    assert derived(**(usual | facts), today=TODAY) == expected  # type: ignore[arg-type]


@given(rereviewed_on=DAYS, settled=st.booleans(), closed_on=DAYS, rights_until=DAYS)
def test_a_right_that_runs_is_never_cut_off_by_days(
    rereviewed_on: date | None, settled: bool, closed_on: date | None, rights_until: date | None
) -> None:
    found = derived(
        rereviewed_on=rereviewed_on, settled=settled, closed_on=closed_on, rights_until=rights_until, today=TODAY
    )
    if found is not None and found.why is Conclusion.LAPSED:
        assert rights_until is not None
        assert rights_until < TODAY
    assert found is None or found.why not in SAID


def test_every_reason_has_its_words_and_where_it_stands() -> None:
    assert set(CONCLUSION_LABELS) == set(PLAIN_LABELS) == set(BASIS) == set(Conclusion)
