"""A unit's own figures, for who reaches it: petitions of about a year, the newest survey, its ledgers, the units below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.units import UnitRow, UnitTree
from ledgers import measures, queries, risks
from ledgers.never_events import Standing
from ledgers.yearly import queries as yearly
from paper.charts import HIDDEN, Bars, Hidden, Series, Trend
from petitions.categories import choices
from petitions.rates import statistics
from reports import preview
from reports.board.pictures import pieces
from reports.gathering import unit_cases
from reports.gathering.unit_cases import Days, UnitCases
from reports.period import Month
from reports.period_names import period_name
from surveys import queries as surveys
from surveys.counting.release import GroupRow, Release
from web import kept_figures, pages
from web.errors import Missing
from web.kept_figures import Counted
from web.words import N_

REACH = timedelta(days=1)
NEWEST_SURVEY = timedelta(days=730)
MOST_BARS = 24
#: Months that must be told for a line over them; else quarters are drawn.
FEWEST_MONTHS = 8
NOT_GRADED = N_("待分级")


@dataclass(frozen=True)
class UnitSurvey:
    """The newest survey that tells this unit apart: its index beside the enterprise's, and its dimensions drawn."""

    title: str
    index: float
    enterprise: float | None
    figure: dict[str, Any] | None


@dataclass(frozen=True)
class UnitLedgers:
    """What stands in the ledgers for a unit and all below it, as far as the reader may see."""

    #: Open risks by grade (message id, how many), the gravest first.
    risks: tuple[tuple[str, int], ...]
    late_risks: int
    measures: int
    late_measures: int
    #: 五个不发生: how each of the year's five stands in the unit and all below it.
    never_events: list[Standing]


@dataclass(frozen=True)
class UnitPage:
    """The page of one unit."""

    unit: UnitRow
    above: UnitRow | None
    path: str
    months: tuple[Month, Month]
    counted: Counted[dict[int, UnitCases]]
    cases: UnitCases
    #: What most of its cases are about, in words.
    topics: list[str]
    over_time: dict[str, Any] | None
    survey: UnitSurvey | None
    ledgers: UnitLedgers
    below: dict[str, Any] | None
    children: list[UnitRow]


def reach(who: Person, tree: UnitTree) -> set[int]:
    """The units whose figures somebody may read."""
    return who.reach_with(tree, "reports")


def reached(who: Person, tree: UnitTree) -> list[tuple[int, UnitRow]]:
    """(depth, unit) of every active unit somebody may read, in the order of the tree."""
    mine = reach(who, tree)
    return [(depth, row) for depth, row in tree.walk() if row.id in mine and row.active]


def figures(session: Session, *, today: date) -> Counted[dict[int, UnitCases]]:
    """The figures of every unit over the last four whole quarters and the whole months since."""
    return kept_figures.of_app().get(session, ("units", today), partial(_count, today=today))


def months(today: date) -> tuple[Month, Month]:
    """The first and the last month that figures are added up from."""
    summed = Days(today).summed
    return summed[0].first_month, summed[-1].last_month


def load(session: Session, unit_id: int, who: Person, *, today: date) -> UnitPage:
    """The page of a unit. Raises Missing for one that does not exist or is out of reach: the two look the same."""
    tree = accounts.unit_tree(session)
    mine = reach(who, tree)
    if unit_id not in mine:
        raise Missing
    counted = figures(session, today=today)
    cases = counted.value.get(unit_id, UnitCases())
    unit = tree[unit_id]
    above = tree[unit.parent_id] if unit.parent_id in mine else None
    children = [each for each in tree.children(unit_id) if each.active]
    return UnitPage(
        unit=unit,
        above=above,
        path=tree.path(unit_id),
        months=months(today),
        counted=counted,
        cases=cases,
        topics=[choices.label(code) for code in cases.topics],
        over_time=_over_time(cases, today),
        survey=_survey(session, unit_id, today),
        ledgers=_ledgers(session, tree, unit_id, who, today),
        below=_below(children, counted.value),
        children=children,
    )


