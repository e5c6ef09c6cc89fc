"""The month that an address asks for."""

from __future__ import annotations

from datetime import date

#: No office kept anything before; the month before the first of the calendar would be none.
EARLIEST = date(1949, 1, 1)


def asked(text: str | None, today: date) -> date:
    """The month asked for in an address as "2026-10"; this month for anything else, never one that lies ahead or
    before EARLIEST."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return max(EARLIEST, min(first, today.replace(day=1)))
