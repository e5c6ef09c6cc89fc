"""A month's report as the source of a ledger's entry: what its figures warned of."""

from __future__ import annotations

from flask import url_for
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.sources import SourceKind
from reports.operations import SOURCE
from reports.period import BadPeriod, Month
from web.words import N_


def report_address(_session: Session, number: str, who: Person) -> str | None:
    """The page of the month's report, for somebody who reads reports."""
    try:
        month = Month.parse(number)
    except BadPeriod:
        return None
    return url_for("reports.period", period=month) if who.can("reports") else None


KIND = SourceKind(SOURCE, N_("月报预警"), N_("来自月报"), report_address)
