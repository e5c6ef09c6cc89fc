"""What a report's statement says of petitions; pure."""

from __future__ import annotations

from dataclasses import dataclass

from figures.comparison import Ratio
from reports.counts import Count, Counted, Rate

#: What they were called before that was a setting.
DUTY_SET = "三个到位"


@dataclass(frozen=True)
class Point:
    """One month of a trend."""

    month: str
    registered: int
    on_time: float | None
    satisfied: float | None
    rated: float | None
    accepted: int = 0
    replied: int = 0
    closed: int = 0
    #: The share of every rate, in the order of `Petitions.rates`.
    shares: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class LateCase:
    """A case past its day, by number only."""

    number: str
    category: str
    unit: str
    due: str
    days: int


@dataclass(frozen=True)
class Duty:
    """One of the duties of 三个到位: how many closed cases owed it and how many have its evidence."""

    label: str
    owed: int
    done: int

    @property
    def rate(self) -> Ratio:
        """到位率."""
        return Ratio(self.done, self.owed)


@dataclass(frozen=True)
class CaseLine:
    """A line of the ledger appendix; no names, no words of staff."""

    number: str
    registered: str
    channel: str
    kind: str
    category: str
    unit: str
    handling_unit: str
    due: str
    state: str
    outcome: str


@dataclass(frozen=True)
class Visits:
    """Who came in person: people, and of the visits those of `collective_from` people or more (集体访)."""

    people: int
    collective: int
    collective_people: int
    collective_from: int


@dataclass(frozen=True)
class Petitions:
    """What the period's petitions amount to."""

    registered: Count
    people: Count
    collective: Count
    repeated: Count
    channels: tuple[Counted, ...]
    namings: tuple[Counted, ...]
    classes: tuple[Counted, ...]
    categories: tuple[Counted, ...]
    units: tuple[Counted, ...]
    accepted: Count
    replied: Count
    closed: Count
    pending: int
    due_soon: int
    declined: int
    rates: tuple[Rate, ...]
    mean_days: float | None
    median_days: float | None
    mean_days_before: float | None
    ratings: tuple[tuple[str, int, int, int], ...]
    late: tuple[LateCase, ...]
    duties: tuple[Duty, ...]
    trend: tuple[Point, ...]
    ledger: tuple[CaseLine, ...]
    #: Cases of the month that stand in no line of the ledger (accusations), counted only.
    unlisted: int = 0
    #: Cases a leader took on (包案) in the period, and those of all taken on that are open at its end.
    sponsored: int = 0
    sponsored_open: int = 0
    #: Steps beside the straight way, by name: how many cases were transferred, extended, supervised and so on.
    steps: tuple[tuple[str, int], ...] = ()
    #: Absent in figures frozen before visits were told by people.
    visits: Visits | None = None
    #: What 三个到位 are called together.
    duty_set: str = DUTY_SET
    #: How many days ahead `due_soon` looks: 临期 as it was set, and seven before it was frozen.
    due_soon_days: int = 7
    #: Other readings of the rates, and rates that are judged less often; absent in figures frozen before they were told.
    further: tuple[Rate, ...] = ()
