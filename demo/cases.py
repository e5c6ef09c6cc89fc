"""Leads the planned petitions through the product's own workflow, each step on its day."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from demo import categories, texts
from demo.people import Staffing
from demo.plan import PlannedCase
from demo.steps import Step
from demo.turns import LEADERS
from petitions import intake, operations, receipt
from petitions.in_place import Duty, Judgement
from petitions.keys import holding
from petitions.kinds import Channel, Kind, Naming
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.offices import Front, front
from petitions.outcome.opinion import Claim, Opinion, Verdict
from petitions.outcome.ratings import CallBack, Grade, Solved
from petitions.workflow import Action, Ground, LegalRoute, Procedure, State, Trigger
from web import clock
from web.errors import Refusal

KINDS = {
    "problem": Kind.PROBLEM,
    "suggestion": Kind.SUGGESTION,
    "help": Kind.HELP,
    "report": Kind.ACCUSATION,
}
CATEGORIES = {
    "environment": "safety",
    "welfare": "canteen",
    "reform": "promotion",
    "style": "management",
    "thanks": "other",
}
VERDICTS = {
    "supported": Verdict.SUPPORTED,
    "explained": Verdict.EXPLAINED,
    "refused": Verdict.NOT_SUPPORTED,
    "aid": Verdict.SUPPORTED,
    "adopted": Verdict.ADOPTED,
    "partly_adopted": Verdict.PARTLY_ADOPTED,
    "discipline": Verdict.PARTLY_SUBSTANTIATED,
}
JUDGEMENTS = {
    Verdict.SUPPORTED: Judgement.REASONABLE,
    Verdict.EXPLAINED: Judgement.PARTLY,
    Verdict.NOT_SUPPORTED: Judgement.UNREASONABLE,
}
BASIS = "《信访工作条例》第三十一条、第三十二条，公司薪酬、考勤、劳动保护等相关管理办法。"
EVIDENCE = {
    Duty.SOLVE: "已执行完毕，责任单位出具落实回执，回访信访人认可。",
    Duty.PERSUADE: "工会与区队负责人当面谈话一次，逐条解释政策依据，本人表示理解。",
    Duty.AID: "发放困难救助金3000元，纳入困难职工档案，列入春节走访名单。",
    Duty.LAW: "已按管理权限移交。",
}
#: The policy of the ledger that a petition's words fall under.
CITED = {
    "夜班津贴": "policy:0",
    "加班": "policy:1",
    "公积金": "policy:6",
    "社保": "policy:7",
    "工伤": "policy:4",
    "高温补贴": "policy:11",
}
MORNING = time(9, 30)
SURELY_IN_TIME = 3


@dataclass
class Casework:
    """What every step of the demonstration needs."""

    session: Session
    staffing: Staffing
    chance: random.Random
    instance_key: bytes
    #: Petition ids by the number of the planned case.
    filed: dict[int, int] = field(default_factory=dict)
    #: Ledger entries by key; of the policies, "policy:0", "policy:1", …
    entries: dict[str, int] = field(default_factory=dict)
    front: Front = field(init=False)
    #: The cases of this piece of work; what nobody holds would be read again for every step.
    at_hand: dict[int, Petition] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Who reads petitions does not change in between."""
        self.front = front(self.session)

    def happen(self, happening: Happening, cases: list[PlannedCase]) -> None:
        """File a case or take its next step. Raises RuntimeError with the refusal when the plan breaks a rule."""
        planned = cases[happening.case]
        if happening.step < 0:
            self.filed[happening.case] = self.file(planned).id
            return
        step = planned.steps[happening.step]
        petition = self.session.get_one(Petition, self.filed[happening.case])
        self.at_hand[petition.id] = petition
        try:
            self.take(petition, planned, step)
        except Refusal as refusal:
            raise RuntimeError(f"{step.action} on {step.day}: {refusal.message}") from refusal

    def file(self, planned: PlannedCase) -> Petition:
        """The petition as it came in, with a receipt nobody holds (it was only shown to its petitioner)."""
        web = planned.channel == "web"
        officer = None if web else self.staffing.people["wangfang"]
        filing = intake.Filing(
            kind=KINDS[planned.topic.kind],
            naming=Naming(planned.identity),
            category=categories.as_filed(self.session, category_of(planned), planned.story),
            unit_id=self.staffing.units[planned.unit],
            text=planned.story,
            people=planned.people,
            name="" if planned.identity == "anonymous" else self.chance.choice(NAMES),
            contact="" if planned.identity == "anonymous" else "工会代为转达",
            channel=Channel(planned.channel),
        )
        return intake.file_petition(
            self.session,
            filing,
            actor=officer,
            now=at(planned.filed),
            code=receipt.mint(),
            instance_key=self.instance_key,
            front=self.front,
        )

    def take(self, petition: Petition, planned: PlannedCase, step: Step) -> None:
        """One step of a planned case."""
        person = self.staffing.people.get(step.by)
        given = GIVEN[step.action](self, petition, planned, step)
        action = ACTIONS.get(step.action) or Action(step.action)
        key = None if person else self._key(petition)
        operations.perform(self.session, petition.id, action, actor=person, key=key, now=at(step.day), **given)

    def _key(self, petition: Petition) -> bytes:
        """The key the petitioner would bring from the receipt."""
        reader: Person = self.staffing.people["chenjing" if petition.kind is Kind.ACCUSATION else "wangfang"]
        return holding.case_key(self.session, petition, reader)


