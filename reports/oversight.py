"""Reception days and what superiors charged the office with, as a report tells of them; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Oversight:
    """接访日 and 交办件 of a period."""

    #: 接访日 held, 批次 and 人次 received there, and cases registered from them.
    receptions: int = 0
    visits: int = 0
    visitors: int = 0
    registered: int = 0
    #: 交办件 received, reported back, reported in time, waiting at the end and of those past the superior's day.
    charged: int = 0
    reported: int = 0
    in_time: int = 0
    waiting: int = 0
    late: int = 0


def sentences(found: Oversight | None, this: str) -> list[str]:
    """What the report says of them; nothing where there was nothing. `this` is what it calls its period."""
    if found is None:
        return []
    return [*_receptions(found, this), *_charged(found, this)]


def _receptions(found: Oversight, this: str) -> Iterator[str]:
    if found.receptions:
        after = f"，登记诉求{found.registered}件" if found.registered else ""
        yield (
            f"{this}举行领导接访日{found.receptions}次，接待来访{found.visits}批次、{found.visitors}人次{after}。"
            if found.visits
            else f"{this}举行领导接访日{found.receptions}次，没有来访。"
        )


def _charged(found: Oversight, this: str) -> Iterator[str]:
    if not (found.charged or found.reported or found.waiting):
        return
    new = f"{this}收到上级交办、领导批示{found.charged}件" if found.charged else f"{this}没有新的上级交办、领导批示"
    done = ""
    if found.reported:
        done = f"；向上级反馈{found.reported}件，" + (
            "全部按期" if found.in_time == found.reported else f"其中按期{found.in_time}件"
        )
    left = "；期末没有等待反馈的"
    if found.waiting:
        left = f"；期末等待反馈{found.waiting}件" + (
            f"，其中超过上级期限{found.late}件，须抓紧办结报告" if found.late else ""
        )
    yield f"{new}{done}{left}。"
