"""The demonstration's year in the ledgers: each thing on its day, through the product's own operations."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from accounts import queries as accounts
from demo import turns
from demo.cases import at
from demo.ledger_texts.aid import AID_TITLES, COOLING, FAMILIES, FAMILY_NAMES, GIVEN_NAMES, WARMTH
from demo.ledger_texts.measures import MEASURES
from demo.ledger_texts.policies import ONLY_IN, POLICIES
from demo.ledger_texts.risks import RISKS
from demo.people import Staffing
from ledgers import never_events, operations, policies, queries, risks
from ledgers.answers import operations as answer_operations
from ledgers.models import LedgerEntry
from ledgers.sweeps import operations as sweep_operations
from ledgers.sweeps import queries as sweeping
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly

Act = Callable[[Session], None]
OFFICERS = ("wangfang", "liqiang")
LEADERS = ("刘洋（工会主席）", "马东（副总经理）")
ACCOUNTS = dict(zip(LEADERS, turns.LEADERS, strict=True))
DAY = timedelta(days=1)
#: (what happened, which of the five, level, people, whether it was confirmed, days after the beginning)
HAPPENED = (
    ("夜班职工结伴到集团公司反映津贴", 2, "group", 12, True, 118),
    ("网上转发食堂旧视频", 4, "company", 1, False, 205),
)
CONFIRMED_BY = "工会、信访办联合认定，依据现场记录。"


@dataclass
class Registers:
    """Everything that happens in the ledgers, planned at the beginning and done month by month."""

    staffing: Staffing
    first: date
    today: date
    seed: int
    acts: list[tuple[date, int, Act]] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._plan_policies()
        self._plan_never_events()
        self._plan_measures()
        self._plan_risks()
        self._plan_sweeps()
        self._plan_aid()
        self.acts.sort(key=lambda each: each[:2])

    def happen(self, session: Session, month: date, following: date) -> None:
        """Do what falls into a month, in the order of days; what the last report warned of is looked into first."""
        self._look_into_warnings(session, month + DAY * 5)
        for day, _order, act in self.acts:
            if month <= day < following:
                act(session)

    def _look_into_warnings(self, session: Session, day: date) -> None:
        officer = self.staffing.people["liqiang"]
        for entry in queries.every(session, risks.LEDGER):
            if entry.state == risks.FOUND and entry.source is not None and day <= self.today:
                note = "已核实：集中在两个区队，正按诉求逐件办理，暂不单列。"
                operations.perform(session, entry.id, "dismiss", {}, note, actor=officer, now=at(day))

    def _on(self, day: date, act: Act) -> None:
        if day <= self.today:
            self.acts.append((day, len(self.acts), act))

    def _list(self, key: str, ledger: str, day: date, given: dict[str, Any]) -> None:
        officer = self.staffing.people[self._chance.choice(OFFICERS)]

        def act(session: Session) -> None:
            row = operations.add(session, ledger, {"day": day, **given}, actor=officer, now=at(day))
            self.entries[key] = row.id

        self._on(day, act)

    def _step(self, key: str, step: str, day: date, given: dict[str, Any], note: str, by: str = "") -> None:
        person = self.staffing.people[by or self._chance.choice(OFFICERS)]

        def act(session: Session) -> None:
            operations.perform(session, self.entries[key], step, given, note, actor=person, now=at(day))

        self._on(day, act)

    def _plan_policies(self) -> None:
        keys = []
        for number, (title, kind, answer, basis, keywords) in enumerate(POLICIES):
            key, day = f"policy:{number}", self.first + DAY * (2 + number % 5)
            contents = {"title": title, "kind": kind, "answer": answer, "basis": basis, "keywords": keywords}
            unit = {"unit": self.staffing.units[ONLY_IN[title]]} if title in ONLY_IN else {}
            self._list(key, policies.LEDGER.name, day, contents | unit)
            self._step(key, "publish", day + DAY, {}, "人力资源部、财务部会审", by="liqiang")
            keys.append(key)
        weights = [14 - number for number in range(len(keys))]
        day = self.first + DAY * 9
        while day <= self.today:
            if day.weekday() < 5:
                for key in self._chance.choices(keys, weights, k=self._chance.randint(1, 4)):
                    self._explain(key, day)
            day += DAY

    def _explain(self, key: str, day: date) -> None:
        ways, weights = list(policies.CHANNELS), (30, 22, 20, 8, 20)
        channel = self._chance.choices(ways, weights)[0]
        actor = None if channel == "page" else self.staffing.people[self._chance.choice(OFFICERS)]

        def act(session: Session) -> None:
            answer_operations.explain(session, self.entries[key], channel, actor=actor, now=at(day))

        self._on(day, act)

    def _plan_never_events(self) -> None:
        officer = self.staffing.people["liqiang"]
        labels = never_events.VARIANTS["A"][1]
        for year in range(self.first.year, self.today.year + 1):
            day = max(self.first, date(year, 1, 1))

            def choose(session: Session, year: int = year, day: date = day) -> None:
                yearly_operations.choose(session, year, labels, actor=officer, now=at(day))

            self._on(day, choose)
        for number, (title, position, level, people, is_true, after) in enumerate(HAPPENED):
            self._plan_event(f"never:{number}", title, position, level, people, is_true, self.first + DAY * after)

    def _plan_event(
        self, key: str, title: str, position: int, level: str, people: int, is_true: bool, day: date
    ) -> None:
        officer, unit = self.staffing.people["wangfang"], self.staffing.units["综采一队"]

        def act(session: Session) -> None:
            item = yearly.items(session, day.year)[position]
            given: dict[str, Any] = {
                "title": title,
                "kind": str(item.id),
                "day": day,
                "unit": unit,
                "level": level,
                "people": people,
            }
            row: LedgerEntry = operations.add(session, never_events.LEDGER.name, given, actor=officer, now=at(day))
            self.entries[key] = row.id

        self._on(day, act)
        step = "confirm" if is_true else "reject"
        self._step(key, step, day + DAY * 3, {}, CONFIRMED_BY, by="liqiang")

    def _plan_measures(self) -> None:
        span = (self.today - self.first).days
        for number, row in enumerate(MEASURES):
            title, kind, said, plan, target, figure, unit_word, unit, handler, result = row
            day = self.first + DAY * (4 + number * span // len(MEASURES))
            lasts = self._chance.choice((35, 50, 70, 95))
            key = f"measure:{number}"
            contents = {
                "title": title,
                "kind": kind,
                "said": said,
                "plan": plan,
                "target": target,
                "target_figure": figure,
                "figure_unit": unit_word,
                "unit": self.staffing.units[unit],
                "owner": self.staffing.people[handler].id,
                "leader": self._chance.choice(LEADERS),
                "due": day + DAY * lasts,
                "check_by": "工会会同两名职工代表现场查看",
                "is_public": True,
            }
            self._list(key, "measures", day, contents)
            self._step(key, "start", day + DAY * 3, {}, "方案定了，责任到人。", by=handler)
            self._step(key, "report", day + DAY * (lasts // 2), {"progress": 50}, "过半，按计划走。", by=handler)
            late = self._chance.choice((-6, -3, 0, 5))
            done = day + DAY * (lasts + late)
            self._step(key, "submit", done, {"actual_figure": figure, "result": result}, "附验收记录。", by=handler)
            verdict = self._chance.choices(("met", "partly"), (85, 15))[0]
            checked = {"verdict": verdict, "actual_figure": figure, "result": result}
            self._step(key, "check", done + DAY * 4, checked, "现场查看，职工代表签字。")

    def _plan_risks(self) -> None:
        span = (self.today - self.first).days
        count = len(RISKS) * 2
        for number in range(count):
            row = RISKS[number % len(RISKS)]
            self._plan_risk(f"risk:{number}", row, self.first + DAY * (3 + number * span // count))

    def _plan_risk(self, key: str, row: tuple[str, str, str, str, int, str, str, str], day: date) -> None:
        title, kind, demands, cause, people, unit, handler, defusing = row
        lasts = self._chance.choice((12, 20, 28, 40, 75))
        level = "red" if people >= 45 else self._chance.choices(("orange", "yellow", "blue"), (25, 50, 25))[0]
        contents = {
            "title": title,
            "kind": kind,
            "unit": self.staffing.units[unit],
            "demands": demands,
            "cause": cause,
            "people": people + self._chance.randint(0, 3),
            "finder": "区队分会",
        }
        self._list(key, "risks", day, contents)
        self._step(key, "register", day + DAY, {}, "情况属实。")
        self._step(key, "grade", day + DAY * 2, {"level": level}, "按人数和激烈程度定级。")
        leader = self._chance.choice(LEADERS)
        guard = {
            "leader": leader,
            "leader_account": self.staffing.people[ACCOUNTS[leader]].id,
            "owner": self.staffing.people[handler].id,
            "due": day + DAY * (lasts + 6),
            "measures": defusing,
            "holding": "区队书记每天了解动态。",
        }
        self._step(key, "assign", day + DAY * 3, guard, "")
        self._step(key, "report", day + DAY * (3 + lasts // 2), {"progress": 60}, "措施已开始，情绪平稳。", by=handler)
        defused = day + DAY * (lasts + 4)
        self._step(key, "defuse", defused, {"outcome": "defused"}, "按措施落实，当事职工认可。", by=handler)
        self._step(key, "revisit", defused + DAY * 7, {}, "电话回访，表示认可。")
        self._step(key, "strike", defused + DAY * 9, {}, "符合销号条件。")
        self._step(key, "look_back", defused + DAY * 70, {}, "没有反弹。")

    def _plan_sweeps(self) -> None:
        officer = self.staffing.people["wangfang"]
        day = self.first + DAY * 4
        while day <= self.today:
            if day.weekday() == 4:
                self._on(day, self._sweep(day, officer))
            day += DAY

    def _sweep(self, day: date, officer: Any) -> Act:
        forgets = self._chance.random() < 0.12

        def act(session: Session) -> None:
            found = sweeping.load(session, officer, accounts.unit_tree(session), today=day)
            missing = found.missing[1:] if forgets else found.missing
            for each in missing:
                sweep_operations.report_zero(session, each.unit.id, actor=officer, now=at(day))

        return act

    def _plan_aid(self) -> None:
        month, number = self.first, 0
        while month <= self.today:
            for _each in range(self._chance.randint(4, 8)):
                self._plan_family(f"aid:{number}", month + DAY * self._chance.randint(0, 20))
                number += 1
            if month.month in (12, 1, 2):
                self._plan_gathering(f"warm:{month}", "warmth", self._chance.choice(WARMTH), month + DAY * 15)
            if month.month in (6, 7, 8):
                self._plan_gathering(f"cool:{month}", "cooling", self._chance.choice(COOLING), month + DAY * 12)
            month = (month + DAY * 32).replace(day=1)
        for number, days in enumerate((3, 6)):
            self._plan_visit(f"visit:{number}", self.today + DAY * days)

    def _plan_visit(self, key: str, day: date) -> None:
        """A family that is to be visited on a day that has not come yet."""
        listed = self.today - DAY
        self._list(key, "aid", listed, self._family("visit"))
        self._step(key, "check", listed, {}, "分会入户核实，情况属实。")
        visit = {"owner": self.staffing.people[self._chance.choice(OFFICERS)].id, "due": day}
        self._step(key, "plan", listed, visit, "")

    def _plan_family(self, key: str, day: date) -> None:
        study = day.month in (8, 9)
        kind = self._chance.choices(
            ("hardship", "illness", "study", "disaster", "visit"), (30, 30, 40 if study else 2, 4, 24)
        )[0]
        self._list(key, "aid", day, self._family(kind))
        self._step(key, "check", day + DAY * 4, {}, "分会入户核实，情况属实。")
        visit = {"owner": self.staffing.people[self._chance.choice(OFFICERS)].id, "due": day + DAY * 12}
        self._step(key, "plan", day + DAY * 5, visit, "")
        given_on = day + DAY * self._chance.choice((8, 10, 12))
        amount = self._chance.choice((50_000, 100_000, 200_000, 300_000, 500_000)) if kind != "visit" else 50_000
        given = {"given_on": given_on, "people": self._chance.randint(1, 4), "amount": amount}
        self._step(key, "give", given_on, given, "送到家中，本人签收。")
        grade = self._chance.choices(("eased", "partly", "same"), (45, 45, 10))[0]
        self._step(key, "follow", given_on + DAY * 20, {"grade": grade}, "电话回访，感谢工会。")

    def _family(self, kind: str) -> dict[str, Any]:
        causes = {"illness": "illness", "visit": "illness", "study": "study", "disaster": "accident"}
        unit = self._chance.choice([name for name in self.staffing.units if name.endswith(("队", "车间", "区"))])
        return {
            "title": f"{AID_TITLES[kind]}（{unit}）",
            "kind": kind,
            "cause": causes.get(kind, "income"),
            "unit": self.staffing.units[unit],
            "name": self._chance.choice(FAMILY_NAMES) + self._chance.choice(GIVEN_NAMES),
            "contact": "分会代转",
            "family": self._chance.choice(FAMILIES),
        }

    def _plan_gathering(self, key: str, kind: str, title: str, day: date) -> None:
        contents = {"title": title, "kind": kind, "cause": "season", "unit": self.staffing.top}
        self._list(key, "aid", day, contents)
        self._step(key, "check", day, {}, "")
        people = self._chance.randint(220, 480)
        goods = "绿豆汤、西瓜、防暑药品" if kind == "cooling" else "米面油、棉手套、热饭"
        given = {"given_on": day + DAY, "people": people, "amount": people * 6_000, "goods": goods}
        self._step(key, "give", day + DAY, given, "各分会签收。")
