"""Makes a release: disclosure control is applied once, to everything that was counted. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from figures import disclosure
from surveys.counting import driving, item_rows, reform_risk, retelling, scoring, segments, waves, withholding
from surveys.counting.reform_risk import Thresholds
from surveys.counting.release import Cell, DimensionRow, GroupRow, ItemRow, Release
from surveys.counting.tally import Sums, Tally, UnitTally
from surveys.counting.withholding import Told
from surveys.items import FIVE_POINT, TEXTS, Definition, ReportingUnit


def build(
    definition: Definition,
    tally: Tally,
    *,
    slug: str,
    digest: str,
    opened_on: str,
    closed_on: str,
    earlier: Sequence[Release] = (),
    compared: Sequence[Release] = (),
    texts: int = 0,
) -> Release:
    """Apply disclosure control once to everything counted. Deterministic.

    `earlier` are all releases of surveys that asked the same before, `compared` those of them that everybody may read.
    `texts` wait for their review.
    """
    own = _answered(definition, tally)
    shown = withholding.publishable_units(definition.units, own, definition.floor)
    untold = retelling.untold_again(definition, own, shown, earlier)
    # A floor that nobody reaches hides every figure.
    ruled = replace(definition, floor=sum(own.values()) + 1) if untold.everything else definition
    tables = _tables(ruled, tally, shown - untold.units, with_segments=not untold.segments)
    whole = replace(
        tables,
        slug=slug,
        digest=digest,
        opened_on=opened_on,
        closed_on=closed_on,
        floor=definition.floor,
        texts=texts,
        untold=untold.everything,
    )
    return replace(whole, trend=waves.trend(whole, compared))


def _tables(definition: Definition, tally: Tally, shown: frozenset[int], *, with_segments: bool) -> Release:
    """Everything but the survey's name and dates. `shown` are the units that may be shown for themselves."""
    sums = _by_group(definition, tally)
    top = definition.units[0].id
    everyone = sums[top]
    floor = definition.floor
    rate = scoring.response_rate(everyone.n, definition.headcount)
    told = [Told(definition, shown, figure, tally) for figure in (None, *(each.id for each in definition.dimensions))]
    index = withholding.cell_of(everyone.index, definition)
    items = tuple(item_rows.row(item, everyone, floor) for item in definition.asked if item.type not in TEXTS)
    return Release(
        slug="",
        title=definition.title,
        digest="",
        opened_on="",
        closed_on="",
        admission=definition.admission,
        scoring=definition.scoring,
        floor=floor,
        headcount=definition.headcount,
        answered=everyone.n,
        rate=rate,
        low_response=rate is not None and rate * 100 < definition.low_response_percent,
        index=index,
        happiness=_mean_cell(everyone, "happy", floor),
        enps=_enps_cell(everyone, floor),
        dimensions=tuple(_dimension_row(definition, tally, everyone, position) for position in _positions(definition)),
        items=items,
        groups=_groups(definition, sums, shown, told),
        texts=0,
        segments=segments.rows(definition, tally, shown, told) if with_segments else (),
        drivers=driving.drivers(definition, tally.products) if index.value is not None else None,
        basis=waves.basis(definition, [each.id for each in definition.dimensions]),
        spread=_spread(index, everyone.index),
        risk=reform_risk.of(_agreeing(items), Thresholds(*definition.reform_limits)),
    )


def _agreeing(rows: Sequence[ItemRow]) -> dict[str, tuple[str, int | None]]:
    """The words of each five-point item and the share of its two highest points, where shares are published."""
    five = [row for row in rows if row.is_five_point]
    return {row.id: (row.text, sum(row.percents[3:]) if row.kind == "shares" else None) for row in five}


def _positions(definition: Definition) -> range:
    return range(len(definition.dimensions))


def _by_group(definition: Definition, tally: Tally) -> dict[int, UnitTally]:
    """The sums of each node with everything below it; those who named no unit count for the enterprise only."""
    sums = {unit.id: UnitTally() for unit in definition.units}
    parents = {unit.id: unit.parent_id for unit in definition.units}
    for unit, counted in tally.units.items():
        node: int | None = unit if unit is not None else definition.units[0].id
        while node is not None:
            sums[node].merge(counted)
            node = parents[node]
    return sums


