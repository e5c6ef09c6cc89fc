"""What a report's statement says of the ledgers, and the lists of its appendix; pure."""

from __future__ import annotations

from dataclasses import dataclass

from reports.counts import Count


@dataclass(frozen=True)
class NeverRow:
    """One of 五个不发生: how often in the period and in the year (the target is zero), and the days without."""

    label: str
    happened: int
    year: int
    days: int


@dataclass(frozen=True)
class Sweeps:
    """Sweep rounds that ended in the period, and how many reports came of how many asked."""

    rounds: int
    reported: int
    asked: int


@dataclass(frozen=True)
class Risks:
    """不稳定因素 of the period; `levels` are those open at its end, by grade."""

    found: Count
    struck: Count
    defused: int
    open: int
    late: int
    levels: tuple[tuple[str, int], ...]
    sweeps: Sweeps
    #: Important periods (敏感节点) of the following period, each with its days.
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True)
class AidRow:
    """A kind of aid: how often, for how many people, for how much in fen."""

    label: str
    times: int
    people: int
    fen: int


@dataclass(frozen=True)
class Aid:
    """困难帮扶 and 送温暖、送清凉 of the period. `eased` is None for fewer than five families asked again.

    `fen` is None where, less what gatherings cost, it would be what fewer than five families were given.
    """

    families: Count
    fen: Count | None
    rows: tuple[AidRow, ...]
    gatherings: tuple[AidRow, ...]
    waiting: int
    followed: int
    eased: int | None


@dataclass(frozen=True)
class Explained:
    """政策解释 of the period, by way, with the questions asked most."""

    times: Count
    channels: tuple[tuple[str, int], ...]
    questions: tuple[tuple[str, int], ...]
    valid: int


@dataclass(frozen=True)
class Measure:
    """One measure by title, without names."""

    title: str
    due: str
    verdict: str
    target: str


@dataclass(frozen=True)
class Measures:
    """实事与整改 of the period."""

    listed: int
    under_way: int
    late: int
    done: tuple[Measure, ...]
    next: tuple[Measure, ...]


@dataclass(frozen=True)
class Ledgers:
    """Everything a period's report says from the ledgers; None where a ledger holds nothing yet."""

    never_events: tuple[NeverRow, ...] = ()
    risks: Risks | None = None
    aid: Aid | None = None
    explained: Explained | None = None
    measures: Measures | None = None


@dataclass(frozen=True)
class LedgerList:
    """The rows of one ledger for the appendix, as they are printed; without names."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
