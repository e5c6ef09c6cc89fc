"""An existing 信访台账 as offices keep it in a workbook: its columns, and what each row says as a case; pure.

The columns are those of such ledgers in practice (编号, 登记日期, 渠道 … 办结日). A row becomes a case only as far as it says
so itself: nothing is made up, and what has no place of its own stays with the case as its old record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledgers import likeness, values
from ledgers.values import BadValue, Names
from ledgers.workbooks import importing
from ledgers.workbooks.importing import BadRow, GoodRow
from petitions.categories.tree import OTHER, CategoryTree, Stage
from petitions.kinds import Channel, Kind, LegalClass, legal_class
from petitions.old_ledger.columns import LEDGER, OPEN_STILL
from petitions.outcome import disposal
from petitions.outcome.conclusion import Conclusion
from petitions.outcome.disposal import Disposal
from petitions.outcome.opinion import Outcome, outcomes
from petitions.transitions.states import FINISHED_STATES, State
from petitions.workflow import Ground
from web.words import N_

#: What is written where nobody gave a name.
NAMELESS = frozenset({"", "匿名", "无", "不详", "未留名", "/", "-", "—", "－"})
LONGEST_NUMBER = 40
#: What categories are called besides; whatever fits nothing is 其他, and its own words stay with the old record.
CATEGORY_WORDS: Mapping[str, str] = {
    "pay": "工资 薪酬 薪酬待遇 奖金 津贴 绩效 欠薪",
    "contract": "劳动合同 用工 劳动关系 劳动用工 解除合同",
    "insurance": "社保 保险 养老 医保 公积金",
    "hours": "工时 加班 休假 考勤",
    "safety": "安全 职业健康 劳动保护 作业环境",
    "injury": "工伤 疾病 职业病",
    "promotion": "岗位 考核 晋升 职称 改革",
    "management": "管理 干群关系 管理方式 作风",
    "canteen": "食堂 宿舍 通勤 班车 后勤",
    "housing": "住房 房改 物业 征迁",
    "hardship": "困难 救助 帮扶 生活困难",
    "women": "女职工 妇女",
    "training": "培训 学习 技能",
    "production": "生产 经营 合理化建议",
    "conduct": "廉洁 腐败 违纪 党风",
}

ANSWERED = frozenset({State.REPLIED, State.CLOSED})
ACCEPTED = ANSWERED | {State.ACCEPTED}
OPEN = frozenset({State.REGISTERED, State.ACCEPTED})
#: Who charged the office where a ledger gives the number of the paper alone.
A_SUPERIOR = "上级"
LONGEST_ISSUER, LONGEST_REFERENCE = 80, 60
#: The order in which days must lie.
IN_ORDER = ("filed", "notified", "concluded", "accepted", "replied", "closed")
#: What may come before or after those that follow: notice and acceptance, the opinion of 复核 and closing.
ANYWHERE_AFTER = frozenset({"notified", "concluded"})


@dataclass(frozen=True)
class OldCase:
    """A row of the old ledger as a case. Days that it does not name are None."""

    row: int
    old_number: str
    kind: Kind
    channel: Channel
    category: str
    #: Whether the row's own word for it is one that is known here.
    category_known: bool
    unit_id: int | None
    handling_unit_id: int | None
    people: int
    is_repeat: bool
    state: State
    filed_on: date
    notified_on: date | None
    accepted_on: date | None
    due_on: date | None
    replied_on: date | None
    closed_on: date | None
    outcome: Outcome | None
    ground: Ground | None
    #: Why and since when the matter is at its end (终结), where the ledger says so.
    conclusion: Conclusion | None
    concluded_on: date | None
    #: As the ledger says, else by where the case stands.
    disposal: Disposal | None
    stability_unit_id: int | None
    #: Which superior still waits for a report, and under which number; empty for what is over.
    issuer: str
    reference: str
    text: str = field(repr=False)
    name: str = field(repr=False)
    contact: str = field(repr=False)
    findings: str = field(repr=False)
    reply: str = field(repr=False)
    #: The whole row as it stood: "heading：content" line by line.
    record: str = field(repr=False)

    @property
    def legal_class(self) -> LegalClass:
        """The class its purpose falls into."""
        return legal_class(self.kind)

    @property
    def runs_from(self) -> date | None:
        """From when the time to handle it runs: where the ledger does not say when it was accepted, from registration,
        which is never to the office's favour."""
        return (self.accepted_on or self.filed_on) if self.state in ACCEPTED else None

    @property
    def decided_on(self) -> date | None:
        """When the petitioner was told what becomes of it; unknown where the ledger does not say."""
        return (self.notified_on or self.accepted_on) if self.state is not State.REGISTERED else None

    @property
    def finished_on(self) -> date | None:
        """From when it is kept, as a case will say it; None while it is in hand."""
        if self.state not in FINISHED_STATES:
            return None
        return self.decided_on if self.state is State.DECLINED else self.closed_on


