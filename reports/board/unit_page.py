"""A unit's own figures, for who reaches it: petitions of a year, the newest survey, its ledgers, the units below."""

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
from paper.charts import HIDDEN, Bars
from petitions.indicators import Window
from petitions.rates import statistics
from reports import preview
from reports.gathering import unit_cases
from reports.gathering.unit_cases import UnitCases
from reports.period import Month, ending_with
from surveys import queries as surveys
from surveys.counting.release import GroupRow, Release
from web import kept_figures
from web.errors import Missing
from web.kept_figures import Counted
from web.words import N_

MONTHS = 12
REACH = timedelta(days=1)
NEWEST_SURVEY = timedelta(days=730)
MOST_BARS = 24
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


@dataclass(frozen=True)
class UnitPage:
    """The page of one unit."""

    unit: UnitRow
    above: UnitRow | None
    path: str
    months: tuple[Month, Month]
    counted: Counted[dict[int, UnitCases]]
    cases: UnitCases
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
    """The figures of every unit over the last twelve whole months."""
    return kept_figures.of_app().get(session, ("units", today), partial(_count, today=today))


def months(today: date) -> tuple[Month, Month]:
    """The first and the last of the twelve whole months before this one."""
    whole = ending_with(Month.of(today).previous, MONTHS)
    return whole[0], whole[-1]


def load(session: Session, unit_id: int, who: Person, *, today: date) -> UnitPage:
    """The page of a unit. Raises Missing for one that does not exist or is out of reach: the two look the same."""
    tree = accounts.unit_tree(session)
    mine = reach(who, tree)
    if unit_id not in mine:
        raise Missing
    counted = figures(session, today=today)
    unit = tree[unit_id]
    above = tree[unit.parent_id] if unit.parent_id in mine else None
    children = [each for each in tree.children(unit_id) if each.active]
    return UnitPage(
        unit=unit,
        above=above,
        path=tree.path(unit_id),
        months=months(today),
        counted=counted,
        cases=counted.value.get(unit_id, UnitCases()),
        survey=_survey(session, unit_id, today),
        ledgers=_ledgers(session, tree, unit_id, who, today),
        below=_below(children, counted.value),
        children=children,
    )


def _count(session: Session, *, today: date) -> dict[int, UnitCases]:
    first, last = months(today)
    cases = statistics.case_facts(session, first.first_day - REACH)
    return unit_cases.gather(cases, Window(first.first_day, last.last_day), accounts.unit_tree(session))


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
    )


def _below(children: list[UnitRow], counted: Mapping[int, UnitCases]) -> dict[str, Any] | None:
    """The units below beside each other; nothing when none of them may be told."""
    came = [(each.name, counted.get(each.id, UnitCases()).came) for each in children]
    if not any(count for _name, count in came):
        return None
    came.sort(key=lambda pair: -(pair[1] or 0))
    chart = Bars(
        title=_("下属单位涉及的诉求"),
        labels=tuple(name for name, _count in came[:MOST_BARS]),
        values=tuple(HIDDEN if count is None else float(count) for _name, count in came[:MOST_BARS]),
        unit=_("件"),
        hidden=_("不足5件或不便显示"),
    )
    return preview.drawn(chart, chart.title)
