"""How long a case is kept, and what stays of it afterwards; pure.

《档案法实施条例》 leaves the periods to the enterprise and its archive authority (1, 3, 5, 10 years or for good), so each is a
setting. A period is counted from the first day of the year after the case was finished, as archives count. What stays is
an anonymous row: what past months were counted from, and the head of the history.
"""

from __future__ import annotations

import enum
from datetime import date
from typing import Protocol

from petitions.kinds import LegalClass
from web.words import N_

#: A period of no years is for good.
FOR_GOOD = 0


class Holding(enum.Enum):
    """Kinds of finished cases that are kept for different periods."""

    ACCUSATION = "accusation"
    ANSWERED = "answered"
    SUGGESTION = "suggestion"
    ENDED = "ended"


HOLDING_LABELS = {
    Holding.ACCUSATION: N_("检举控告"),
    Holding.ANSWERED: N_("申诉求决，已答复办结"),
    Holding.SUGGESTION: N_("建议意见，已答复办结"),
    Holding.ENDED: N_("没有答复实体内容就结束的（不予受理、转出、并案、撤回）"),
}


class Periods(Protocol):
    """The settings this rule reads."""

    @property
    def keep_accusation_years(self) -> int: ...
    @property
    def keep_answered_years(self) -> int: ...
    @property
    def keep_suggestion_years(self) -> int: ...
    @property
    def keep_ended_years(self) -> int: ...


def years(holding: Holding, periods: Periods) -> int:
    """For how many years a kind of case is kept; FOR_GOOD for ever."""
    return {
        Holding.ACCUSATION: periods.keep_accusation_years,
        Holding.ANSWERED: periods.keep_answered_years,
        Holding.SUGGESTION: periods.keep_suggestion_years,
        Holding.ENDED: periods.keep_ended_years,
    }[holding]


def holding(legal_class: LegalClass, *, was_answered: bool) -> Holding:
    """The kind a finished case belongs to."""
    if legal_class is LegalClass.ACCUSATION:
        return Holding.ACCUSATION
    if not was_answered:
        return Holding.ENDED
    return Holding.SUGGESTION if legal_class is LegalClass.SUGGESTION else Holding.ANSWERED


def kept_until(finished_on: date, for_years: int) -> date | None:
    """The last day a case is kept; None for one that is kept for good."""
    return date(finished_on.year + for_years, 12, 31) if for_years != FOR_GOOD else None


def finished_before(today: date, for_years: int) -> date | None:
    """Cases finished before this day are over today; None when none ever is."""
    return date(today.year - for_years, 1, 1) if for_years != FOR_GOOD else None


def hold_place(petition_id: int) -> str:
    """What the reason for putting a destruction off is bound to."""
    return f"petition:{petition_id}/hold"
