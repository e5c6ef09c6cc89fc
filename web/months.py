"""The month that an address asks for."""

from __future__ import annotations

from datetime import date


def asked(text: str | None, today: date) -> date:
    """The month asked for in an address as "2026-10"; this month for anything else, never one that lies ahead."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return min(first, today.replace(day=1))
