"""The clocks of a case: how long each step may take, from when, and by which article.

《信访工作条例》 gives natural days; the day a period starts on is not counted, and a last day that is a day off moves
to the first working day after it (《民法典》 articles 201 and 203, applied by analogy). A limit is stored on the case
when its clock starts, so that a setting changed later rewrites nothing.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta

from petitions.calendar import Calendar
from web.words import N_


class ClockKind(enum.Enum):
    """What is counted."""

    NOTIFY = "notify"
    HANDLE = "handle"
    SIMPLE = "simple"
    RATE = "rate"
    REVIEW = "review"


class Standing(enum.Enum):
    """How a clock stands."""

    NORMAL = "normal"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Rule:
    """What a clock is called, where it comes from, and whose time it measures."""

    label: str
    #: The same in the petitioner's words.
    plain: str
    article: str
    #: The editable setting (accounts.preferences) that holds the number of days.
    setting: str
    workdays: bool = False
    #: Binds the office; otherwise it is a right of the petitioner that lapses.
    is_duty: bool = True


RULES = {
    ClockKind.NOTIFY: Rule(
        N_("书面告知"),
        N_("告诉您是否受理"),
        N_("《信访工作条例》第二十三条：收到之日起15日内书面告知"),
        "acknowledge_days",
    ),
    ClockKind.HANDLE: Rule(
        N_("办结答复"),
        N_("办结并答复您"),
        N_("《信访工作条例》第三十四条：受理之日起60日内办结"),
        "handling_days",
    ),
    ClockKind.SIMPLE: Rule(
        N_("简易办理答复"),
        N_("办结并答复您"),
        N_("《信访事项简易办理办法》：受理之日起10个工作日内答复"),
        "simple_reply_workdays",
        workdays=True,
    ),
    ClockKind.RATE: Rule(N_("评价"), N_("您可以评价"), N_("《信访工作条例》第二十一条"), "rating_days", is_duty=False),
    ClockKind.REVIEW: Rule(
        N_("申请复查"),
        N_("不服可以申请复查"),
        N_("《信访工作条例》第三十五条：收到书面答复之日起30日内"),
        "review_days",
        is_duty=False,
    ),
}

STANDING_LABELS = {Standing.NORMAL: N_("正常"), Standing.DUE_SOON: N_("临期"), Standing.OVERDUE: N_("超期")}

DUTIES = frozenset(kind for kind, rule in RULES.items() if rule.is_duty)


@dataclass(frozen=True)
class Reading:
    """One clock as a page shows it on a given day."""

    kind: ClockKind
    started_on: date
    due_on: date
    stopped_on: date | None
    days_left: int
    standing: Standing

    @property
    def rule(self) -> Rule:
        """Where the clock comes from."""
        return RULES[self.kind]

    @property
    def is_running(self) -> bool:
        """Whether it still counts."""
        return self.stopped_on is None

    @property
    def spent(self) -> float:
        """The share of the time that has gone, between 0 and 1."""
        whole = (self.due_on - self.started_on).days or 1
        return min(1.0, max(0.0, 1 - self.days_left / whole))


def due(started_on: date, days: int, *, workdays: bool, calendar: Calendar) -> date:
    """The last day of a period of `days` that began on `started_on`. Raises ValueError for less than one day."""
    if days < 1:
        raise ValueError("a period lasts at least one day")
    if workdays:
        return calendar.add_workdays(started_on, days)
    return calendar.next_workday(started_on + timedelta(days=days))


def standing(due_on: date, today: date, *, soon_days: int = 7) -> Standing:
    """正常, 临期 (`soon_days` or less left, the last day included) or 超期 on `today`."""
    left = (due_on - today).days
    if left < 0:
        return Standing.OVERDUE
    return Standing.DUE_SOON if left <= soon_days else Standing.NORMAL


def read(
    kind: ClockKind, started_on: date, due_on: date, stopped_on: date | None, *, today: date, soon_days: int = 7
) -> Reading:
    """The clock as it stands; one that was stopped stands as it did on that day, and is never "due soon" again."""
    at = stopped_on or today
    stands = standing(due_on, at, soon_days=soon_days)
    if stopped_on is not None and stands is Standing.DUE_SOON:
        stands = Standing.NORMAL
    return Reading(kind, started_on, due_on, stopped_on, (due_on - at).days, stands)
