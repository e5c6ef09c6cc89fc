"""When a notice leaves, when it is tried again, and when it is given up; pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

#: How long to wait after the first, second, … try that failed; after the last of them it is given up.
WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720))
MOST_TRIES = len(WAITS) + 1
#: Sendings of which nobody knows whether they arrived: a second one is not repeated.
MOST_UNSURE = 2
HALF_HOUR = timedelta(minutes=30)
ON_THE_HOUR = timedelta(0)
#: Robots speak this long after a full or half hour: on it 飞书 is overrun by everybody's reminders and refuses (11232).
PAST_THE_HOUR = timedelta(minutes=7)
#: When mail to people without an account leaves: all of a day's at one moment, so that none tells when its case moved.
EVENING = time(18, 30)
#: A sender that has said nothing for this long has died.
SENDING = timedelta(minutes=5)


def half_hour(moment: datetime, past: timedelta = ON_THE_HOUR) -> datetime:
    """The next full or half hour after `moment`, so that a row about a case tells nothing finer; or the next moment
    that lies `past` one."""
    moment -= past
    begun = moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)
    return begun + HALF_HOUR + past


def next_evening(moment: datetime) -> datetime:
    """The first evening hour after `moment`, in its own time zone."""
    today = moment.replace(hour=EVENING.hour, minute=EVENING.minute, second=0, microsecond=0)
    return today if moment < today else today + timedelta(days=1)


def leaves_at(now: datetime, *, coarse: bool, past: timedelta = ON_THE_HOUR) -> datetime:
    """When something written at `now` leaves: at once, or (`coarse`, what is about a case) `past` the half hour."""
    return half_hour(now, past) if coarse else now


def taken_until(now: datetime, *, coarse: bool, past: timedelta = ON_THE_HOUR) -> datetime:
    """Until when whoever begins to send at `now` is believed to be at it."""
    return leaves_at(now + SENDING, coarse=coarse, past=past)


def next_try(now: datetime, tries: int, *, coarse: bool, past: timedelta = ON_THE_HOUR) -> datetime | None:
    """When to try again after the `tries`-th try failed at `now`; None when it is given up."""
    if tries >= MOST_TRIES:
        return None
    return leaves_at(now + WAITS[max(tries, 1) - 1], coarse=coarse, past=past)
