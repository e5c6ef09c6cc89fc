"""A story: cases led by chance, by people of chance, for days of chance, and what must hold whatever happens.

Numbers are unique, histories fold to the stored state and their chains hold, only whoever has a step or sits in the
office and is not excluded can open, and a closed case has its duties done.
"""

from __future__ import annotations

from datetime import datetime
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

from petitions import in_place, queries, verification, workflow
from petitions.in_place import Duty, Judgement
from petitions.kinds import Kind, LegalClass
from petitions.models import Petition
from petitions.opinion import VERDICTS, Claim, Opinion
from petitions.ratings import Grade, Solved
from petitions.workflow import Action, Ground, Procedure, State
from vault import keyring
from web.errors import Refusal

WHO = ("officer", "officer2", "handler", "leader", "inspector", "inspector2", "keeper", "admin", None)
ANYTHING = st.sampled_from([action for action in Action if action is not Action.FILE])
CHANCE = settings(
    max_examples=7,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


class Lives(RuleBasedStateMachine):
    """Up to three cases at a time in the small enterprise; everything is rolled back after each life."""

    work: ClassVar[Any]
    start: ClassVar[datetime]
    reached: ClassVar[set[State]]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = self.work.session.begin_nested()
        self.cases: list[tuple[Petition, bytes, frozenset[str]]] = []
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

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.work.clock.advance(days=days)

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """Mostly the step that somebody may take, sometimes anything by anybody."""
        petition, key, _named = data.draw(st.sampled_from(self.cases))
        who, action = data.draw(st.one_of(self.allowed(petition), st.tuples(st.sampled_from(WHO), ANYTHING)))
        actor = self.people[who] if who else None
        roles = queries.roles(self.work.session, petition, actor) if actor else {workflow.CaseRole.PETITIONER}
        open_to = [row.action for row in workflow.allowed(petition.state, roles)]
        before = (petition.version, petition.head, petition.state)
        step = self.work.session.begin_nested()
        try:
            self.work.do(petition, action, actor, key=key if actor is None else None, **self.given(data, petition))
            step.commit()
            assert petition.version == before[0] + 1
            assert action in open_to
            self.reached.add(petition.state)
        except Refusal:
            step.rollback()
            self.work.session.refresh(petition)
            assert (petition.version, petition.head, petition.state) == before

    def allowed(self, petition: Petition) -> st.SearchStrategy[tuple[str | None, Action]]:
        """What somebody may do now, steps that move the case four times as likely as the others."""
        pairs: list[tuple[str | None, Action]] = []
        for who in WHO:
            actor = self.people[who] if who else None
            roles = queries.roles(self.work.session, petition, actor) if actor else {workflow.CaseRole.PETITIONER}
            for row in workflow.allowed(petition.state, roles):
                moves = row.target is not None and row.action is not Action.RECUSE
                pairs += [(who, row.action)] * (4 if moves else 1)
        return st.sampled_from(pairs or [("admin", Action.REGISTER)])

    def given(self, data: st.DataObject, petition: Petition) -> dict[str, Any]:
        someone = st.sampled_from(sorted(person.id for person in self.people.values()))
        verdicts = VERDICTS[petition.legal_class]
        return {
            "text": data.draw(st.sampled_from(["一句话。", "长话" * 300, "🙂𬱖"])),
            "reason": "有理由。",
            "category": "pay",
            "legal_class": petition.legal_class,
            "procedure": data.draw(st.sampled_from(list(Procedure))),
            "ground": data.draw(st.sampled_from(list(Ground))),
            "handler_id": data.draw(st.one_of(st.just(self.people["handler"].id), someone)),
            "approver_id": data.draw(st.one_of(st.just(self.people["leader"].id), someone)),
            "heard": True,
            "verified": True,
            "opinion": Opinion((Claim("事", data.draw(st.sampled_from(verdicts)), "理"),), "实", "据"),
            "judgement": data.draw(st.sampled_from(list(Judgement))),
            "hardship": data.draw(st.booleans()),
            "office": Grade.SATISFIED,
            "solved": Solved.PARTLY,
            "evidence": dict.fromkeys(data.draw(st.sets(st.sampled_from(list(Duty)), min_size=2)), "凭据在此。"),
        }

    @invariant()
    def numbers_are_unique(self) -> None:
        numbers = [petition.number for petition, _key, _named in self.cases]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def histories_hold(self) -> None:
        for petition, _key, _named in self.cases:
            assert not verification.what_is_wrong(petition, queries.events(self.work.session, petition.id))

    @invariant()
    def only_those_who_should_can_open(self) -> None:
        for petition, _key, named in self.cases:
            readers = keyring.readers(self.work.session, queries.subject(petition.id))
            out = queries.excluded(self.work.session, petition.id)
            assert {self.people[each].id for each in named} <= out
            assert not readers & out
            assert readers == {
                person.id for person in self.people.values() if queries.roles(self.work.session, petition, person)
            } | (keyring.member_ids(self.work.session, petition.group_id) - out)
            union = {self.people["officer"].id, self.people["officer2"].id}
            if petition.kind is Kind.ACCUSATION and petition.handler_id not in union:
                assert not readers & union

    @invariant()
    def the_list_and_the_key_agree(self) -> None:
        for person in self.people.values():
            listed = set(self.work.session.query(Petition.id).where(queries.may_know(self.work.session, person)).all())
            for petition, _key, _named in self.cases:
                assert ((petition.id,) in listed) == bool(queries.roles(self.work.session, petition, person))

    @invariant()
    def closed_means_done(self) -> None:
        for petition, _key, _named in self.cases:
            if petition.state is State.CLOSED:
                owed = in_place.duties(petition.judgement, hardship=petition.hardship, unlawful=petition.unlawful)
                done = {row.duty for row in queries.duties_done(self.work.session, petition.id)}
                assert done == set(owed)
                assert petition.outcome is not None
                assert petition.judgement is not None or petition.legal_class is not LegalClass.CLAIM

    def teardown(self) -> None:
        self.savepoint.rollback()
        self.work.session.expire_all()


def test_whatever_people_do_a_case_keeps_its_promises(casework: Any) -> None:
    people = casework.enterprise.people
    # A third member each, so that somebody can be left out or step back.
    for group, member, by in (("union", "handler", "officer"), ("discipline", "keeper", "inspector")):
        group_id = casework.enterprise.groups[group]
        keyring.admit(casework.session, group_id, people[member].id, by=people[by].keys, now=casework.clock())
    Lives.work, Lives.start, Lives.reached = casework, casework.clock(), set()

    run_state_machine_as_test(Lives, settings=CHANCE)

    assert len(Lives.reached) >= 5
