"""What each step of a planned petition is given: the arguments the product asks for, out of the plan's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from demo import categories, texts
from demo.plan import PlannedCase
from demo.steps import Step
from demo.turns import LEADERS
from petitions.in_place import Duty, Judgement
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.opinion import Claim, Opinion, Verdict
from petitions.outcome.ratings import CallBack, Grade, Solved
from petitions.workflow import Action, Ground, LegalRoute, Procedure, State, Trigger

if TYPE_CHECKING:
    from demo.cases import Casework

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
SURELY_IN_TIME = 3


def _opinion(planned: PlannedCase, findings: str, verdict: Verdict) -> Opinion:
    claim = Claim(planned.story[:60], verdict, findings)
    return Opinion(claims=(claim,), facts=findings, basis=BASIS, measures=planned.topic.reply)


def _register(work: Casework, petition: Petition, planned: PlannedCase, step: Step) -> dict[str, Any]:
    category = categories.as_registered(work.session, categories.of_topic(planned), planned.story)
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


#: What the plan calls by a word of its own.
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
