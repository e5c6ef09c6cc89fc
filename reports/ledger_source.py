"""A month's report as the source of a ledger's entry: what its figures warned of."""

from __future__ import annotations

from flask import url_for
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from ledgers.sources import SourceKind
from reports import queries
from reports.operations import SOURCE
from reports.period import BadPeriod, Month
from web import clock
from web.words import N_


def report_address(session: Session, number: str, who: Person) -> str | None:
    """The page of the month's report, for somebody who reads reports; before it is issued, for those who may issue it."""
    month = _month(number)
    if month is None or not is_known(session, number, who):
        return None
    is_issued = queries.in_force(session, month) is not None
    if not is_issued and not who.reaches_all(accounts.unit_tree(session), "reports.issue"):
        return None
    return url_for("reports.period", period=month)


def is_known(_session: Session, number: str, who: Person) -> bool:
    """Whether it is a month that has begun, of which somebody reads the board."""
    month = _month(number)
    return month is not None and month.has_begun(clock.today()) and who.can("reports")


def _month(number: str) -> Month | None:
    try:
        month = Month.parse(number)
    except BadPeriod:
        return None
    return month if str(month) == number else None


KIND = SourceKind(SOURCE, N_("月报预警"), N_("来自月报"), report_address, is_known)
