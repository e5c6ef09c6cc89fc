"""A year of petitions as data: what is filed when, by whom it is handled, and how far it has come. Pure; same seed, same year."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo import texts, turns
from demo.enterprise import UNITS
from demo.steps import Step
from demo.texts import Topic

CHANNELS = (("web", 66), ("visit", 17), ("letter", 6), ("call", 11))
IDENTITIES = (("anonymous", 46), ("confidential", 21), ("named", 33))
RATINGS = (("satisfied", 62), ("fairly", 27), ("dissatisfied", 11))

# How often a topic comes up, by month of the year where a season matters.
WEIGHTS = {
    "pay": 15,
    "hours": 9,
    "environment": 10,
    "safety": 7,
    "canteen": 8,
    "welfare": 7,
    "training": 5,
    "contract": 6,
    "injury": 4,
    "insurance": 5,
    "housing": 4,
    "reform": 5,
    "style": 6,
    "hardship": 5,
    "conduct": 2,
    "thanks": 2,
}
SEASONS = {("environment", 7): 18, ("environment", 8): 16, ("environment", 12): 15, ("pay", 1): 24, ("reform", 3): 16}
HANDLERS = {
    "safety": "sunlei",
    "environment": "sunlei",
    "injury": "sunlei",
    "canteen": "zhouting",
    "welfare": "zhouting",
    "housing": "zhouting",
}
DEFAULT_HANDLER = "zhangwei"
# Days since filing at which a case may be stuck: near its sixty days, or some days beyond.
STUCK_AGE = range(52, 82)
STUCK_SHARE = 0.16
# Sixty days and the longest holiday after them.
SURELY_LATE = 70


@dataclass(frozen=True)
class PlannedCase:
    """One petition from its filing to where it has come by the end of the plan."""

    filed: date
    unit: str
    topic: Topic
    story: str
    channel: str
    identity: str
    people: int
    repeat: bool
    fast_track: bool
    rating: str
    solved: bool
    steps: tuple[Step, ...] = field(default=())


def months(last: date, count: int) -> Iterator[date]:
    """The first days of `count` months ending with the month of `last`, oldest first."""
    index = last.year * 12 + last.month - 1
    for each in range(index - count + 1, index + 1):
        yield date(each // 12, each % 12 + 1, 1)


def after(first: date) -> date:
    """The first day of the following month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def year(last: date, *, seed: int, per_month: int = 54, count: int = 12) -> list[PlannedCase]:
    """Everything filed in the `count` months up to `last` (a day), in order of filing."""
    chance = random.Random(seed)
    cases = [
        _case(chance, day, last)
        for first in months(last, count)
        for day in _days(chance, first, per_month + chance.randint(-8, 8))
        if day <= last
    ]
    return sorted(cases, key=lambda case: case.filed)


def _days(chance: random.Random, first: date, how_many: int) -> list[date]:
    return [first + timedelta(days=chance.randrange((after(first) - first).days)) for _ in range(how_many)]


def _case(chance: random.Random, filed: date, last: date) -> PlannedCase:
    topic = _topic(chance, filed.month)
    unit = chance.choices([name for name, _, _ in UNITS], [people for _, _, people in UNITS])[0]
    story = chance.choice(topic.stories).format(month=(filed.month - 2) % 12 + 1, unit=unit)
    fast = topic.category in {"canteen", "thanks", "training"} and chance.random() < 0.6
    identity = _pick(chance, IDENTITIES)
    channel = "web" if topic.kind == "report" else _pick(chance, CHANNELS)
    return PlannedCase(
        filed=filed,
        unit=unit,
        topic=topic,
        story=story,
        channel=channel,
        identity="anonymous" if topic.kind == "report" else ("named" if channel == "visit" else identity),
        people=chance.choices((1, 2, 3, 6, 12), (80, 9, 5, 4, 2))[0],
        repeat=chance.random() < 0.06,
        fast_track=fast,
        rating=_pick(chance, RATINGS),
        solved=topic.outcome in {"supported", "adopted", "aid"} and chance.random() < 0.86,
        steps=tuple(_steps(chance, filed, last, topic, fast)),
    )


