"""A bare case, and one with facts of its own, to be counted in October."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from figures.comparison import Ratio
from petitions.kinds import Channel, LegalClass, Naming
from petitions.rates import indicators
from petitions.rates.selection import CaseFacts, Window
from petitions.workflow import State

OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31))
BARE = CaseFacts(
    number="XF2026100001",
    legal_class=LegalClass.CLAIM,
    naming=Naming.ANONYMOUS,
    channel=Channel.WEB,
    category="pay",
    unit_id=None,
    handling_unit_id=None,
    people=1,
    is_repeat=False,
    state=State.FILED,
    filed_on=date(2026, 10, 5),
)


def day(text: str) -> date:
    """The day written as month-number of the year 2026."""
    month, number = map(int, text.split("-"))
    return date(2026, month, number)


def case(**facts: Any) -> CaseFacts:
    """A case with these facts; days may be written as `day` reads them."""
    return replace(
        BARE,
        **{name: day(value) if isinstance(value, str) and "-" in value else value for name, value in facts.items()},
    )


def rate(key: str, *cases: CaseFacts, watch_days: int = 90) -> Ratio:
    """The rate of October with this key."""
    return next(each for each in indicators.every(watch_days) if each.key == key).count(list(cases), OCTOBER)
