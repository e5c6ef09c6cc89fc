"""改革风险评估: how risky each reform is, from published shares of support, worry and stake. Pure.

A rule of thumb of our own, made to be argued with: the thresholds are settings, frozen when the survey opens, and stand
beside every rating. No norm prescribes one.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from web.words import N_

MEASURES = ("labour", "personnel", "pay")
#: Which items are asked about each: support_labour, worry_labour, stake_labour and so on.
SIDES = ("support", "worry", "stake")

METHOD = N_(
    "支持、担心、关系大，都是选“比较同意”或“非常同意”的人的比例。支持低于 %(support_low)s%%，"
    "或者担心达到 %(worry_high)s%% 而且关系大达到 %(stake_high)s%%，是高风险；支持达到 %(support_high)s%%、"
    "担心低于 %(worry_low)s%%，是低风险；其余是中风险。三个数有一个不公布，就不评级。"
)


class Level(enum.Enum):
    """How risky a reform is, or that it cannot be said from what may be published."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    UNRATED = "unrated"


LABELS = {
    Level.HIGH: N_("高风险"),
    Level.MIDDLE: N_("中风险"),
    Level.LOW: N_("低风险"),
    Level.UNRATED: N_("不评级"),
}
TONES = {Level.HIGH: "late", Level.MIDDLE: "soon", Level.LOW: "good", Level.UNRATED: "plain"}


@dataclass(frozen=True)
class Thresholds:
    """Whole percents at which a rating changes."""

    support_low: int = 40
    support_high: int = 60
    worry_low: int = 30
    worry_high: int = 60
    stake_high: int = 50

    @property
    def percents(self) -> dict[str, int]:
        """The values that METHOD names."""
        return asdict(self)


@dataclass(frozen=True)
class Rated:
    """One reform: the published share (whole percents) that supports, fears and is concerned; None is not published."""

    measure: str
    label: str
    support: int | None
    worry: int | None
    stake: int | None
    level: Level


@dataclass(frozen=True)
class ReleasedRisk:
    """Every reform that was asked about with its rating, and the thresholds it was rated by."""

    rows: tuple[Rated, ...]
    limits: Thresholds

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> ReleasedRisk | None:
        """What a release keeps of it."""
        if stored is None:
            return None
        rows = tuple(Rated(**{**row, "level": Level(row["level"])}) for row in stored["rows"])
        return cls(rows, Thresholds(**stored["limits"]))


def rate(support: int | None, worry: int | None, stake: int | None, limits: Thresholds) -> Level:
    """The level of one reform."""
    if support is None or worry is None or stake is None:
        return Level.UNRATED
    if support < limits.support_low or (worry >= limits.worry_high and stake >= limits.stake_high):
        return Level.HIGH
    if support >= limits.support_high and worry < limits.worry_low:
        return Level.LOW
    return Level.MIDDLE


def of(agreeing: Mapping[str, tuple[str, int | None]], limits: Thresholds) -> ReleasedRisk | None:
    """The ratings of the reforms that were asked about; None when none was.

    `agreeing` maps an item id to its words and the published share that agrees.
    """
    rows = []
    for measure in MEASURES:
        asked = [agreeing.get(f"{side}_{measure}") for side in SIDES]
        if asked[0] is not None and asked[1] is not None and asked[2] is not None:
            support, worry, stake = asked[0][1], asked[1][1], asked[2][1]
            level = rate(support, worry, stake, limits)
            rows.append(Rated(measure, asked[0][0], support, worry, stake, level))
    return ReleasedRisk(tuple(rows), limits) if rows else None
