"""What the demonstration's office made of the content categories: one of a mine's own, and finer ones where much comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from demo.people import Staffing
from demo.plan import PlannedCase
from petitions.categories import operations, queries
from petitions.categories.tree import Category

Row = tuple[str, str, str, tuple[str, ...]]

#: (report code, name, English name, words by which its petitioners would know it).
OWN: tuple[Row, ...] = (("safety", "井下作业", "Underground work", ("巷道", "瓦斯", "皮带")),)
#: (category, name, English name, words by which an officer would know it).
FINER: tuple[Row, ...] = (
    ("pay", "加班费", "Overtime pay", ("加班",)),
    ("pay", "津贴补贴", "Allowances", ("津贴", "补贴")),
    ("pay", "绩效奖金", "Bonus", ("绩效",)),
    ("canteen", "食堂", "Canteen", ("食堂", "中餐")),
    ("canteen", "班车和公寓", "Buses and dormitories", ("班车", "公寓")),
)
#: The category of a topic that has another name in the texts.
OF_TOPIC = {
    "environment": "safety",
    "welfare": "canteen",
    "reform": "promotion",
    "style": "management",
    "thanks": "other",
}


def furnish(session: Session, staffing: Staffing, *, now: datetime) -> None:
    """Add them before the first petition comes."""
    officer = staffing.people["wangfang"]
    for report_code, label, english, _words in OWN:
        operations.add(
            session, label=label, english=english, report_code=report_code, at_once=True, actor=officer, now=now
        )
    for parent, label, english, _words in FINER:
        operations.add(session, label=label, english=english, parent=parent, at_once=True, actor=officer, now=now)


def of_topic(planned: PlannedCase) -> str:
    """The petition category of a topic."""
    return OF_TOPIC.get(planned.topic.category, planned.topic.category)


def as_filed(session: Session, category: str, story: str) -> str:
    """What somebody who tells this story would choose."""
    labels = [label for under, label, _english, words in OWN if under == category and _speaks(story, words)]
    return _code(queries.tree(session).first_level(), labels) or category


def as_registered(session: Session, category: str, story: str) -> str:
    """What an officer who registers it would choose: the finer one, where one fits."""
    labels = [label for under, label, _english, words in FINER if under == category and _speaks(story, words)]
    return _code(queries.tree(session).below(category), labels) or as_filed(session, category, story)


def _speaks(story: str, words: Iterable[str]) -> bool:
    return any(word in story for word in words)


def _code(rows: Iterable[Category], labels: list[str]) -> str | None:
    return next((row.code for row in rows if row.label in labels), None)
