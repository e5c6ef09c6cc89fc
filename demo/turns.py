"""The turns some cases take beside the straight way: withdrawn, diverted, extended, supervised, reviewed, done again. Pure."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from demo.steps import Step

#: How often each turn is taken, in a thousand cases; the rest goes straight.
WEIGHTS = {
    "withdraw": 20,
    "divert": 25,
    "hand-over": 15,
    "merge": 20,
    "extend": 45,
    "supervise": 35,
    "sponsor": 30,
    "review": 40,
    "reopen": 15,
}
LEADERS = ("liuyang", "madong")
ARBITRABLE = frozenset({"pay", "contract", "injury", "insurance", "hours"})
REVIEWABLE = frozenset({"problem", "help"})
#: A first answer that somebody asks about again is given within this many days of the question.
CHECKED_AFTER = 31
CHECKED_SHARE = 0.12
PRESSED_SHARE = 0.08


def turned(chance: random.Random, steps: list[Step], *, kind: str, category: str, fast: bool) -> list[Step]:
    """The steps of a case with the turn it takes, in the order of their days."""
    if kind == "report" or steps[1].action == "decline":
        return steps
    turn = chance.choices([*WEIGHTS, "straight"], [*WEIGHTS.values(), 1000 - sum(WEIGHTS.values())])[0]
    fits = {"divert": category in ARBITRABLE, "extend": not fast, "review": kind in REVIEWABLE and not fast}
    if turn in TURNS and fits.get(turn, True):
        steps = TURNS[turn](chance, steps)
    return sorted([*steps, *_checked(chance, steps)], key=lambda step: step.day)


def _at(steps: list[Step], action: str) -> int:
    return next(place for place, step in enumerate(steps) if step.action == action)


def _later(steps: list[Step], days: int) -> list[Step]:
    return [replace(step, day=step.day + timedelta(days=days)) for step in steps]


def _after(step: Step, days: int, action: str, by: str, text: str = "") -> Step:
    return Step(action, step.day + timedelta(days=days), by, text)


def _withdrawn(chance: random.Random, steps: list[Step]) -> list[Step]:
    place = _at(steps, "investigate")
    last = steps[place]
    return [
        *steps[: place + 1],
        _after(last, chance.randint(1, 5), "withdraw", "petitioner", "车间已经解决，不用再办了。"),
    ]


def _instead_of_accepting(action: str, text: str) -> Callable[[random.Random, list[Step]], list[Step]]:
    def turn(_chance: random.Random, steps: list[Step]) -> list[Step]:
        accepted = steps[_at(steps, "accept")]
        return [steps[0], Step(action, accepted.day, accepted.by, text)]

    return turn


def _extended(_chance: random.Random, steps: list[Step]) -> list[Step]:
    place = _at(steps, "investigate")
    last = steps[place]
    reason = "涉及多个班组和往年记录，需要逐人核对，预计再用20天。"
    asked = [_after(last, 1, "ask-extension", last.by, reason), _after(last, 2, "extend", LEADERS[0], reason)]
    return [*steps[: place + 1], *asked, *_later(steps[place + 1 :], 24)]


def _supervised(_chance: random.Random, steps: list[Step]) -> list[Step]:
    place = _at(steps, "investigate")
    last, officer = steps[place], steps[0].by
    pushed = [
        _after(last, 2, "nudge", officer, "请本周内报调查进展。"),
        _after(last, 5, "supervise", officer, "催办后仍无进展，请说明原因并报下一步安排。"),
        _after(last, 9, "report-back", last.by, "原始记录已经调齐，三天内提出处理意见。"),
    ]
    return [*steps[: place + 1], *pushed, *_later(steps[place + 1 :], 11)]


def _sponsored(_chance: random.Random, steps: list[Step]) -> list[Step]:
    place = _at(steps, "assign")
    last = steps[place]
    guided = [
        _after(last, 0, "sponsor", last.by, LEADERS[1]),
        _after(last, 1, "guide", LEADERS[1], "已与当事职工和区队负责人见面，要求一周内拿出办法，逐周报进展。"),
    ]
    return [*steps[: place + 1], *guided, *_later(steps[place + 1 :], 2)]


def _reviewed(chance: random.Random, steps: list[Step]) -> list[Step]:
    place = _at(steps, "reply")
    last = steps[place]
    approver = steps[_at(steps, "approve")].by
    other = next(each for each in LEADERS if each != approver)
    asked = [
        _after(last, 4, "ask-review", "petitioner", "答复说的情况和我们班组的记录对不上，请再查一次。"),
        _after(last, 6, "open-review", last.by, other),
        _after(last, 15, "uphold", other, "经复查，原处理意见事实清楚、依据适当，予以维持。"),
    ]
    if chance.random() < 0.35:
        asked += [
            _after(last, 20, "ask-rereview", "petitioner", "复查没有听我们当面说，请复核。"),
            _after(last, 22, "open-review", last.by),
            _after(last, 30, "hear", last.by, "听证一天，双方到场，当事职工充分陈述，记录经各方签字。"),
            _after(last, 34, "uphold", last.by, "上级公司工会复核：维持。今后同一事实和理由不再受理，解释帮扶继续。"),
        ]
    rest = [step for step in steps[place + 1 :] if step.action != "rate"]
    return [*steps[: place + 1], *asked, *_later(rest, 36)]


def _reopened(_chance: random.Random, steps: list[Step]) -> list[Step]:
    place = _at(steps, "close")
    last = steps[place]
    again = [replace(step, text=step.text) for step in steps if step.action in {"assign", "investigate", "draft"}]
    again = [step for number, step in enumerate(again) if step.action not in {each.action for each in again[:number]}]
    approver = steps[_at(steps, "approve")].by
    return [
        *steps[: place + 1],
        _after(last, 3, "reopen", last.by, "办结后回访，发现有人漏补，重新办理。"),
        *(replace(step, day=last.day + timedelta(days=4 + number)) for number, step in enumerate(again)),
        _after(last, 8, "approve", approver),
        _after(last, 9, "reply", last.by, "漏补的部分已经查清，随下月工资补发。"),
        _after(last, 14, "call-back", last.by, "电话回访，本人确认已经补齐。"),
        _after(last, 15, "close", last.by),
    ]


def _checked(chance: random.Random, steps: list[Step]) -> list[Step]:
    """Some petitioners answer whether anybody takes revenge; hardly any says yes, and then somebody sees to it."""
    replies = [step for step in steps if step.action == "reply"]
    if not replies or chance.random() >= CHECKED_SHARE:
        return []
    first = replies[0]
    if chance.random() >= PRESSED_SHARE:
        return [_after(first, CHECKED_AFTER, "check-in", "petitioner")]
    told = "值班长在会上点了我的名，说以后别找我要加班。"
    answer = "已找值班长谈话并在班组更正，今后由区队长直接安排您的班次。"
    return [
        _after(first, CHECKED_AFTER, "check-in", "petitioner", told),
        _after(first, CHECKED_AFTER + 2, "protect", first.by, answer),
    ]


TURNS: dict[str, Callable[[random.Random, list[Step]], list[Step]]] = {
    "withdraw": _withdrawn,
    "divert": _instead_of_accepting(
        "divert", "这件事属于劳动争议，请向劳动人事争议仲裁委员会申请仲裁。工会可以帮您写申请、陪您出庭；请保存好回执。"
    ),
    "hand-over": _instead_of_accepting("hand-over", "这件事由街道社保所办理，已移交，地址和电话附后，可以直接联系。"),
    "merge": _instead_of_accepting("merge", "您反映的与正在办理的一件是同一件事，一并办理、一并答复。"),
    "extend": _extended,
    "supervise": _supervised,
    "sponsor": _sponsored,
    "review": _reviewed,
    "reopen": _reopened,
}
