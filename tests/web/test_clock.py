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
