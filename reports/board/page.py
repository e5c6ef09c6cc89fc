"""The leader's board: the figures of a month's report as they stand, kept for a while, and the cases behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitTree
from ledgers import queries as ledgers
from ledgers.declaration import Source
from petitions.categories import queries as category_queries
from petitions.rates import selection, statistics
from petitions.rates.selection import CaseFacts, Window
from reports.gathering import case_lists, monthly, warnings
from reports.gathering.survey_figures import survey
from reports.gathering.warnings import Warned
from reports.operations import SOURCE
from reports.period import Month
from reports.petition_statement import CaseLine
from reports.statement import Statement
from reports.survey_statement import Survey
from surveys import queries as surveys
from web import kept_figures
from web.kept_figures import Counted
from web.words import N_

#: A survey older than this says nothing about how things are.
NEWEST_SURVEY = timedelta(days=730)
REACH = timedelta(days=1)

#: The lists behind the figures, by the key in their address.
LISTS: Mapping[str, str] = {
    "registered": N_("登记的诉求"),
    "pending": N_("办理中的诉求"),
    "late": N_("超期未答复的诉求"),
    "due-soon": N_("快到期的诉求"),
    "replied": N_("答复的诉求"),
}


@dataclass(frozen=True)
class Board:
    """The figures of one month, the lists behind them, and the newest survey."""

    statement: Statement
    lists: Mapping[str, tuple[CaseLine, ...]]
    survey: Survey | None


def is_for(who: Person, tree: UnitTree) -> bool:
    """Whether somebody reads the figures of the whole enterprise: their role in reports is held over all of it."""
    return who.reaches_all(tree, "reports")


def load(session: Session, month: Month, *, today: date, demo: bool = False) -> Counted[Board]:
    """The board of a month; while the month runs it is compared with as many days of the month before."""
    count = partial(_count, month=month, today=today, demo=demo)
    return kept_figures.of_app().get(session, ("board", month, today), count)


def _count(session: Session, *, month: Month, today: date, demo: bool) -> Board:
    statement = monthly.gather(session, month, today=today, demo=demo)
    return Board(statement, _lists(session, month, today), _newest_survey(session, month, today))


def _lists(session: Session, month: Month, today: date) -> dict[str, tuple[CaseLine, ...]]:
    tree, labels = accounts.unit_tree(session), category_queries.tree(session).report_labels()
    window = Window(month.first_day, month.counted_to(today))
    cases = statistics.case_facts(session, month.first_day - REACH)
    soon = preferences.read(session).due_soon_days
    return {key: case_lists.listed(pick(cases), tree, labels) for key, pick in _picks(window, soon).items()}


def _picks(window: Window, soon: int) -> dict[str, Callable[[Sequence[CaseFacts]], list[CaseFacts]]]:
    return {
        "registered": lambda cases: selection.registered(cases, window),
        "pending": lambda cases: selection.pending(cases, window.last),
        "late": lambda cases: selection.late(cases, window.last),
        "due-soon": lambda cases: selection.due_soon(cases, window.last, soon),
        "replied": lambda cases: selection.replied(cases, window),
    }


def _newest_survey(session: Session, month: Month, today: date) -> Survey | None:
    last = month.counted_to(today)
    released = surveys.releases_in(session, last - NEWEST_SURVEY, last)
    return survey(released[-1]) if released else None


def warned(session: Session, statement: Statement) -> list[tuple[Warned, bool]]:
    """What in a month should be looked into as a risk, and whether it stands in the risk ledger already."""
    listed = ledgers.titles_from(session, Source(SOURCE, statement.period))
    return [(each, each.title in listed) for each in warnings.found_in(statement)]
