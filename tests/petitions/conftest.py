"""Cases for the tests: filed through the product's own operations, then led as far as a test wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import operations as accounts
from accounts.people import Assignment, Person
from accounts.roles import Role
from database import random_id
from petitions import intake, operations, queries, receipt
from petitions.in_place import Duty, Judgement
from petitions.joint import joining, voices
from petitions.joint.voices import About
from petitions.keys import holding
from petitions.kinds import Channel, Kind, Naming
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.conclusion import Conclusion
from petitions.outcome.opinion import Claim, Opinion, Verdict
from petitions.outcome.ratings import CallBack, Grade, Solved
from petitions.workflow import Action, Ground, LegalRoute, Procedure, State
from tests.petitions.desks import Desk
from tests.replay import Replay
from vault import account_keys, reading_groups, seal, subject_keys
from vault.models import ReadingGroup

NARRATIVE = "三车间夜班连续三个月没有发夜班津贴，一共六个人。"
NAME = "韩梅梅"
CONTACT = "13900001234"
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
    replay: Replay = field(default_factory=Replay)

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
        subject_keys.seal_subject(self.session, queries.subject(petition.id), key, group, excluding=out)
        operations.open_case(self.session, petition, key=key, text=NARRATIVE, now=self.clock(), excluded=out)
        return petition, key

    def file_confidential(
        self, kind: Kind = Kind.PROBLEM, *, concerned: tuple[str, ...] = ()
    ) -> tuple[Petition, bytes]:
        """A new case whose petitioner is known to the keepers alone, and the key its petitioner holds."""
        filing = intake.Filing(
            kind=kind,
            naming=Naming.CONFIDENTIAL,
            category="pay",
            unit_id=self.enterprise.units["三车间"],
            text=NARRATIVE,
            name=NAME,
            contact=CONTACT,
            concerned=frozenset(self.enterprise.people[each].id for each in concerned),
        )
        if kind is Kind.ACCUSATION:
            office = self.session.get_one(ReadingGroup, self.enterprise.groups["discipline"])
            office.recovery_confirmed_on = self.clock().date()
        petition = intake.file_petition(self.session, filing, actor=None, now=self.clock())
        able = subject_keys.readers(self.session, queries.subject(petition.id))
        reader = next(each for each in self.enterprise.people.values() if each.id in able)
        return petition, holding.case_key(self.session, petition, reader)

    def do(self, petition: Petition, action: Action, who: str | Person | None, **given: Any) -> Petition:
        """One action by a person of the fixture, or by the petitioner with `key=` when None."""
        actor = self.enterprise.people[who] if isinstance(who, str) else who
        if actor is None and given.get("key"):
            given["key"] = self.present(petition, given["key"])
        return operations.perform(self.session, petition.id, action, actor=actor, now=self.clock(), **given)

    def present(self, petition: Petition, key: bytes) -> bytes:
        """The key the case has now, as its receipt would give it: `key`, unless it was exchanged since."""
        able = subject_keys.readers(self.session, queries.subject(petition.id))
        reader = next((each for each in self.enterprise.people.values() if each.id in able and each.keys), None)
        return holding.case_key(self.session, petition, reader) if reader is not None else key

    def lead_to(self, state: State, *, opinion: Opinion = SUPPORTED, **fields: Any) -> tuple[Petition, bytes]:
        """A case in `state` by the usual way, which the first test of many goes for the others too."""
        name = ("led", state, repr(opinion), repr(sorted(fields.items())), self.clock())
        petition_id, key, people, groups = self.replay.once(
            self.session, name, lambda: self._led_to(state, opinion, fields)
        )
        self.enterprise.people.update(people)
        self.enterprise.groups.update(groups)
        return self.session.get_one(Petition, petition_id), key

    def _led_to(self, state: State, opinion: Opinion, fields: dict[str, Any]) -> tuple[int, bytes, Any, Any]:
        """The case's id and key, and everybody and every office there is now."""
        petition, key = self.file(**fields)
        self.follow(petition, key, self.way(state, opinion))
        assert petition.state is state
        return petition.id, key, dict(self.enterprise.people), dict(self.enterprise.groups)

    def follow(self, petition: Petition, key: bytes, steps: list[tuple[Action, str | None, dict[str, Any]]]) -> None:
        """These steps one after the other."""
        for action, who, given in steps:
            self.do(petition, action, who, key=key if who is None else None, **given)

    def way(self, state: State, opinion: Opinion = SUPPORTED) -> list[tuple[Action, str | None, dict[str, Any]]]:
        """The usual steps from filing to `state`."""
        line = self._line(opinion)
        registered = line[0][1:]
        if state is State.DECLINED:
            return [registered, self.declining()]
        if state in ASIDE:
            return [registered, *self._aside(state)]
        if state in REVIEWS:
            return self.way(State.REPLIED, opinion) + self._reviews()[: REVIEWS.index(state) + 1]
        steps: list[tuple[Action, str | None, dict[str, Any]]] = []
        for reached, action, who, given in line:
            if state is State.FILED:
                break
            if reached is not State.ASKING or state is State.ASKING:
                steps.append((action, who, given))
            if reached is state:
                break
        return steps

    def _line(self, opinion: Opinion) -> list[tuple[State | None, Action, str, dict[str, Any]]]:
        people = self.enterprise.people
        judgement = Judgement.UNREASONABLE if opinion is REFUSED else Judgement.REASONABLE
        duty = Duty.PERSUADE if opinion is REFUSED else Duty.SOLVE
        return [
            (State.REGISTERED, Action.REGISTER, "officer", {"category": "pay"}),
            (State.ACCEPTED, Action.ACCEPT, "officer", {"procedure": Procedure.ORDINARY}),
            (State.ASSIGNED, Action.ASSIGN, "officer", {"handler_id": people["handler"].id}),
            (
                State.INVESTIGATING,
                Action.INVESTIGATE,
                "handler",
                {
                    "record": NoteKind.MATERIAL,
                    "text": "查了考勤和工资表，与班组六人谈话。",
                    "heard": True,
                    "verified": True,
                },
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
            (None, Action.CALL_BACK, "officer", {"result": CallBack.SOLVED, "text": "电话回访，本人说已到账。"}),
            (State.CLOSED, Action.CLOSE, "officer", {"evidence": {duty: "12月15日已补发，六人签字确认。"}}),
            (State.ARCHIVED, Action.ARCHIVE, "officer", {}),
        ]

    def _aside(self, state: State) -> list[tuple[Action, str | None, dict[str, Any]]]:
        """From registration to where no acceptance leads."""
        if state in (State.TRANSFERRED, State.OBJECTED):
            office = self.second_office()
            sent = (Action.TRANSFER, "officer", {"office_id": office, "reason": "生产二部的事。"})
            objected = (Action.OBJECT, "officer3", {"reason": "不归我们管。"})
            return [sent, objected][: 1 if state is State.TRANSFERRED else 2]
        if state is State.MERGED:
            leading, _key = self.lead_to(State.REGISTERED)
            return [(Action.MERGE, "officer", {"leading_id": leading.id})]
        steps: dict[State, tuple[Action, str | None, dict[str, Any]]] = {
            State.DIVERTED: (Action.DIVERT, "officer", {"route": LegalRoute.ARBITRATION, "text": "请申请劳动仲裁。"}),
            State.HANDED_OVER: (
                Action.HAND_OVER,
                "officer",
                {
                    "body": "市人社局",
                    "text": "已移交市人社局，电话 0000-1111。",
                    "handed": "×××车间夜班三个月没有发津贴。",
                },
            ),
            State.WITHDRAWN: (Action.WITHDRAW, None, {}),
            State.CONCLUDED: (
                Action.CONCLUDE,
                "officer",
                {"conclusion": Conclusion.NOBODY_LEFT, "text": "人不在了，家属不再提。"},
            ),
        }
        return [steps[state]]

    def _reviews(self) -> list[tuple[Action, str | None, dict[str, Any]]]:
        """From the reply through both reviews."""
        self.more_leaders()
        second, third = (self.enterprise.people[each].id for each in ("leader2", "leader3"))
        return [
            (Action.ASK_REVIEW, None, {"text": "只补了两个月。"}),
            (Action.OPEN_REVIEW, "officer", {"leader_id": second}),
            (Action.UPHOLD, "leader2", {"text": "经复查，维持原处理意见。"}),
            (Action.ASK_REREVIEW, None, {"text": "还是不服。"}),
            (Action.OPEN_REVIEW, "officer", {"leader_id": third}),
            (Action.UPHOLD, "leader3", {"text": "经复核，维持。"}),
        ]

    @staticmethod
    def declining() -> tuple[Action, str | None, dict[str, Any]]:
        """The step that declines a registered case."""
        return Action.DECLINE, "officer", {"ground": Ground.NOT_OURS, "text": "请向市人社局提出，地址见附。"}

    def more_leaders(self) -> None:
        """Two leaders more, who had no part in anything yet."""
        for username, name in (("leader2", "孙磊"), ("leader3", "马东")):
            self.add_person(username, name, Role.LEADER, "岱山能源集团")

    def second_office(self) -> int:
        """A union office of 生产二部 with two officers of its own; the group id."""
        if "union2" not in self.enterprise.groups:
            first = self.add_person("officer3", "何平", Role.OFFICER, "生产二部")
            second = self.add_person("officer4", "高敏", Role.OFFICER, "生产二部")
            unit, now = self.enterprise.units["生产二部"], self.clock()
            group = reading_groups.found_group(self.session, kind="union", unit_id=unit, founder=first.keys, now=now)
            reading_groups.admit(self.session, group.id, second.id, by=first.keys, now=now)
            self.enterprise.groups["union2"] = group.id
        found: int = self.enterprise.groups["union2"]
        return found

    def add_person(self, username: str, name: str, role: Role, unit: str) -> Person:
        """One more person, once."""
        people = self.enterprise.people
        if username not in people:
            assignments = [Assignment(role, self.enterprise.units[unit])]
            account = accounts.add_account(
                self.session,
                username=username,
                name=name,
                password=self.enterprise.password,
                assignments=assignments,
                actor=None,
                now=self.clock(),
            )
            keys = account_keys.unlock(self.session, account.id, self.enterprise.password, cost="cheap")
            people[username] = Person(account.id, name, tuple(assignments), keys)
        found: Person = people[username]
        return found


#: Where a registered case goes without being accepted.
ASIDE = (
    State.TRANSFERRED,
    State.OBJECTED,
    State.MERGED,
    State.DIVERTED,
    State.HANDED_OVER,
    State.WITHDRAWN,
    State.CONCLUDED,
)
#: The states of both reviews in their order.
REVIEWS = (
    State.REVIEW_ASKED,
    State.REVIEWING,
    State.REVIEWED,
    State.REREVIEW_ASKED,
    State.REREVIEWING,
    State.FINAL,
)
RATING = {"office": Grade.SATISFIED, "unit": Grade.FAIRLY, "solved": Solved.YES}


@pytest.fixture
def casework(session: Session, enterprise: Any, clock: Callable[..., Any], replay: Replay) -> Casework:
    """Filing and leading cases in the small enterprise."""
    # What a test adds to the enterprise must not be there in the next one.
    own = replace(enterprise, people=dict(enterprise.people), groups=dict(enterprise.groups))
    return Casework(session, own, clock, replay)


RECEIPT_INSTANCE_KEY = bytes(range(32))


@dataclass
class Joint:
    """A case that two people joined: who they are, and the key that each one's receipt gives."""

    petition: Petition
    key: bytes
    code: str
    first: int
    first_key: bytes
    second: int
    second_key: bytes


@pytest.fixture
def joint_case(casework: Casework) -> Joint:
    """A case in hand that two people joined, one of them with a name."""
    petition, key = casework.lead_to(State.INVESTIGATING)
    about = About("补发三车间夜班津贴", "七月到九月的夜班津贴没有发，要求补发。")
    now = casework.clock()
    code = joining.open_joining(
        casework.session, petition.id, about, key=key, instance_key=RECEIPT_INSTANCE_KEY, now=now
    )
    found: list[int | bytes] = []
    for adding in (joining.Adding(name=NAME, contact=CONTACT, text="我八月上了九个夜班"), joining.Adding()):
        own = receipt.mint()
        joining.join(casework.session, code, adding, code=own, instance_key=RECEIPT_INSTANCE_KEY, now=now)
        opened = voices.by_receipt(casework.session, own, instance_key=RECEIPT_INSTANCE_KEY)
        assert opened is not None
        found += opened
    return Joint(petition, key, code, *found)  # type: ignore[arg-type]


@pytest.fixture
def front(enterprise: Any, client: FlaskClient) -> FlaskClient:
    """A phone in an enterprise whose offices are founded."""
    return client


def count(session: Any, model: Any) -> int:
    """How many rows a table has."""
    found = len(session.execute(select(model)).scalars().all())
    # The fixture's session writes: left open, it would keep the next request waiting.
    session.rollback()
    return found


@pytest.fixture
def desk(app: Flask, casework: Casework, sign_in: Callable[..., FlaskClient]) -> Desk:
    """A browser of its own for each person, signed in; what the test has done so far is stored before each look."""
    browsers: dict[str, FlaskClient] = {}

    def of(who: str) -> FlaskClient:
        casework.session.commit()
        if who not in browsers:
            browsers[who] = sign_in(app.test_client(), who)
        return browsers[who]

    return of
