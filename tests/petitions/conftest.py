"""Cases for the tests: filed through the product's own operations, then led as far as a test wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.people import Person
from database import random_id
from petitions import operations, queries
from petitions.in_place import Duty, Judgement
from petitions.kinds import Channel, Kind, Naming
from petitions.models import Petition
from petitions.opinion import Claim, Opinion, Verdict
from petitions.ratings import Grade, Solved
from petitions.workflow import Action, Ground, Procedure, State
from vault import keyring, seal

NARRATIVE = "三车间夜班连续三个月没有发夜班津贴，一共六个人。"
SUPPORTED = Opinion(
    claims=(Claim("补发三个月夜班津贴", Verdict.SUPPORTED, "考勤与工资表核对属实。"),),
    facts="2026年7月至9月夜班42个，未计发津贴。",
    basis="《工资支付规定》第六条，公司薪酬管理办法第十二条。",
    measures="12月工资一并补发。",
)
REFUSED = Opinion(
    claims=(Claim("取消绩效考核", Verdict.NOT_SUPPORTED, "考核办法经职代会通过。"),),
    facts="考核办法2025年3月经职代会表决通过。",
    basis="公司绩效考核办法。",
)


@dataclass
class Casework:
    """Files cases in the small enterprise and leads them step by step, as the people of the fixture."""

    session: Session
    enterprise: Any
    clock: Any

    def file(
        self, kind: Kind = Kind.PROBLEM, *, excluded: tuple[str, ...] = (), **fields: Any
    ) -> tuple[Petition, bytes]:
        """A new case and its key."""
        group = self.enterprise.groups["discipline" if kind is Kind.ACCUSATION else "union"]
        out = [self.enterprise.people[each].id for each in excluded]
        petition = Petition(
            id=random_id(),
            kind=kind,
            naming=Naming.ANONYMOUS,
            channel=Channel.WEB,
            category=fields.pop("category", "pay"),
            unit_id=self.enterprise.units["三车间"],
            group_id=group,
            **fields,
        )
        key = seal.random_key()
        keyring.seal_subject(self.session, queries.subject(petition.id), key, group, excluding=out)
        operations.open_case(self.session, petition, key=key, text=NARRATIVE, now=self.clock(), excluded=out)
        return petition, key

    def do(self, petition: Petition, action: Action, who: str | Person | None, **given: Any) -> Petition:
        """One action by a person of the fixture, or by the petitioner with `key=` when None."""
        actor = self.enterprise.people[who] if isinstance(who, str) else who
        return operations.perform(self.session, petition.id, action, actor=actor, now=self.clock(), **given)

    def lead_to(self, state: State, *, opinion: Opinion = SUPPORTED, **fields: Any) -> tuple[Petition, bytes]:
        """A case in `state` by the usual way."""
        petition, key = self.file(**fields)
        for action, who, given in self.way(state, opinion):
            self.do(petition, action, who, **given)
        assert petition.state is state
        return petition, key

    def way(self, state: State, opinion: Opinion = SUPPORTED) -> list[tuple[Action, str, dict[str, Any]]]:
        """The usual steps from filing to `state`."""
        people = self.enterprise.people
        judgement = Judgement.UNREASONABLE if opinion is REFUSED else Judgement.REASONABLE
        duty = Duty.PERSUADE if opinion is REFUSED else Duty.SOLVE
        line = [
            (State.REGISTERED, Action.REGISTER, "officer", {"category": "pay"}),
            (State.ACCEPTED, Action.ACCEPT, "officer", {"procedure": Procedure.ORDINARY}),
            (State.ASSIGNED, Action.ASSIGN, "officer", {"handler_id": people["handler"].id}),
            (
                State.INVESTIGATING,
                Action.INVESTIGATE,
                "handler",
                {"text": "查了考勤和工资表，与班组六人谈话。", "heard": True, "verified": True},
            ),
            (State.ASKING, Action.ASK, "handler", {"text": "是哪几天的夜班？"}),
            (
                State.DRAFTED,
                Action.DRAFT,
                "handler",
                {"opinion": opinion, "judgement": judgement, "approver_id": people["leader"].id},
            ),
            (State.APPROVED, Action.APPROVE, "leader", {}),
            (State.REPLIED, Action.REPLY, "officer", {"text": "您的诉求应予支持，12月工资补发。"}),
            (State.CLOSED, Action.CLOSE, "officer", {"evidence": {duty: "12月15日已补发，六人签字确认。"}}),
            (State.ARCHIVED, Action.ARCHIVE, "officer", {}),
        ]
        steps: list[tuple[Action, str, dict[str, Any]]] = []
        if state is State.DECLINED:
            return [line[0][1:], self.declining()]
        for reached, action, who, given in line:
            if state is State.FILED:
                break
            if reached is not State.ASKING or state is State.ASKING:
                steps.append((action, who, given))
            if reached is state:
                break
        return steps

    @staticmethod
    def declining() -> tuple[Action, str, dict[str, Any]]:
        """The step that declines a registered case."""
        return Action.DECLINE, "officer", {"ground": Ground.NOT_OURS, "text": "请向市人社局提出，地址见附。"}


RATING = {"office": Grade.SATISFIED, "unit": Grade.FAIRLY, "solved": Solved.YES}


@pytest.fixture
def casework(session: Session, enterprise: Any, clock: Callable[..., Any]) -> Casework:
    """Filing and leading cases in the small enterprise."""
    return Casework(session, enterprise, clock)