@dataclass(frozen=True)
class Trial:
    """What would come of a workbook."""

    good: tuple[OldCase, ...]
    bad: tuple[BadRow, ...]

    @property
    def unknown_categories(self) -> int:
        """How many rows are filed under 其他 because their own word for it fits nothing."""
        return sum(not case.category_known for case in self.good)


def read_rows(
    rows: Sequence[tuple[int, Mapping[str, str]]],
    mapping: Mapping[str, str],
    names: Names,
    *,
    categories: CategoryTree,
    today: date,
    taken: Collection[str] = frozenset(),
) -> Trial:
    """Every row as a case, or the first reason why it cannot be one. `taken` are old numbers brought in before;
    `categories` are those the enterprise has now."""
    preview = importing.read_rows(LEDGER, rows, mapping, names, today=today)
    cells = dict(rows)
    seen = set(taken)
    good: list[OldCase] = []
    bad = list(preview.bad)
    for row in preview.good:
        try:
            case = _case(row, cells[row.number], categories, today)
            if case.old_number and case.old_number in seen:
                raise _Unfit(
                    "number", N_("旧编号“%(number)s”已经导入过，或者在这张表里出现了两次。"), number=case.old_number
                )
        except _Unfit as unfit:
            bad.append(BadRow(row.number, LEDGER.column(unfit.code).label, unfit.message, unfit.values))
            continue
        seen.add(case.old_number)
        good.append(case)
    return Trial(tuple(good), tuple(sorted(bad, key=lambda each: each.number)))


def category_of(words: str, finer: str, categories: CategoryTree) -> tuple[str, bool]:
    """(code, whether the words are known) of a category and a finer one in whatever words the old ledger has for them.

    The finer words are looked for below the category alone; where they fit nothing there, the category stands.
    """
    said, closer = words.strip(), finer.strip()
    code, known = _first_level(said or closer, categories)
    rows = [row for row in categories.rows if row.parent is not None and row.stage is not Stage.DRAFT]
    wanted = [row for row in rows if row.label == closer and row.parent == code]
    # A ledger with one column may write the finer words there.
    wanted += [row for row in rows if row.label == said]
    return (wanted[0].code, True) if wanted else (code, known)


def _first_level(said: str, categories: CategoryTree) -> tuple[str, bool]:
    rows = [row for row in categories.first_level() if row.stage is not Stage.DRAFT]
    for row in rows:
        if said in (row.code, row.label) or said in CATEGORY_WORDS.get(row.code, "").split():
            return row.code, True
    pairs = likeness.pairs(said)
    shared = {
        row.code: len(pairs & likeness.pairs(f"{row.label} {CATEGORY_WORDS.get(row.code, '')}"))
        for row in rows
        if row.code != OTHER
    }
    best = max(shared, key=lambda code: shared[code])
    return (best, True) if shared[best] else (OTHER, not said)


class _Unfit(BadValue):
    """A row contradicts itself or the rules; `code` is the column at fault."""

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.code = code


def _case(row: GoodRow, cells: Mapping[str, str], categories: CategoryTree, today: date) -> OldCase:
    said: dict[str, Any] = dict(row.contents)
    _check_days(said, today)
    state = _state(row.state, said)
    kind = Kind(said.get("purpose") or Kind.PROBLEM.value)
    outcome = Outcome(said["outcome"]) if said.get("outcome") else None
    ground = Ground(said["ground"]) if said.get("ground") else None
    _check_end(state, said, kind, outcome, ground)
    category, known = category_of(_text(said, "category"), _text(said, "second_category"), categories)
    _check_lengths(said)
    conclusion, concluded_on = _concluded(state, said)
    name = _text(said, "name")
    return OldCase(
        row=row.number,
        old_number=_text(said, "number"),
        kind=kind,
        channel=Channel(said["channel"]),
        category=category,
        category_known=known,
        unit_id=_whole(said, "unit"),
        handling_unit_id=_whole(said, "handling_unit") if state in ACCEPTED else None,
        people=_whole(said, "people") or 1,
        is_repeat=said.get("repeat") == "repeat",
        state=state,
        filed_on=said["filed"],
        notified_on=said.get("notified"),
        accepted_on=said.get("accepted") if state in ACCEPTED else None,
        due_on=said.get("due") if state in ACCEPTED else None,
        replied_on=(said.get("replied") or said.get("closed")) if state in ANSWERED else None,
        closed_on=said.get("closed"),
        outcome=outcome if state in ANSWERED else None,
        ground=ground if state is State.DECLINED else None,
        conclusion=conclusion,
        concluded_on=concluded_on,
        disposal=_disposal(state, said),
        stability_unit_id=_whole(said, "stability_unit"),
        issuer=_issuer(said) if state in OPEN else "",
        reference=_text(said, "reference") if state in OPEN else "",
        text=_text(said, "text"),
        name="" if name in NAMELESS else name,
        contact=_text(said, "contact"),
        findings=_text(said, "findings"),
        reply=_text(said, "reply"),
        record="\n".join(f"{heading}：{content.strip()}" for heading, content in cells.items() if content.strip()),
    )