def _mean_cell(everyone: UnitTally, item_id: str, floor: int) -> Cell:
    counts = everyone.items.get(item_id, {})
    if sum(counts.values()) < floor or disclosure.is_concentrated(list(counts.values())):
        return Cell(None, disclosure.HIDDEN_WORDS)
    return Cell(scoring.rounded(scoring.mean_of(counts)))


def _enps_cell(everyone: UnitTally, floor: int) -> Cell:
    counts = everyone.items.get("enps", {})
    if sum(counts.values()) < floor or disclosure.is_concentrated(list(counts.values())):
        return Cell(None, disclosure.HIDDEN_WORDS)
    return Cell(scoring.enps(counts))


def _spread(shown: Cell, sums: Sums) -> int | None:
    """The standard deviation over the whole enterprise in whole points, where the mean itself is told.

    It is kept for no unit: with a unit's spread and those of its neighbours, a remainder in which all answered alike
    would be seen.
    """
    variance = sums.variance
    if shown.value is None or variance is None or sums.n < waves.ENOUGH:
        return None
    return round(math.sqrt(variance))


def _dimension_row(definition: Definition, tally: Tally, everyone: UnitTally, position: int) -> DimensionRow:
    dimension = definition.dimensions[position]
    good = answers = 0
    for item in definition.asked:
        if item.dimension == dimension.id and item.type in FIVE_POINT:
            favourable, given = scoring.favourable(item, everyone.items.get(item.id, {}))
            good, answers = good + favourable, answers + given
    consistency = tally.consistency.get(dimension.id)
    sums = everyone.dimensions.get(dimension.id, Sums())
    index = withholding.cell_of(sums, definition)
    shown = index.value is not None and answers > 0
    return DimensionRow(
        id=dimension.id,
        label=dimension.label,
        index=index,
        favourable=round(100 * good / answers) if shown else None,
        alpha=scoring.alpha(consistency) if shown and consistency else None,
        basis=waves.basis(definition, [dimension.id]),
        spread=_spread(index, sums),
    )


def _answered(definition: Definition, tally: Tally) -> dict[int, int]:
    """The answers of each node itself; those who named no unit count for the enterprise."""
    own = {unit.id: tally.units[unit.id].n if unit.id in tally.units else 0 for unit in definition.units}
    own[definition.units[0].id] += tally.units[None].n if None in tally.units else 0
    return own


def _groups(
    definition: Definition, sums: Mapping[int, UnitTally], shown: frozenset[int], told: Sequence[Told]
) -> tuple[GroupRow, ...]:
    depths = _depths(definition.units)
    return tuple(
        _group_row(definition, unit, sums[unit.id], depths[unit.id], unit.id in shown, told)
        for unit in definition.units
    )


def _group_row(
    definition: Definition,
    unit: ReportingUnit,
    counted: UnitTally,
    depth: int,
    shown: bool,
    told: Sequence[Told],
) -> GroupRow:
    index_told, *cells_told = told
    headcount = _headcount(definition.units, unit.id)
    return GroupRow(
        id=unit.id,
        parent_id=unit.parent_id,
        name=unit.name,
        depth=depth,
        members=unit.members,
        headcount=headcount,
        shown=shown,
        n=counted.n if shown else None,
        rate=scoring.response_rate(counted.n, headcount) if shown else None,
        index=index_told.cell(unit.id, counted.index),
        dimensions=tuple(
            told.cell(unit.id, counted.dimensions.get(dimension.id, Sums()))
            for dimension, told in zip(definition.dimensions, cells_told, strict=True)
        ),
    )


def _headcount(units: tuple[ReportingUnit, ...], unit_id: int) -> int:
    below = {unit_id}
    for unit in units:
        if unit.parent_id in below:
            below.add(unit.id)
    return sum(unit.headcount for unit in units if unit.id in below)


def _depths(units: tuple[ReportingUnit, ...]) -> dict[int, int]:
    depths: dict[int, int] = {}
    for unit in units:
        depths[unit.id] = 0 if unit.parent_id is None else depths[unit.parent_id] + 1
    return depths
