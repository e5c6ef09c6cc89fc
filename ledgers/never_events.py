"""五个不发生: what must not happen, counted from a list that each year chooses anew; the target is always zero; pure.

No norm fixes the five: the variants below are those in use, and an enterprise may write its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ledgers.declaration import Column, Ledger, Place, State, Step, Type
from web.words import N_

ITEMS = 5
VARIANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "A": (
        N_("信访维稳常用"),
        (
            N_("不发生赴省进京集体上访"),
            N_("不发生赴省进京越级、非正常上访"),
            N_("不发生群体性事件"),
            N_("不发生个人极端事件"),
            N_("不发生有影响的负面舆情"),
        ),
    ),
    "B": (
        N_("矿山、公用企业常用"),
        (
            N_("不发生越级访"),
            N_("不发生集体访"),
            N_("不发生进京访"),
            N_("不发生重复访（积案反弹）"),
            N_("不发生影响企业稳定的重大突发事件"),
        ),
    ),
    "C": (
        N_("平安建设口径"),
        (
            N_("不发生危害国家安全和政治稳定事件"),
            N_("不发生重大群体性事件"),
            N_("不发生重大刑事、治安案件"),
            N_("不发生重大公共（生产）安全事故"),
            N_("不发生重大负面舆情"),
        ),
    ),
    "D": (
        N_("重要时期口径"),
        (
            N_("不发生进京访"),
            N_("不发生到省集体访"),
            N_("不发生滋事扰序"),
            N_("不发生极端恶性事件"),
            N_("不发生舆情事件"),
        ),
    ),
}
LEVELS = {
    "capital": N_("进京"),
    "province": N_("赴省"),
    "city": N_("到市"),
    "group": N_("到集团公司"),
    "company": N_("公司内"),
}

REPORTED, CONFIRMED, REJECTED = "reported", "confirmed", "rejected"

LEDGER = Ledger(
    name="never_events",
    label=N_("五个不发生"),
    about=N_("每年五条底线，目标都是零；发生了就如实登记"),
    prefix="BF",
    first_view="all",
    columns=(
        Column(
            "title",
            N_("情况概述"),
            place=Place.TITLE,
            required=True,
            hint=N_("一句话，不写姓名"),
            aliases=("事件", "事项", "事由"),
        ),
        Column("kind", N_("属于哪一条"), Type.CHOICE, Place.KIND, required=True, aliases=("类别", "类型")),
        Column("day", N_("发生日期"), Type.DAY, Place.DAY, required=True, aliases=("日期", "时间")),
        Column("unit", N_("发生单位"), Type.UNIT, Place.UNIT, required=True, aliases=("单位", "责任单位")),
        Column("level", N_("层级"), Type.CHOICE, choices=LEVELS, required=True, listed=True, aliases=("级别",)),
        Column("people", N_("涉及人数"), Type.NUMBER, unit=N_("人"), listed=True, aliases=("人数",)),
        Column("owner", N_("处置责任人"), Type.PERSON, Place.OWNER, aliases=("责任人",)),
        Column("handling", N_("处置情况"), Type.LONG, aliases=("处理情况", "处置措施")),
    ),
    states=(
        State(REPORTED, N_("待认定"), "soon"),
        State(CONFIRMED, N_("认定属实，计入"), "late", is_final=True),
        State(REJECTED, N_("不属实，不计"), is_final=True),
    ),
    steps=(
        Step(
            "handle",
            N_("记处置情况"),
            (REPORTED, CONFIRMED),
            columns=("handling",),
            needed=("handling",),
            own=True,
            done=N_("处置情况已记下。"),
        ),
        Step(
            "confirm",
            N_("认定属实"),
            (REPORTED,),
            CONFIRMED,
            note=N_("谁认定、依据什么"),
            note_needed=True,
            is_grave=True,
            done=N_("已认定，计入本年发生数，连续无发生天数重新起算。"),
        ),
        Step(
            "reject",
            N_("认定不属实"),
            (REPORTED,),
            REJECTED,
            note=N_("谁认定、依据什么"),
            note_needed=True,
            done=N_("已记为不属实，不计入。"),
        ),
    ),
    empty=(N_("没有登记过，目标就是零"), N_("一旦发生，先登记再认定；不迟报、不瞒报。")),
)


@dataclass(frozen=True)
class Item:
    """One of a year's five. Days without it are counted from `since`, or from the last time it happened."""

    id: int
    year: int
    position: int
    label: str
    since: date
    #: The company whose list it is of; None for the enterprise's.
    unit_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where one of the five stands on a day; the target of both counts is zero."""

    label: str
    this_month: int
    this_year: int
    days_without: int
    last_on: date | None


def standings(items: Iterable[Item], happened: Iterable[tuple[str, date]], today: date) -> list[Standing]:
    """Each of a year's items on `today`, from what was confirmed to have happened: (label of the item, day).

    Items of different years that bear the same label are one row of days.
    """
    days: dict[str, list[date]] = {}
    for label, day in happened:
        if day <= today:
            days.setdefault(label, []).append(day)
    found = []
    for item in sorted(items, key=lambda each: each.position):
        own = sorted(days.get(item.label, []))
        last = own[-1] if own else None
        counted_from = max(item.since, last) if last else item.since
        found.append(
            Standing(
                label=item.label,
                this_month=sum((each.year, each.month) == (today.year, today.month) for each in own),
                this_year=sum(each.year == today.year for each in own),
                days_without=max(0, (today - counted_from).days),
                last_on=last,
            )
        )
    return found
