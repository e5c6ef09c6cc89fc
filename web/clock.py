"""The one clock: every `now` in the product comes from here, and tests may set it (never over HTTP)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_source: Callable[[], datetime] | None = None
_zone = ZONE


def now() -> datetime:
    """The present moment, aware, in the enterprise's time zone."""
    return _source().astimezone(_zone) if _source else datetime.now(_zone)


def today() -> date:
    """Today's date in the enterprise's time zone."""
    return now().date()


def local(moment: datetime) -> datetime:
    """`moment` in the enterprise's time zone."""
    return moment.astimezone(_zone)


def aware(typed: datetime) -> datetime:
    """A wall time somebody typed, as a moment of the enterprise's time zone."""
    return typed.replace(tzinfo=_zone)


def wall(moment: datetime | None) -> datetime | None:
    """`moment` as a wall time, for a field that is typed in."""
    return moment.astimezone(_zone).replace(tzinfo=None) if moment else None


def set_zone(name: str) -> None:
    """Show every moment in the time zone `name`."""
    global _zone
    _zone = ZoneInfo(name)


def set_clock(source: Callable[[], datetime] | None) -> None:
    """Replace the clock by `source`, or give the real one back with None."""
    global _source
    _source = source
