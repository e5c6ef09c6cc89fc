"""Where a survey stands: people open, count and release it; time decides between open and closed. Pure."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from web.words import N_


class Stage(enum.Enum):
    """The life of a survey."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    RELEASED = "released"


LABELS = {
    Stage.DRAFT: N_("草稿"),
    Stage.OPEN: N_("正在答题"),
    Stage.CLOSED: N_("已截止，待开箱"),
    Stage.COUNTED: N_("已计票，待公布"),
    Stage.RELEASED: N_("已公布"),
}
TONES = {
    Stage.DRAFT: "plain",
    Stage.OPEN: "good",
    Stage.CLOSED: "soon",
    Stage.COUNTED: "info",
    Stage.RELEASED: "info",
}

# What somebody has to do for it to go on.
NEXT = {
    Stage.DRAFT: N_("核对，然后开放"),
    Stage.OPEN: N_("等到截止"),
    Stage.CLOSED: N_("开箱计票"),
    Stage.COUNTED: N_("看结果，公布"),
    Stage.RELEASED: N_("看结果"),
}

# The order in which a list shows them: what somebody must do soonest stands first.
WAITING = (Stage.CLOSED, Stage.COUNTED, Stage.OPEN, Stage.DRAFT, Stage.RELEASED)

# Days of drawing only that may be chosen.
LONGEST_DRAWING = 14

# Nobody opens the box before it closes, and it closes no later than announced: a wrong year would keep answers shut in.
LONGEST_OPEN = timedelta(days=366)

# How many have answered is shown in bands while a survey runs, so that two looks never differ by one person.
BANDS = (0, 10, 30, 60, 100, 150, 200, 300, 500, 800, 1200, 2000, 3000, 5000)


def stage(
    *,
    opened_at: datetime | None,
    closes_at: datetime | None,
    counted: bool,
    released: bool,
    now: datetime,
) -> Stage:
    """The stage at `now`; all moments aware."""
    if opened_at is None or closes_at is None:
        return Stage.DRAFT
    if released:
        return Stage.RELEASED
    if counted:
        return Stage.COUNTED
    return Stage.OPEN if now < closes_at else Stage.CLOSED


def answers_from(opened_at: datetime, drawing_days: int) -> datetime:
    """The moment until which tickets are only drawn; from then on answers are taken (and tickets still drawn)."""
    return opened_at + timedelta(days=drawing_days)


def band(answered: int) -> tuple[int, int | None]:
    """The band (from, below) a count falls into; the last has no end."""
    lower = max(step for step in BANDS if step <= answered)
    position = BANDS.index(lower)
    return lower, BANDS[position + 1] if position + 1 < len(BANDS) else None
