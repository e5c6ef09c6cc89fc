"""The figures of one period as frozen declarations: what is gathered once, kept as JSON, and read by page and paper."""

from __future__ import annotations

from dataclasses import dataclass

from reports.ledger_statement import LedgerList, Ledgers
from reports.oversight import Oversight
from reports.period import Period, parse
from reports.petition_statement import Petitions
from reports.survey_statement import Survey
from reports.wording import Wording, of

#: Raised when a change makes figures that were frozen before unreadable; reading them back says so.
VERSION = 1


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
    #: 共印份数 as 版记 names it; 0 leaves it out.
    copies: int = 0
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
