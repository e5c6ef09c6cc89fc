"""What a report of a period would say now: its figures, the officers' words, and what it puts right of earlier issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from reports import queries
from reports.gathering import errata, monthly
from reports.period import Period
from reports.queries import Issued
from reports.statement import Comments, Correction, Statement

#: Said where a base differs from what the last issue printed and nobody issued a correction of it.
LATER_ENTRIES = "上期签发后，台账有补登或更正"


def compiled(
    session: Session, period: Period, *, today: date, demo: bool = False, reason: str = ""
) -> tuple[Statement, Comments]:
    """Figures with their corrections, and words; `reason` says why an issue of the same period is superseded."""
    statement = monthly.gather(session, period, today=today, demo=demo)
    found = tuple(_corrections(session, period, statement, reason))
    statement = replace(statement, chain=queries.chain_digest(session), corrections=found)
    return statement, queries.comments(session, period)


def _corrections(session: Session, period: Period, statement: Statement, reason: str) -> Iterator[Correction]:
    superseded = queries.in_force(session, period)
    if superseded is not None:
        old, _words = queries.frozen(session, superseded.id)
        yield Correction(superseded.name, reason, errata.differences(old, statement))
        yield from old.corrections
        return
    earlier = [each for each in queries.newest_editions(session, period.kind) if each.period < period]
    if earlier:
        yield from _since(session, earlier)
        yield from _moved(session, earlier[0], period, statement)


def _since(session: Session, earlier: list[Issued]) -> Iterator[Correction]:
    """What was put right in further editions since the last number came out: this number is the next to tell it."""
    last_number = min(each.issued_on for each in queries.editions(session, earlier[0].period))
    for report in reversed(earlier):
        for edition in reversed(queries.editions(session, report.period)):
            if edition.edition > 1 and edition.issued_on >= last_number:
                frozen, _words = queries.frozen(session, edition.id)
                yield frozen.corrections[0]


def _moved(session: Session, last: Issued, period: Period, statement: Statement) -> Iterator[Correction]:
    """Where this number prints another base than the last one printed as its figure."""
    if last.period != period.previous:
        return
    printed, _words = queries.frozen(session, last.id)
    figures = errata.moved_bases(printed, statement)
    if figures:
        yield Correction(last.name, LATER_ENTRIES, figures)
