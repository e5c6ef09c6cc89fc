"""How long a case is kept: from the first day of the next year, by what became of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.preferences import Preferences
from petitions import periods as retention
from petitions.kinds import LegalClass
from petitions.periods import HOLDING_LABELS, Holding

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("legal_class", "was_answered", "kind"),
    [
        (LegalClass.CLAIM, True, Holding.ANSWERED),
        (LegalClass.CLAIM, False, Holding.ENDED),
        (LegalClass.SUGGESTION, True, Holding.SUGGESTION),
        (LegalClass.SUGGESTION, False, Holding.ENDED),
        (LegalClass.ACCUSATION, True, Holding.ACCUSATION),
        (LegalClass.ACCUSATION, False, Holding.ACCUSATION),
    ],
)
def test_what_became_of_a_case_decides(legal_class: LegalClass, was_answered: bool, kind: Holding) -> None:
    assert retention.holding(legal_class, was_answered=was_answered) is kind


def test_every_kind_has_its_words_and_its_setting() -> None:
    for kind in Holding:
        assert HOLDING_LABELS[kind]
        assert retention.years(kind, Preferences()) > 0


@given(DAYS, st.integers(1, 30), DAYS)
def test_a_case_is_over_exactly_when_its_last_day_is(finished: date, years: int, today: date) -> None:
    last, before = retention.kept_until(finished, years), retention.finished_before(today, years)

    assert last is not None
    assert before is not None
    assert (finished < before) == (today > last)
    assert last - finished >= timedelta(days=365 * years)


def test_what_is_kept_for_good_is_never_over() -> None:
    assert retention.kept_until(date(2026, 1, 1), retention.FOR_GOOD) is None
    assert retention.finished_before(date(2999, 1, 1), retention.FOR_GOOD) is None
