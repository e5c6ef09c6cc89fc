"""同比 and 环比: how a figure compares with the one before, when it has a base, and how that is written.

同比 = (this period − same period last year) ÷ same period last year; 环比 = the same against the last period.
Without a base, or with a base of zero, there is no rate: “—”, and the absolute change is told instead. Rates are
compared in percentage points (百分点).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "—"
# A true minus sign: it lines up with + and is not taken for a hyphen.
MINUS = "−"


@dataclass(frozen=True)
class Change:
    """A figure and the one it is compared with; None where the system has no such figure."""

    now: float | None
    before: float | None

    @property
    def difference(self) -> float | None:
        """Absolute change."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def relative(self) -> float | None:
        """Relative change as a share; None without a base or with a base of zero."""
        return self.difference / self.before if self.difference is not None and self.before else None

    def percent(self, digits: int = 1) -> str:
        """+12.5%, −3.0%, 0.0% or —."""
        return NOTHING if self.relative is None else f"{signed(self.relative * 100, digits)}%"

    def absolute(self, digits: int = 0) -> str:
        """+8, −3, 0 or —."""
        return NOTHING if self.difference is None else signed(self.difference, digits)


@dataclass(frozen=True)
class Ratio:
    """A part of a whole, and how many of the whole count half; it has no value when the whole is empty."""

    part: int
    whole: int
    #: Of the whole, beside the part: 部分解决 at half weight.
    halves: int = 0

    @property
    def share(self) -> float | None:
        """Part divided by whole; None (never 0 or 1) for an empty whole."""
        return (self.part + self.halves / 2) / self.whole if self.whole else None

    @property
    def parts(self) -> str:
        """5/10, or 5.5/10 where some count half."""
        weighted = rounded(self.part + self.halves / 2, self.halves % 2)
        return f"{weighted}/{rounded(self.whole)}"

    def percent(self, digits: int = 1) -> str:
        """97.6% or —."""
        return NOTHING if self.share is None else f"{rounded(self.share * 100, digits)}%"


def points(now: Ratio, before: Ratio | None) -> float | None:
    """Change of a rate in percentage points; None unless both have a value."""
    if before is None or now.share is None or before.share is None:
        return None
    return (now.share - before.share) * 100


def points_text(now: Ratio, before: Ratio | None, digits: int = 1) -> str:
    """+1.2个百分点 or —."""
    moved = points(now, before)
    return NOTHING if moved is None else f"{signed(moved, digits)}个百分点"


def signed(value: float, digits: int = 0) -> str:
    """`value` with its sign; what rounds to zero has none."""
    text = rounded(abs(value), digits)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def rounded(value: float, digits: int = 0) -> str:
    """`value` rounded half up, as readers of tables expect, with thousands parted."""
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{exact:,f}"
