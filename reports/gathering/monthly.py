"""Gathering a period's figures once, from petitions, ledgers and released surveys, into a frozen Statement.

A month, a quarter and a year are counted by the same code; a year has one base only (see `reports.wording`).
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from petitions import reach
from petitions.kinds import LegalClass
from petitions.models import Petition
from reports import wording
from reports.gathering import ledger_figures, ledger_lists, oversight_figures, petition_figures
from reports.gathering.breakdowns import FLOOR
from reports.gathering.survey_figures import surveys_released
from reports.period import Period
from reports.statement import Statement


def gather(session: Session, period: Period, *, today: date, demo: bool = False) -> Statement:
    """Everything the report of `period` says, as the database holds it today.

    A running period is compared with as many days of the periods before, and its trends end with the last whole month:
    half a month would look like a fall.
    """
    chosen = preferences.read(session)
    publisher = chosen.published_by
    return Statement(
        period=str(period),
        counted_to=period.counted_to(today).isoformat(),
        complete=period.can_be_issued(today),
        organisation=chosen.organisation,
        publisher=publisher,
        report_title=wording.report_title(chosen.report_title, period.kind),
        recipients=_recipients(chosen.report_recipients),
        copies=chosen.report_copies,
        petitions=petition_figures.gather(session, period, chosen, today=today),
        surveys=surveys_released(session, period),
        ledgers=ledger_figures.gather(session, period, today=today),
        oversight=oversight_figures.gather(session, period, today=today),
        ledger_lists=ledger_lists.gather(session, period, today=today),
        floor=FLOOR,
        demo=demo,
    )


def reportable(session: Session, number: str, actor: Person) -> bool:
    """Whether `actor` may put this case into the report: known to them, and not an accusation."""
    wanted = sa.select(Petition.id).where(
        Petition.number == number,
        Petition.legal_class != LegalClass.ACCUSATION,
        reach.may_know(session, actor),
    )
    return session.execute(wanted).first() is not None


def _recipients(text: str) -> tuple[str, ...]:
    """版记 lines: each begins with 报：, 送： or 发：; a bare list of names is reported (报) to."""
    lines = [line.strip().rstrip("。") for line in text.replace("；", "\n").split("\n") if line.strip()]
    return tuple(f"{line if line[1:2] == '：' else f'报：{line}'}。" for line in lines)
