"""From which day a matter counts as received that is registered later: its clocks run from then. Pure."""

from __future__ import annotations

import enum
from datetime import date, timedelta

from web.words import N_

#: Longer ago than the ordinary time to handle a matter is no late registration but an old case.
MOST_DAYS = 60


class Barrier(enum.Enum):
    """Why a day cannot be the one on which something was received."""

    TO_COME = "to-come"
    TOO_LONG_AGO = "too-long-ago"


BARRIER_LABELS = {
    Barrier.TO_COME: N_("收到日期不能在今天以后。请核对。"),
    Barrier.TOO_LONG_AGO: N_("收到日期最早是%(most)d天以前。更早的请用“转入旧台账”，或者写今天并在内容里说明。"),
}


def barrier(received: date, today: date) -> Barrier | None:
    """What speaks against it, if anything."""
    if received > today:
        return Barrier.TO_COME
    return Barrier.TOO_LONG_AGO if received < today - timedelta(days=MOST_DAYS) else None
