"""A figure counted over cases: its name, its formula in words, and which cases it takes; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from figures.comparison import Ratio
from petitions.rates.selection import CaseFacts, Window

Pick = Callable[[Sequence[CaseFacts], Window], "Picked"]


@dataclass(frozen=True)
class Picked:
    """The cases a rate is counted over, those of them that make its part, and those that count half."""

    part: list[CaseFacts]
    whole: list[CaseFacts]
    half: list[CaseFacts] = field(default_factory=list)

    @property
    def ratio(self) -> Ratio:
        """How many of how many."""
        return Ratio(len(self.part), len(self.whole), len(self.half))


@dataclass(frozen=True)
class Indicator:
    """A rate: its key, its name and its formula in words, and which cases make its part and its whole."""

    key: str
    label: str
    formula: str
    pick: Pick = field(compare=False)
    #: What stands in the formula as %(name)s: the settings that it follows.
    values: Mapping[str, int] = field(default_factory=dict)
    #: It rests on what single petitioners said: not told as a rate of fewer than the floor.
    is_said: bool = False
    #: The figure over more cases that stands beside it; what lies between the two must not be a few.
    wider: str = ""

    def count(self, cases: Sequence[CaseFacts], window: Window) -> Ratio:
        """How many of how many."""
        return self.pick(cases, window).ratio

    @property
    def printed(self) -> str:
        """The formula as a report prints it."""
        return self.formula % self.values if self.values else self.formula


@dataclass(frozen=True)
class Group:
    """Rates of one subject, so that both readings of a rate stand one below the other."""

    label: str
    indicators: tuple[Indicator, ...]