def _disposal(state: State, said: Mapping[str, Any]) -> Disposal | None:
    """What became of it: as the ledger says, else as the state lets tell."""
    if said.get("disposal"):
        return Disposal(said["disposal"])
    return disposal.of_old(state, is_given=_whole(said, "handling_unit") is not None)


def _issuer(said: Mapping[str, Any]) -> str:
    """Who charged the office with it; a number without a name is some superior's."""
    return _text(said, "issuer") or (A_SUPERIOR if _text(said, "reference") else "")


def _check_lengths(said: Mapping[str, Any]) -> None:
    for code, most in (("number", LONGEST_NUMBER), ("issuer", LONGEST_ISSUER), ("reference", LONGEST_REFERENCE)):
        length = len(_text(said, code))
        if length > most:
            raise _Unfit(code, N_("最多 %(most)s 字，现在是 %(length)s 字。"), most=most, length=length)


def _check_days(said: Mapping[str, Any], today: date) -> None:
    before = said["filed"]
    for code in IN_ORDER:
        day = said.get(code)
        if day is None:
            continue
        if day > today:
            raise _Unfit(code, N_("这个日子还没有到，请核对。"))
        if day < before:
            raise _Unfit(code, N_("这个日子早于前面的步骤，请核对日期。"))
        before = before if code in ANYWHERE_AFTER else day
    if said.get("due") is not None and said["due"] <= (said.get("accepted") or said["filed"]):
        raise _Unfit("due", values.DUE_BEFORE_DAY)


def _state(said: str | None, contents: Mapping[str, Any]) -> State:
    """Where the row says the case stands; a ledger without that column says it by its days."""
    if said is not None:
        return State(said)
    by_days = {"closed": State.CLOSED, "replied": State.REPLIED, "accepted": State.ACCEPTED, "due": State.ACCEPTED}
    return next((state for code, state in by_days.items() if contents.get(code) is not None), State.REGISTERED)


def _check_end(
    state: State, said: Mapping[str, Any], kind: Kind, outcome: Outcome | None, ground: Ground | None
) -> None:
    if state in (State.CLOSED, State.HANDED_OVER, State.WITHDRAWN) and said.get("closed") is None:
        raise _Unfit("closed", N_("已经结束的要写明办结日期。"))
    if state is State.REPLIED and said.get("replied") is None:
        raise _Unfit("replied", N_("已答复的要写明答复日期。"))
    if state in ANSWERED:
        if outcome is None:
            raise _Unfit("outcome", N_("已答复、已办结的要写明处理意见，例如：支持、解释说明、不支持、采纳。"))
        is_settled = outcome is Outcome.SETTLED and legal_class(kind) is LegalClass.CLAIM
        if outcome not in outcomes(legal_class(kind)) and not is_settled:
            raise _Unfit("outcome", N_("这个处理意见与信访目的不相符，请核对。"))
    if state is State.DECLINED:
        if ground is None:
            raise _Unfit("ground", N_("不予受理的要写明依据，例如：不属于本单位、法定途径、已受理。"))
        if said.get("notified") is None:
            raise _Unfit("notified", N_("不予受理的要写明告知日期。"))


def _concluded(state: State, said: Mapping[str, Any]) -> tuple[Conclusion | None, date | None]:
    """Why and since when a matter is at its end; where the row says no more than that it is, another reason than ours."""
    why, day = said.get("conclusion"), said.get("concluded")
    if why == OPEN_STILL and day is not None:
        raise _Unfit("concluded", N_("写了“未终结”，又写了终结日期，请核对。"))
    if why in (None, "", OPEN_STILL) and day is None:
        return None, None
    if state is not State.CLOSED:
        raise _Unfit("conclusion" if why else "concluded", N_("已办结的才能写终结，请核对状态。"))
    return Conclusion(why or Conclusion.OTHER.value), day or said["closed"]


def _text(said: Mapping[str, Any], code: str) -> str:
    return said.get(code) or ""


def _whole(said: Mapping[str, Any], code: str) -> int | None:
    found = said.get(code)
    return found if isinstance(found, int) else None
