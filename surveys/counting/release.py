"""The release: the one fixed set of tables of a survey, read by everything. Made by `surveys.counting.releasing`. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.counting.driving import Driver, Drivers
from surveys.counting.reform_risk import ReleasedRisk
from surveys.items import FIVE_POINT, ItemType, as_json
from surveys.review.comments import ReleasedComments


@dataclass(frozen=True)
class Cell:
    """A figure, or the words that stand in its place when it may not be shown."""

    value: float | None
    words: str = ""


@dataclass(frozen=True)
class DimensionRow:
    """A dimension for the whole enterprise: index, share of favourable answers in whole percents, α."""

    id: str
    label: str
    index: Cell
    favourable: int | None
    alpha: float | None
    #: As in Release, for this dimension.
    basis: str = ""
    spread: int | None = None


@dataclass(frozen=True)
class ItemRow:
    """How the whole enterprise answered one item. Shares are whole percents; per-item n is not part of a release.

    `kind` is "shares", "mean" (numbers without bands), "band" or "hidden" (words in place of figures). `places` are
    the mean places of a ranking's options; their `percents` are how many put them first.
    """

    id: str
    text: str
    type: str
    dimension: str
    options: tuple[str, ...]
    kind: str
    percents: tuple[int, ...]
    words: str
    mean: float | None
    favourable: int | None
    low: int | None
    high: int | None
    stem: str = ""
    unit: str = ""
    places: tuple[float, ...] = ()

    @property
    def is_five_point(self) -> bool:
        """Whether the shares are those of a five-point scale."""
        return ItemType(self.type) in FIVE_POINT


@dataclass(frozen=True)
class GroupRow:
    """A reporting unit: its figures when they may be shown, else only its name."""

    id: int
    parent_id: int | None
    name: str
    depth: int
    members: tuple[str, ...]
    headcount: int
    shown: bool
    n: int | None
    rate: float | None
    index: Cell
    dimensions: tuple[Cell, ...]


@dataclass(frozen=True)
class SegmentPart:
    """One option of a segment, or several small ones together, over the whole enterprise.

    An empty one among the options stands for the few who left the question out.
    """

    label: str
    options: tuple[str, ...]
    n: int
    index: Cell
    dimensions: tuple[Cell, ...]


@dataclass(frozen=True)
class SegmentRow:
    """A breakdown by one item; `hidden` are the labels of the options that stand in no part."""

    id: str
    text: str
    parts: tuple[SegmentPart, ...]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class WavePoint:
    """What a survey told of the whole enterprise; None where it is hidden or not the same figure as now."""

    slug: str
    title: str
    closed_on: str
    index: float | None
    dimensions: tuple[float | None, ...]


@dataclass(frozen=True)
class Change:
    """Now less before, in points, and its 95 % interval where the spreads are known."""

    difference: float
    low: float | None
    high: float | None

    @property
    def direction(self) -> int:
        """1 or −1 where the interval leaves no doubt, else 0."""
        if self.low is None or self.high is None:
            return 0
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


@dataclass(frozen=True)
class GroupChange:
    """What has changed for a reporting unit since the last survey; None where the figures may not be compared."""

    id: int
    index: Change | None
    dimensions: tuple[Change | None, ...]


@dataclass(frozen=True)
class Trend:
    """The surveys that asked the same, oldest first with this one last, and the changes since the one before."""

    waves: tuple[WavePoint, ...]
    index: Change | None
    dimensions: tuple[Change | None, ...]
    groups: tuple[GroupChange, ...]

    @property
    def before(self) -> WavePoint:
        """The survey that is compared with."""
        return self.waves[-2]


@dataclass(frozen=True)
class SlipRow:
    """The account of a reporting unit's paper slips. What became of them is told only where the unit's figures are."""

    unit: str
    issued: int
    used: int | None
    #: Counted and cancelled in front of a staff representative; None when nobody did.
    signed_off: int | None


@dataclass(frozen=True)
class DrawnRow:
    """How many of a reporting unit were invited, and which share of them drew a ticket: the lower end of a band."""

    unit: str
    invited: int
    percent: int


@dataclass(frozen=True)
class Release:
    """Everything that is ever shown of a survey."""

    slug: str
    title: str
    digest: str
    opened_on: str
    closed_on: str
    admission: str
    scoring: str
    floor: int
    headcount: int
    answered: int
    rate: float | None
    low_response: bool
    index: Cell
    happiness: Cell
    enps: Cell
    dimensions: tuple[DimensionRow, ...]
    items: tuple[ItemRow, ...]
    groups: tuple[GroupRow, ...]
    #: How many texts wait for review or went through it; those of questions with too few are not among them.
    texts: int
    #: What respondents wrote, once it was reviewed and published.
    comments: ReleasedComments | None = None
    segments: tuple[SegmentRow, ...] = ()
    drivers: Drivers | None = None
    trend: Trend | None = None
    #: What the index rests on (`waves.basis`) and how widely it spreads over everybody, for comparisons to come.
    basis: str = ""
    spread: int | None = None
    #: Nothing is told, because with an earlier release it would point at the few who came, left or stayed away.
    untold: bool = False
    slips: tuple[SlipRow, ...] = ()
    #: Tickets drawn in all and by unit, for a survey by invitation.
    drawn: int | None = None
    drawing: tuple[DrawnRow, ...] = ()
    #: How risky each reform is, where the questionnaire asks about them.
    risk: ReleasedRisk | None = None

    @property
    def shown_groups(self) -> tuple[GroupRow, ...]:
        """The groups whose figures are shown."""
        return tuple(group for group in self.groups if group.shown)

    @property
    def hidden_groups(self) -> tuple[GroupRow, ...]:
        """The groups that appear only inside the one above them."""
        return tuple(group for group in self.groups if not group.shown)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(self, default=as_json))
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Release:
        """What `to_json` wrote."""
        return cls(
            **{
                **stored,
                "index": Cell(**stored["index"]),
                "happiness": Cell(**stored["happiness"]),
                "enps": Cell(**stored["enps"]),
                "dimensions": tuple(
                    DimensionRow(**{**row, "index": Cell(**row["index"])}) for row in stored["dimensions"]
                ),
                "items": tuple(_item_from_json(row) for row in stored["items"]),
                "groups": tuple(_group_from_json(row) for row in stored["groups"]),
                "comments": ReleasedComments.from_json(stored.get("comments")),
                "segments": tuple(_segment_from_json(row) for row in stored.get("segments", ())),
                "trend": _trend_from_json(stored.get("trend")),
                "drivers": _drivers_from_json(stored.get("drivers")),
                "drawing": tuple(DrawnRow(**row) for row in stored.get("drawing", ())),
                "slips": tuple(_slip_row(row) for row in stored.get("slips", ())),
                "risk": ReleasedRisk.from_json(stored.get("risk")),
            }
        )


def _item_from_json(row: Mapping[str, Any]) -> ItemRow:
    lists = {name: tuple(row.get(name, ())) for name in ("options", "percents", "places")}
    return ItemRow(**{**row, **lists})


def _group_from_json(row: Mapping[str, Any]) -> GroupRow:
    return GroupRow(
        **{
            **row,
            "members": tuple(row["members"]),
            "index": Cell(**row["index"]),
            "dimensions": tuple(Cell(**cell) for cell in row["dimensions"]),
        }
    )


def _segment_from_json(row: Mapping[str, Any]) -> SegmentRow:
    parts = tuple(
        SegmentPart(
            **{
                **part,
                "options": tuple(part["options"]),
                "index": Cell(**part["index"]),
                "dimensions": tuple(Cell(**cell) for cell in part["dimensions"]),
            }
        )
        for part in row["parts"]
    )
    return SegmentRow(row["id"], row["text"], parts, tuple(row["hidden"]))


def _drivers_from_json(row: Mapping[str, Any] | None) -> Drivers | None:
    if row is None:
        return None
    return Drivers(**{**row, "drivers": tuple(Driver(**each) for each in row["drivers"])})


def _trend_from_json(row: Mapping[str, Any] | None) -> Trend | None:
    if row is None:
        return None
    return Trend(
        tuple(WavePoint(**{**wave, "dimensions": tuple(wave["dimensions"])}) for wave in row["waves"]),
        _change_from_json(row["index"]),
        tuple(map(_change_from_json, row["dimensions"])),
        tuple(
            GroupChange(
                group["id"], _change_from_json(group["index"]), tuple(map(_change_from_json, group["dimensions"]))
            )
            for group in row["groups"]
        ),
    )


def _change_from_json(row: Mapping[str, Any] | None) -> Change | None:
    return Change(**row) if row is not None else None


def _slip_row(stored: dict[str, Any]) -> SlipRow:
    """A row as it is told today: what was left of a hidden unit's slips was once kept, and tells how many it used."""
    return SlipRow(**stored) if stored["used"] is not None else SlipRow(**stored | {"signed_off": None})