def _count(session: Session, *, today: date) -> dict[int, UnitCases]:
    days = Days(today)
    cases = statistics.case_facts(session, days.oldest - REACH)
    return unit_cases.gather(cases, days, accounts.unit_tree(session))


def _over_time(cases: UnitCases, today: date) -> dict[str, Any] | None:
    """A line over the months where most of them are told, else a bar for each quarter; nothing where none is told."""
    days, hidden = Days(today), _("不足5件或不便显示")
    if sum(count is not None for count in cases.by_month) >= FEWEST_MONTHS:
        title = _("每月涉及本单位的诉求")
        labels = tuple(pages.short_month(month.first_day) for month in days.months)
        chart: Trend | Bars = Trend(title, labels, (Series(_("登记的诉求"), _shown(cases.by_month)),), unit=pieces())
        return preview.drawn(chart, title, _("断开的月份：%(why)s。", why=hidden) if None in cases.by_month else "")
    if not any(cases.by_quarter):
        return None
    title = _("每季度涉及本单位的诉求")
    chart = Bars(title, tuple(map(period_name, days.quarters)), _shown(cases.by_quarter), unit=pieces(), hidden=hidden)
    return preview.drawn(chart, title)


def _shown(counts: tuple[int | None, ...]) -> tuple[float | Hidden, ...]:
    return tuple(HIDDEN if count is None else float(count) for count in counts)


def _survey(session: Session, unit_id: int, today: date) -> UnitSurvey | None:
    """The newest release in which this very unit is shown."""
    for release in reversed(surveys.releases_in(session, today - NEWEST_SURVEY, today)):
        found = next((each for each in release.shown_groups if each.id == unit_id), None)
        if found is not None and found.index.value is not None:
            chart = _dimensions(release, found)
            drawn = preview.drawn(chart, chart.title) if chart.labels else None
            return UnitSurvey(release.title, found.index.value, release.index.value, drawn)
    return None


def _dimensions(release: Release, found: GroupRow) -> Bars:
    return Bars(
        title=_("本单位各方面得分"),
        labels=tuple(row.label for row in release.dimensions),
        values=tuple(HIDDEN if cell.value is None else cell.value for cell in found.dimensions),
        digits=1,
        high=100,
        hidden=_("人数不足，不显示"),
    )


def _ledgers(session: Session, tree: UnitTree, unit_id: int, who: Person, today: date) -> UnitLedgers:
    inside = tree.subtree(unit_id)
    found = [each for each in queries.seen(session, risks.LEDGER, who, tree) if each.unit_id in inside]
    opened = [each for each in found if each.state in risks.OPEN_STATES]
    levels = Counter(str(each.value("level") or "") for each in opened)
    done = [each for each in queries.seen(session, measures.LEDGER, who, tree) if each.unit_id in inside]
    labels: Mapping[str, str] = risks.LEVELS
    return UnitLedgers(
        risks=tuple((labels.get(code, NOT_GRADED), levels[code]) for code in (*labels, "") if levels[code]),
        late_risks=sum(each.runs_to is not None and each.runs_to < today for each in opened),
        measures=sum(each.is_open for each in done),
        late_measures=sum(each.runs_to is not None and each.runs_to < today for each in done),
        never_events=yearly.standings(session, today, inside),
    )


def _below(children: list[UnitRow], counted: Mapping[int, UnitCases]) -> dict[str, Any] | None:
    """The units below beside each other; nothing when none of them may be told."""
    came = [(each.name, counted.get(each.id, UnitCases()).came) for each in children]
    if not any(count for _name, count in came):
        return None
    came.sort(key=lambda pair: -(pair[1] or 0))
    chart = Bars(
        title=_("下属单位涉及的诉求（显示出来的）"),
        labels=tuple(name for name, _count in came[:MOST_BARS]),
        values=tuple(HIDDEN if count is None else float(count) for _name, count in came[:MOST_BARS]),
        unit=pieces(),
        hidden=_("不足5件或不便显示"),
    )
    return preview.drawn(chart, chart.title)