@dataclass(frozen=True, order=True)
class Happening:
    """A filing (step −1) or a step of a planned case, in the order of days."""

    day: date
    case: int
    step: int


def happenings(cases: list[PlannedCase]) -> list[Happening]:
    """Everything that happens in the planned cases, day by day."""
    found = [Happening(case.filed, number, -1) for number, case in enumerate(cases)]
    found += [
        Happening(step.day, number, position)
        for number, case in enumerate(cases)
        for position, step in enumerate(case.steps)
    ]
    return sorted(found)


def at(day: date) -> datetime:
    """Half past nine on a day."""
    return datetime.combine(day, MORNING, clock.now().tzinfo)


def category_of(planned: PlannedCase) -> str:
    """The petition category of a topic."""
    return CATEGORIES.get(planned.topic.category, planned.topic.category)


def _opinion(planned: PlannedCase, findings: str, verdict: Verdict) -> Opinion:
    claim = Claim(planned.story[:60], verdict, findings)
    return Opinion(claims=(claim,), facts=findings, basis=BASIS, measures=planned.topic.reply)


def _register(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    category = categories.as_registered(work.session, category_of(planned), planned.story)
    return {"category": category, "is_repeat": planned.repeat}


def _accept(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    # The fast track is decided within three working days of receipt, which a weekend shortens.
    is_single = planned.people == 1 and not planned.repeat
    simple = planned.fast_track and is_single and (step.day - planned.filed).days <= SURELY_IN_TIME
    return {"procedure": Procedure.SIMPLE if simple else Procedure.ORDINARY, "fits": True}


def _decline(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    ground = Ground.LEGAL_CHANNEL if "仲裁" in step.text else Ground.ALREADY_IN_HAND
    return {"ground": ground, "text": step.text}


def _assign(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"handler_id": work.staffing.people[step.text].id}


def _investigate(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    record = NoteKind.INSPECTION if step.text.startswith("到现场") else NoteKind.MATERIAL
    return {"record": record, "text": step.text, "heard": True, "verified": True}


def _talk(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    with_whom, said = texts.TALKS[int(step.text)]
    return {"record": NoteKind.TALK, "talked_with": with_whom, "text": said}


def _draft(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    verdict = VERDICTS[planned.topic.outcome]
    findings = planned.topic.findings.format(month=(planned.filed.month - 2) % 12 + 1)
    report = planned.topic.kind == "report"
    later = (each.by for each in planned.steps if each.action in {"approve", "return"} and each.day >= step.day)
    approver = next(later, "chenjing" if report else "liuyang")
    return {
        "opinion": _opinion(planned, findings, verdict),
        "judgement": JUDGEMENTS.get(verdict),
        "hardship": planned.topic.outcome == "aid",
        "approver_id": work.staffing.people[approver].id,
    }


def _reply(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    """The answer, which cites the policy its matter falls under once that is published."""
    fitting = next((key for words, key in CITED.items() if words in planned.story), "")
    return {"text": step.text, "policies": [work.entries[fitting]] if fitting in work.entries else []}


def _rate(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    solved = Solved.YES if planned.solved else (Solved.PARTLY if planned.rating != "dissatisfied" else Solved.NO)
    return {"office": Grade(planned.rating), "unit": Grade(planned.rating), "solved": solved, "text": step.text}


def _call_back(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"result": CallBack.SOLVED if planned.solved else CallBack.PARTLY, "text": step.text}


def _close(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"evidence": EVIDENCE}


def _carry_on(petition: Petition) -> sa.ColumnElement[bool]:
    in_hand = Petition.state.in_([State.ACCEPTED, State.ASSIGNED, State.INVESTIGATING])
    return sa.and_(in_hand, Petition.group_id == petition.group_id, Petition.id != petition.id)


def _merge(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    wanted = sa.select(Petition.id).where(_carry_on(petition)).order_by(Petition.filed_on.desc(), Petition.id).limit(1)
    return {"leading_id": work.session.execute(wanted).scalar_one(), "text": step.text}


def _divert(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"route": LegalRoute.ARBITRATION, "text": step.text}


def _ask_extension(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"days": 20, "reason": step.text, "leader_id": work.staffing.people[LEADERS[0]].id}


def _supervise(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"trigger": Trigger.DELAYED, "days": 10, "text": step.text}


def _leader(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    """The leader a step names; none means a unit above, outside the system."""
    person = work.staffing.people.get(step.text)
    return {"leader_id": person.id if person else None}


def _escalate(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"leader_id": work.staffing.people[LEADERS[0]].id, "reason": step.text}


def _hear(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"first": step.day, "last": step.day, "text": step.text}


def _check_in(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"pressed": bool(step.text), "text": step.text}


def _reason(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"reason": step.text}


def _text(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"text": step.text}


def _hand_over(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"body": "岱山街道社会保障所", "text": step.text, "handed": planned.story}


def _nothing(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {}


def _return(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    return {"reason": "事实部分请补充原始记录的出处，依据写到具体条款。"}


ACTIONS = {"answer": Action.SAY, "talk": Action.INVESTIGATE}
GIVEN: dict[str, Callable[[Casework, Petition, PlannedCase, Step], dict[str, Any]]] = {
    "register": _register,
    "accept": _accept,
    "decline": _decline,
    "assign": _assign,
    "talk": _talk,
    "investigate": _investigate,
    "ask": _text,
    "answer": _text,
    "draft": _draft,
    "return": _return,
    "approve": _nothing,
    "reply": _reply,
    "rate": _rate,
    "call-back": _call_back,
    "close": _close,
    "archive": _nothing,
    "merge": _merge,
    "divert": _divert,
    "hand-over": _hand_over,
    "withdraw": _text,
    "ask-extension": _ask_extension,
    "extend": _text,
    "nudge": _text,
    "supervise": _supervise,
    "report-back": _text,
    "sponsor": _leader,
    "guide": _text,
    "escalate": _escalate,
    "ask-review": _text,
    "open-review": _leader,
    "uphold": _text,
    "ask-rereview": _text,
    "hear": _hear,
    "reopen": _reason,
    "check-in": _check_in,
    "protect": _text,
}
NAMES = tuple(f"{family}{given}" for family in "赵钱孙李周吴郑王" for given in ("建国", "秀兰", "志强", "晓梅"))
