"""A story: cases led by chance, by people of chance, for days of chance, and what must hold whatever happens.

Numbers are unique, histories fold to the stored state and their chains hold, only whoever has a step or sits in the
office and is not excluded can open, and a closed case has its duties done.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.roles import Role
from petitions import in_place, queries, reach, workflow
from petitions.deadlines import DUTIES, ClockKind
from petitions.history import verification
from petitions.identity import asking as identity
from petitions.identity import operations as identity_operations
from petitions.identity import queries as identity_queries
from petitions.in_place import Duty, Judgement
from petitions.kinds import Kind, LegalClass
from petitions.mediation.agreement import Form, Side
from petitions.models import Petition
from petitions.notes import RECORDS
from petitions.outcome.conclusion import SAID
from petitions.outcome.opinion import VERDICTS, Claim, Opinion, Outcome
from petitions.outcome.ratings import CallBack, Grade, Solved
from petitions.redaction import versions as redactions
from petitions.retention import operations as retention_operations
from petitions.workflow import Action, Ground, LegalRoute, Procedure, State, Trigger
from vault import reading_groups, subject_keys
from web.errors import Missing, Refusal

WHO = (
    "officer",
    "officer2",
    "officer3",
    "officer4",
    "handler",
    "leader",
    "leader2",
    "leader3",
    "inspector",
    "inspector2",
    "keeper",
    "admin",
    None,
)
#: What begins a case and is never done to one.
OPENING = {Action.FILE, Action.CARRY_OVER}
ANYTHING = st.sampled_from([action for action in Action if action not in OPENING])
#: What a review changes an answer to, with the judgement that goes with it, and once with one that does not.
JUDGED = (
    (Outcome.NOT_SUPPORTED, Judgement.UNREASONABLE),
    (Outcome.PARTLY_SUPPORTED, Judgement.PARTLY),
    (Outcome.SUPPORTED, Judgement.REASONABLE),
    (Outcome.SUPPORTED, Judgement.UNREASONABLE),
)
# Most walks end after a quarter of them; ids are random, and so are the ways.
MOST_STEPS = 600
#: How often a step is tried at once, each time with something else, while nobody has done it yet.
TRIES = 3
#: How many steps a case has until another takes its place, unless one of them was never done before.
PATIENCE = 3
CHANCE = settings(
    max_examples=2,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


class Lives(RuleBasedStateMachine):
    """Up to three cases at a time in the small enterprise; everything is rolled back after each life."""

    work: ClassVar[Any]
    start: ClassVar[datetime]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = self.work.session.begin_nested()
        self.cases: list[tuple[Petition, bytes, frozenset[str]]] = []
        self.destroyed: list[Petition] = []
        self.people = self.work.enterprise.people
        self.work.clock.set(self.start)

    @initialize()
    def first(self) -> None:
        self.file(Kind.PROBLEM, leave_out=False)

    @rule(kind=st.sampled_from(list(Kind)), leave_out=st.booleans())
    @precondition(lambda self: len(self.cases) < 3)
    def file(self, kind: Kind, leave_out: bool) -> None:
        named = ("inspector" if kind is Kind.ACCUSATION else "officer2",) if leave_out else ()
        petition, key = self.work.file(kind, excluded=named)
        self.cases.append((petition, key, frozenset(named)))

    @rule(state=st.sampled_from(list(State)))
    @precondition(lambda self: len(self.cases) < 3)
    def take_over(self, state: State) -> None:
        """A case that has already come some way."""
        petition, key = self.work.lead_to(state)
        self.cases.append((petition, key, frozenset()))

    @rule(kind=st.sampled_from([Kind.PROBLEM, Kind.ACCUSATION]))
    @precondition(lambda self: len(self.cases) < 3)
    def file_in_confidence(self, kind: Kind) -> None:
        petition, key = self.work.file_confidential(kind)
        self.cases.append((petition, key, frozenset()))

    @rule(chance=st.integers(0, 2**32))
    def look_for_a_name(self, chance: int) -> None:
        """Several steps around a sealed name, by anybody."""
        pick = random.Random(chance).choice
        petition, key, _named = pick(self.cases)
        for _step in range(4):
            self.step_to_a_name(petition, key, pick)

    def step_to_a_name(self, petition: Petition, key: bytes, pick: Callable[[Sequence[Any]], Any]) -> None:
        """One step, or a refusal; what was done was theirs to do."""
        key = self.work.present(petition, key)
        session, now = self.work.session, self.work.clock()
        who = self.people[pick(["officer", "officer", "inspector", "keeper", "keeper2", *self.people])]
        requests = identity_queries.requests(session, petition.id)
        request = pick(requests) if requests else None
        is_office = workflow.CaseRole.OFFICE in reach.roles(session, petition, who)
        step = session.begin_nested()
        try:
            if request is None or pick([True, False, False]):
                given = {"reason": "核对。", "urgency": pick(["", "说要轻生。"]), "actor": who, "now": now}
                identity_operations.ask(session, petition.id, **given)
                assert is_office
            elif pick([True, False]):
                identity_operations.decide(session, request.id, agrees=pick([True, True, False]), actor=who, now=now)
                assert who.is_(Role.KEEPER)
                assert who.id != request.account_id
            elif pick([True, False]):
                said = pick(list(identity.Answer))
                identity_operations.answer(session, petition.id, request.id, key=key, said=said, words="", now=now)
            else:
                identity_operations.read(session, petition.id, request.id, actor=who, now=now)
                assert identity.standing(request, now.date()) is identity.Standing.GRANTED
                assert who.id == request.account_id
                assert is_office
            step.commit()
        except (Refusal, Missing):
            step.rollback()
            session.expire_all()

    @rule()
    def destroy(self) -> None:
        """What is finished is destroyed one day."""
        over = [case for case in self.cases if case[0].state in workflow.FINISHED_STATES]
        for case in over[:1]:
            retention_operations.destroy(self.work.session, case[0], now=self.work.clock())
            self.cases.remove(case)
            self.destroyed.append(case[0])
        if not self.cases:
            self.file(Kind.PROBLEM, leave_out=False)

    @rule(days=st.sampled_from([1, 2, 5, 14, 31, 60]))
    def wait(self, days: int) -> None:
        self.work.clock.advance(days=days)

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """Mostly the step that somebody may take, sometimes anything by anybody."""
        petition, key, _named = data.draw(st.sampled_from(self.cases))
        by_action: dict[Action, list[str | None]] = {}
        for who, action in self.allowed(petition):
            by_action.setdefault(action, []).append(who)
        open_actions = st.sampled_from(sorted(by_action, key=list(Action).index) or [Action.REGISTER])
        action = data.draw(st.one_of(open_actions, open_actions, ANYTHING))
        # What comes with it is drawn at once: twenty draws a step would leave room for few steps.
        pick = random.Random(data.draw(st.integers(0, 2**32))).choice
        self.take(petition, key, pick(by_action.get(action, WHO)), action, pick)

    def take(
        self, petition: Petition, key: bytes, who: str | None, action: Action, pick: Callable[[Sequence[Any]], Any]
    ) -> bool:
        """One action with whatever comes with it; a refusal leaves no trace."""
        actor = self.people[who] if who else None
        open_to = [each for _who, each in self.allowed(petition, [who])]
        before = (petition.version, petition.head, petition.state)
        step = self.work.session.begin_nested()
        try:
            self.work.do(petition, action, actor, key=key if actor is None else None, **self.given(pick, petition))
            step.commit()
        except Refusal:
            step.rollback()
            for each, _key, _named in self.cases:
                self.work.session.refresh(each)
            assert (petition.version, petition.head, petition.state) == before
            return False
        assert petition.version == before[0] + 1
        assert action in open_to
        return True

    def allowed(self, petition: Petition, people: Sequence[str | None] = WHO) -> list[tuple[str | None, Action]]:
        """What some of `people` may do now."""
        pairs: list[tuple[str | None, Action]] = []
        for who in people:
            actor = self.people[who] if who else None
            roles = reach.roles(self.work.session, petition, actor) if actor else {workflow.CaseRole.PETITIONER}
            pairs += [(who, row.action) for row in workflow.allowed(petition.state, roles)]
        return pairs

    def given(self, pick: Callable[[Sequence[Any]], Any], petition: Petition) -> dict[str, Any]:
        everybody = sorted(person.id for person in self.people.values())
        usual = {name: self.people[name].id for name in ("handler", "leader", "leader2", "leader3")}
        today = self.work.clock().date()
        outcome, judgement = pick(JUDGED)
        holding = {petition.handler_id, petition.approver_id, petition.sponsor_id, petition.reviewer_id} - {None}
        return {
            "text": pick(["一句话。", "长话" * 300, "🙂𬱖"]),
            "reason": "有理由。",
            "category": "pay",
            "legal_class": petition.legal_class,
            "procedure": pick(list(Procedure)),
            "fits": True,
            "ground": pick(list(Ground)),
            "route": pick(list(LegalRoute)),
            "office_id": pick(sorted(self.work.enterprise.groups.values())),
            "leading_id": pick(self.cases)[0].id,
            "handler_id": pick([usual["handler"], usual["handler"], pick(everybody)]),
            "approver_id": pick([usual["leader"], usual["leader"], pick(everybody)]),
            "leader_id": pick([usual["leader"], usual["leader2"], usual["leader3"], pick(everybody)]),
            "days": pick([1, 30, 31]),
            "issuer": "省总工会",
            "body": "市人力资源和社会保障局",
            "handed": "情况说明一份。",
            "leaving_id": pick([*sorted(holding), pick(everybody)]),
            "successor_id": pick([usual["handler"], usual["leader2"], usual["leader3"], pick(everybody)]),
            "due_on": pick([None, today + timedelta(days=20)]),
            "trigger": pick(list(Trigger)),
            "result": pick(list(CallBack)),
            "outcome": outcome,
            "first": today,
            "last": today,
            "pressed": pick([False, True]),
            "record": pick(RECORDS),
            "talked_with": "郑强",
            "named": pick([(), (pick(everybody),)]),
            "person_id": pick([petition.handler_id, petition.approver_id, pick(everybody), None]),
            "stays_out": pick([False, True]),
            "conclusion": pick(SAID),
            "within_discretion": True,
            "side": pick(list(Side)),
            "agrees": pick([True, True, False]),
            "form": pick(list(Form)),
            "parties": "信访人；三车间",
            "terms": "按月补发。",
            "signed_on": today,
            "heard": True,
            "verified": True,
            "opinion": Opinion((Claim("事", pick(VERDICTS[petition.legal_class]), "理"),), "实", "据"),
            "judgement": judgement,
            "hardship": pick([False, True]),
            "office": Grade.SATISFIED,
            "solved": pick(list(Solved)),
            "evidence": dict.fromkeys(pick([list(Duty), [Duty.SOLVE]]), "凭据在此。"),
        }

    @invariant()
    def numbers_are_unique(self) -> None:
        numbers = [petition.number for petition, _key, _named in self.cases]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def histories_hold(self) -> None:
        for petition, key, _named in self.cases:
            events = queries.events(self.work.session, petition.id)
            assert not verification.what_is_wrong(petition, events)
            assert verification.is_whole(self.work.session, petition, events, self.work.present(petition, key))

    @invariant()
    def only_those_who_should_can_open(self) -> None:
        for petition, _key, named in self.cases:
            # A step may be given with the redacted version alone, which lies under a key of its own.
            subjects = queries.subject(petition.id), redactions.subject(petition.id)
            readers = frozenset().union(*(subject_keys.readers(self.work.session, each) for each in subjects))
            out = reach.excluded(self.work.session, petition.id)
            assert {self.people[each].id for each in named} <= out
            assert not readers & out
            offices = [petition.group_id]
            if petition.state in workflow.TRANSFER_STATES:
                offices.append(petition.sent_from_id)
            members = frozenset().union(*(reading_groups.member_ids(self.work.session, each) for each in offices))
            assert readers == {
                person.id for person in self.people.values() if reach.roles(self.work.session, petition, person)
            } | (members - out)
            union = {self.people[each].id for each in ("officer", "officer2", "officer3", "officer4")}
            if petition.kind is Kind.ACCUSATION and petition.handler_id not in union:
                assert not readers & union

    @invariant()
    def a_name_is_open_to_keepers_and_whoever_was_granted_it(self) -> None:
        session, today = self.work.session, self.work.clock().date()
        keepers = reading_groups.member_ids(session, self.work.enterprise.groups["identity"])
        for petition, _key, _named in self.cases:
            if identity_queries.sealed(session, petition.id) is None:
                continue
            requests = identity_queries.requests(session, petition.id)
            running = [each for each in requests if identity.standing(each, today) is identity.Standing.GRANTED]
            granted = {each.account_id for each in running}
            assert subject_keys.readers(session, identity.identity_subject(petition.id)) == keepers | granted
            for person in self.people.values():
                is_office = workflow.CaseRole.OFFICE in reach.roles(session, petition, person)
                assert is_office or person.id not in granted

    @invariant()
    def nothing_opens_what_was_destroyed(self) -> None:
        for petition in self.destroyed:
            assert petition.number.startswith("~")
            assert not subject_keys.readers(self.work.session, queries.subject(petition.id))
            assert not subject_keys.readers(self.work.session, identity.identity_subject(petition.id))
            assert not queries.events(self.work.session, petition.id)
            assert not any(reach.roles(self.work.session, petition, each) for each in self.people.values())

    @invariant()
    def the_list_and_the_key_agree(self) -> None:
        for person in self.people.values():
            listed = set(self.work.session.query(Petition.id).where(reach.may_know(self.work.session, person)).all())
            for petition, _key, _named in self.cases:
                assert ((petition.id,) in listed) == bool(reach.roles(self.work.session, petition, person))

    @invariant()
    def closed_means_done(self) -> None:
        for petition, _key, _named in self.cases:
            if petition.state is State.CLOSED:
                owed = in_place.duties(petition.judgement, hardship=petition.hardship, unlawful=petition.unlawful)
                done = {row.duty for row in queries.duties_done(self.work.session, petition.id)}
                rated = queries.rating(self.work.session, petition.id)
                solved = rated.solved if rated else None
                assert done >= set(owed)
                # A call back after closing may find that it did not hold; until then it was confirmed.
                assert Duty.SOLVE not in owed or petition.call_back or in_place.is_confirmed(None, solved)
                assert petition.outcome is not None
                assert petition.judgement is not None or petition.legal_class is not LegalClass.CLAIM

    @invariant()
    def clocks_are_right(self) -> None:
        for petition, _key, _named in self.cases:
            rows = queries.clock_rows(self.work.session, petition.id)
            running = [row for row in rows if row.stopped_on is None]
            assert len({row.kind for row in running}) == len(running)
            assert petition.next_due == min((row.due_on for row in running if row.kind in DUTIES), default=None)
            # What a superior asked for is owed until it was reported, whatever became of the case.
            owed = {row.kind for row in running} & DUTIES
            assert petition.state not in workflow.FINISHED_STATES or owed <= {ClockKind.MANDATE}
            for row in rows:
                # One more day may end on the same working day.
                assert row.extended_from is None or row.extended_from <= row.due_on

    def everything_holds(self) -> None:
        """Every invariant, for a walk that hypothesis does not drive."""
        self.numbers_are_unique()
        self.histories_hold()
        self.only_those_who_should_can_open()
        self.a_name_is_open_to_keepers_and_whoever_was_granted_it()
        self.the_list_and_the_key_agree()
        self.closed_means_done()
        self.clocks_are_right()

    def teardown(self) -> None:
        self.savepoint.rollback()
        self.work.session.expire_all()


def set_out(casework: Any) -> None:
    """More people, so that somebody can be left out or step back, and offices and leaders to go to."""
    people = casework.enterprise.people
    for group, member, by in (("union", "handler", "officer"), ("discipline", "keeper", "inspector")):
        group_id = casework.enterprise.groups[group]
        reading_groups.admit(casework.session, group_id, people[member].id, by=people[by].keys, now=casework.clock())
    casework.more_leaders()
    casework.second_office()
    Lives.work, Lives.start = casework, casework.clock()


def test_whatever_people_do_a_case_keeps_its_promises(casework: Any) -> None:
    set_out(casework)

    run_state_machine_as_test(Lives, settings=CHANCE)


def begun(casework: Any) -> Iterator[tuple[Petition, bytes]]:
    """Cases that have come some way: one in every state, and some in which one step waits for another."""
    people, days = casework.enterprise.people, {"days": 5, "text": "请说明。", "reason": "人多，要逐个核对。"}
    waiting: list[tuple[State, list[tuple[Action, str | None, dict[str, Any]]]]] = [
        (State.INVESTIGATING, [(Action.SUPERVISE, "officer", {**days, "trigger": Trigger.DELAYED})]),
        (State.ACCEPTED, [(Action.ASK_EXTENSION, "officer", {**days, "leader_id": people["leader"].id})]),
        (State.ASSIGNED, [(Action.ASK_EXTENSION, "officer", {**days, "leader_id": people["leader"].id})]),
        (State.REGISTERED, [(Action.ACCEPT, "officer", {"procedure": Procedure.SIMPLE, "fits": True})]),
        (State.INVESTIGATING, [(Action.OFFER_MEDIATION, "officer", {**days, "within_discretion": True})]),
        (State.APPROVED, [(Action.ASK_RECUSAL, None, {"text": "不要交给班长的弟弟。"})]),
        (State.REPLIED, [(Action.CALL_BACK, "officer", {"result": CallBack.PARTLY, "text": "电话回访。"})]),
        (State.REGISTERED, [(Action.WITHDRAW, None, {"pressed": True})]),
        (State.REVIEWING, [(Action.MANDATE, "officer", {"issuer": "省总工会"})]),
        (State.INVESTIGATING, [(Action.SPONSOR, "officer", {"leader_id": people["leader2"].id})]),
    ]
    waiting += [(state, []) for state in State]
    while True:
        for state, more in waiting:
            petition, key = casework.lead_to(state)
            casework.follow(petition, key, more)
            yield petition, key


def test_every_action_is_done_by_somebody_and_keeps_the_promises(casework: Any) -> None:
    """A walk by chance that takes the step tried least so far, until each was done."""
    set_out(casework)
    chance = random.Random(2026)
    life = Lives()
    tried, done = Counter[Action](), set[Action]()
    wanted = set(Action) - OPENING
    starts = begun(casework)
    patience = 0
    for step in range(MOST_STEPS):
        if patience == 0:
            # The oldest case makes room for another.
            life.cases, patience = [*life.cases[-2:], (*next(starts), frozenset())], PATIENCE
        patience -= 1
        casework.clock.advance(days=chance.choice((0, 0, 0, 1, 31)))
        # The newest most often, because what one step begins another has to end.
        petition, key, _named = chance.choice([life.cases[0], *(life.cases[-1] for _each in range(4))])
        steps = life.allowed(petition)
        who, action = min(steps, key=lambda each: (each[1] in done, tried[each[1]], chance.random()))
        # A case in which everything was done before makes room for another.
        patience = 0 if action in done else patience
        for _try in range(1 if action in done else TRIES):
            tried[action] += 1
            if life.take(petition, key, who, action, chance.choice):
                patience = patience if action in done else PATIENCE
                done.add(action)
                break
        if step % 25 == 0:
            life.everything_holds()
        if wanted <= done:
            break

    life.everything_holds()
    assert wanted - done == set()
    life.teardown()
