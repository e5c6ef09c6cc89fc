"""The figures of one period as frozen declarations: what is gathered once, kept as JSON, and read by page and paper."""

from __future__ import annotations

from dataclasses import dataclass

from figures.comparison import Change, Ratio
from reports.oversight import Oversight
from reports.period import Period, parse
from reports.wording import Wording, of

#: Raised when a change makes figures that were frozen before unreadable; reading them back says so.
VERSION = 1


@dataclass(frozen=True)
class Count:
    """How many in this period, the last and the same a year before; None where there is no record of then.

    A year has one base, the year before: it stands in `before`.
    """

    now: int
    before: int | None = None
    year_before: int | None = None

    @property
    def change(self) -> Change:
        """环比 (of a year 同比)."""
        return Change(self.now, self.before)

    @property
    def year_change(self) -> Change:
        """同比."""
        return Change(self.now, self.year_before)


@dataclass(frozen=True)
class Counted:
    """A labelled count; `count` is None where it may not be shown."""

    label: str
    count: Count | None


@dataclass(frozen=True)
class Rate:
    """A rate with its parts in each period and the formula printed beside it."""

    key: str
    label: str
    formula: str
    now: Ratio
    before: Ratio | None = None
    year_before: Ratio | None = None


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


@dataclass(frozen=True)
class DimensionScore:
    """A dimension of a survey with its score; None where it may not be shown."""

    label: str
    score: float | None
    change: float | None = None


@dataclass(frozen=True)
class HeatRow:
    """One unit's scores by dimension; None is hidden."""

    unit: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True)
class Spoken:
    """What enough respondents wrote about under one open question: (word, texts) each, and a reviewed quote."""

    question: str
    texts: int
    words: tuple[tuple[str, int], ...]
    quote: str


@dataclass(frozen=True)
class Survey:
    """A survey released in the period, as its Release says."""

    title: str
    closed: str
    answered: int
    invited: int | None
    response: float | None
    unrepresentative: bool
    unverified: bool
    index: float | None
    #: What stands in place of an index that may not be told exactly.
    index_words: str
    index_change: float | None
    recommend: float | None
    dimensions: tuple[DimensionScore, ...]
    heat: tuple[HeatRow, ...]
    method: str
    spoken: tuple[Spoken, ...] = ()


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
    """困难帮扶 and 送温暖、送清凉 of the period. `eased` is None for fewer than five families asked again."""

    families: Count
    fen: Count
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


@dataclass(frozen=True)
class KeyCase:
    """A case an officer chose to report, by number, in words without names."""

    number: str
    state: str
    summary: str


@dataclass(frozen=True)
class Corrected:
    """A figure as an earlier issue printed it, and as it is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Correction:
    """勘误: what of an issued report is put right, which issue it was, and why."""

    issue: str
    reason: str
    figures: tuple[Corrected, ...]


@dataclass(frozen=True)
class Statement:
    """Everything a period's report says in figures."""

    #: 2026-10, 2026-Q3 or 2026.
    period: str
    counted_to: str
    complete: bool
    organisation: str
    publisher: str
    report_title: str
    recipients: tuple[str, ...]
    petitions: Petitions | None
    surveys: tuple[Survey, ...] = ()
    #: None while the ledgers hold nothing.
    ledgers: Ledgers | None = None
    #: Counts below this are not broken down by category or unit.
    floor: int = 5
    #: One digest over the heads of all cases' histories when the report was issued.
    chain: str = ""
    #: The rows of every ledger, for the appendix.
    ledger_lists: tuple[LedgerList, ...] = ()
    #: What of earlier issues this one puts right.
    corrections: tuple[Correction, ...] = ()
    #: Reception days and 交办件; None while there are none.
    oversight: Oversight | None = None
    demo: bool = False
    version: int = VERSION

    @property
    def covers(self) -> Period:
        """The month, quarter or year."""
        return parse(self.period)

    @property
    def words(self) -> Wording:
        """What it calls its period and those it is compared with."""
        return of(self.covers) if self.complete else of(self.covers).to_the_day


@dataclass(frozen=True)
class Comments:
    """What an officer wrote, part by part, and the key cases chosen."""

    parts: tuple[tuple[str, str], ...] = ()
    key_cases: tuple[KeyCase, ...] = ()

    def of(self, part: str) -> str:
        """The officer's words on `part`, or nothing."""
        return dict(self.parts).get(part, "").strip()