def _topic(chance: random.Random, month: int) -> Topic:
    weights = [SEASONS.get((topic.category, month), WEIGHTS[topic.category]) for topic in texts.TOPICS]
    return chance.choices(texts.TOPICS, weights)[0]


def _steps(chance: random.Random, filed: date, last: date, topic: Topic, fast: bool) -> Iterator[Step]:
    """The steps of a case that were due by `last`; of the last months' cases a few are stuck in the investigation."""
    stuck = (last - filed).days in STUCK_AGE and chance.random() < STUCK_SHARE
    story = list(_whole_story(chance, filed, topic, fast))
    accepted = next((step.day for step in story if step.action == "accept"), last)
    if not stuck:
        story = turns.turned(chance, story, kind=topic.kind, category=topic.category, fast=fast)
    for step in story:
        if step.day > last:
            return
        if stuck and step.action in {"ask", "draft"}:
            if (last - accepted).days > SURELY_LATE and topic.kind != "report":
                yield Step("nudge", last, story[0].by, "已超过期限，请立即报进展。")
                yield Step("escalate", last, story[0].by, "原始记录迟迟没有交来。")
            return
        yield step


def _whole_story(chance: random.Random, filed: date, topic: Topic, fast: bool) -> Iterator[Step]:
    report = topic.kind == "report"
    officer = "chenjing" if report else chance.choice(("wangfang", "liqiang"))
    handler = "yanglei" if report else HANDLERS.get(topic.category, DEFAULT_HANDLER)
    approver = "chenjing" if report else chance.choice(("liuyang", "madong"))
    day = filed + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3)))
    yield Step("register", day, officer)
    # A few notices are late on purpose: a demonstration without a late case would teach nothing.
    day += timedelta(days=chance.choices((1, 3, 6, 10, 17), (30, 34, 22, 11, 3))[0] if not fast else 1)
    if chance.random() < 0.035 and not report:
        yield Step("decline", day, officer, chance.choice(texts.DECLINES))
        return
    yield Step("accept", day, officer)
    yield Step("assign", day, officer, handler)
    day += timedelta(days=chance.randint(1, 4) if not fast else 1)
    if filed.day % 4 == 0 and not fast:
        yield Step("talk", day, handler, str(filed.day % len(texts.TALKS)))
    yield Step("investigate", day, handler, topic.findings.format(month=(filed.month - 2) % 12 + 1))
    if chance.random() < 0.18 and not fast:
        number = chance.randrange(len(texts.QUESTIONS))
        yield Step("ask", day + timedelta(days=1), handler, texts.QUESTIONS[number])
        day += timedelta(days=chance.randint(2, 6))
        yield Step("answer", day, "petitioner", texts.ANSWERS[number])
    day += timedelta(days=chance.choices((4, 9, 16, 28, 44, 62), (26, 30, 22, 14, 6, 2))[0] if not fast else 3)
    yield Step("draft", day, handler, topic.reply)
    day += timedelta(days=chance.randint(0, 2))
    if chance.random() < 0.08:
        yield Step("return", day, approver)
        day += timedelta(days=chance.randint(1, 4))
        yield Step("draft", day, handler, topic.reply)
        day += timedelta(days=1)
    yield Step("approve", day, approver)
    yield Step("reply", day + timedelta(days=chance.choice((0, 0, 1))), officer, topic.reply)
    day += timedelta(days=1)
    if chance.random() < 0.68 and not report:
        day += timedelta(days=chance.randint(1, 12))
        yield Step("rate", day, "petitioner", chance.choice(texts.THANKS))
    day += timedelta(days=chance.randint(1, 5))
    yield Step("call-back", day, officer, "电话回访信访人，询问落实情况和意见。")
    yield Step("close", day + timedelta(days=1), officer)
    yield Step("archive", day + timedelta(days=chance.randint(30, 45)), officer)


def _pick(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]
