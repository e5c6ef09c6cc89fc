"""The one clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from web import clock as product_clock


def test_now_is_aware_and_in_the_enterprises_zone() -> None:
    assert str(product_clock.now().tzinfo) == "Asia/Shanghai"


def test_a_set_clock_is_shown_in_the_enterprises_zone(clock: Any) -> None:
    clock.set(datetime(2026, 11, 23, 17, 0, tzinfo=UTC))
    assert product_clock.now().hour == 1
    assert product_clock.today().isoformat() == "2026-11-24"


def test_a_typed_wall_time_and_a_moment_lead_to_each_other() -> None:
    typed = datetime(2026, 12, 1, 18, 0)
    assert product_clock.aware(typed).isoformat() == "2026-12-01T18:00:00+08:00"
    assert product_clock.wall(product_clock.aware(typed).astimezone(UTC)) == typed
    assert product_clock.wall(None) is None
