"""A story: cases on a real server, where two people really act at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts import operations as accounts
from accounts.people import Assignment, Person
from accounts.roles import Role
from database import Database, random_id
from petitions import operations, queries
from petitions.history import verification
from petitions.in_place import Duty, Judgement
from petitions.kinds import Channel, Kind, Naming
from petitions.lists import queue
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.opinion import Claim, Opinion, Verdict
from petitions.outcome.ratings import CallBack
from petitions.steps import intake
from petitions.workflow import Action, Procedure, State
from tests.postgres.test_first_writers import until_somebody_waits
from vault import account_keys, reading_groups, seal, subject_keys
from web.errors import Refusal

pytestmark = pytest.mark.postgres
OPINION = Opinion((Claim("补发津贴", Verdict.SUPPORTED, "考勤属实。"),), "夜班42个。", "薪酬办法。")


@dataclass
class Office:
    """A union office of two officers, with a handler and a leader."""

    group_id: int
    people: dict[str, Person]


@pytest.fixture
def office(session: Session, clock: Any) -> Office:
    """The office; committed."""
    now = clock()
    unit = accounts.add_unit(session, name="岱山能源集团", parent_id=None, actor=None, now=now)
    people = {}
    for name, role in (("a", Role.OFFICER), ("b", Role.OFFICER), ("h", Role.HANDLER), ("l", Role.LEADER)):
        held = [Assignment(role, unit.id)]
        account = accounts.add_account(
            session, username=name, name=name, password="桥" * 12, assignments=held, actor=None, now=now
        )
        keys = account_keys.unlock(session, account.id, "桥" * 12, cost="cheap")
        people[name] = Person(account.id, name, tuple(held), keys)
    group = reading_groups.found_group(session, kind="union", unit_id=unit.id, founder=people["a"].keys, now=now)
    reading_groups.admit(session, group.id, people["b"].id, by=people["a"].keys, now=now)
    session.commit()
    return Office(group.id, people)


def filed(session: Session, office: Office, now: Any) -> Petition:
    petition = Petition(
        id=random_id(),
        kind=Kind.PROBLEM,
        naming=Naming.ANONYMOUS,
        channel=Channel.WEB,
        category="pay",
        group_id=office.group_id,
    )
    key = seal.random_key()
    subject_keys.seal_subject(session, queries.subject(petition.id), key, office.group_id)
    return operations.open_case(session, petition, key=key, text="夜班津贴没有发。", now=now)


def life(office: Office) -> list[tuple[Action, str, dict[str, Any]]]:
    """From its registration to the archive."""
    people = office.people
    return [
        (Action.REGISTER, "a", {"category": "pay"}),
        (Action.ACCEPT, "b", {"procedure": Procedure.ORDINARY}),
        (Action.ASSIGN, "a", {"handler_id": people["h"].id}),
        (
            Action.INVESTIGATE,
            "h",
            {"record": NoteKind.MATERIAL, "text": "核对了考勤。", "heard": True, "verified": True},
        ),
        (
            Action.DRAFT,
            "h",
            {"opinion": OPINION, "judgement": Judgement.REASONABLE, "approver_id": people["l"].id},
        ),
        (Action.RETURN, "l", {"reason": "数字再核对。"}),
        (
            Action.DRAFT,
            "h",
            {"opinion": OPINION, "judgement": Judgement.REASONABLE, "approver_id": people["l"].id},
        ),
        (Action.APPROVE, "l", {}),
        (Action.REPLY, "b", {"text": "12月补发。"}),
        (Action.CALL_BACK, "b", {"result": CallBack.SOLVED, "text": "电话回访，说已经补发。"}),
        (Action.CLOSE, "a", {"evidence": {Duty.SOLVE: "12月15日已发放。"}}),
        (Action.ARCHIVE, "a", {}),
    ]


def test_a_whole_life_leaves_a_whole_history(session: Session, office: Office, clock: Any) -> None:
    petition = filed(session, office, clock())
    people = office.people
    for action, who, given in life(office):
        operations.perform(session, petition.id, action, actor=people[who], now=clock(), **given)
    session.commit()

    assert petition.state is State.ARCHIVED
    assert verification.broken_cases(session) == ([], 1)
    shown = queue.page(session, people["a"], queue.Filters(view="all"), today=clock().date())
    assert [row.number for row in shown.rows] == [petition.number]
    assert shown.counts["finished"] == shown.counts["all"] == 1


def test_of_two_who_decide_at_once_one_is_done_and_the_other_is_told(
    app: Flask, database: Database, session: Session, office: Office, clock: Any
) -> None:
    petition = filed(session, office, clock())
    operations.perform(session, petition.id, Action.REGISTER, actor=office.people["a"], now=clock(), category="pay")
    session.commit()

    def decide(who: str) -> Callable[[Session], None]:
        def go(own: Session) -> None:
            operations.perform(
                own,
                petition.id,
                Action.ACCEPT,
                actor=office.people[who],
                now=clock(),
                version=2,
                procedure=Procedure.ORDINARY,
            )

        return go

    outcomes = together(app, database, [decide("a"), decide("b")])

    assert sorted(outcomes) == ["done", "refused"]
    session.expire_all()
    assert queries.petition(session, petition.id).version == 3
    assert verification.broken_cases(session) == ([], 1)


def test_many_who_file_at_once_get_numbers_of_their_own(
    app: Flask, database: Database, session: Session, office: Office, clock: Any
) -> None:
    outcomes = together(app, database, [lambda own: filed(own, office, clock())] * 12)

    assert outcomes == ["done"] * 12
    numbers = [number for (number,) in session.query(Petition.number).all()]
    assert len(numbers) == len(set(numbers)) == 12


def together(app: Flask, database: Database, actions: list[Callable[[Session], Any]]) -> list[str]:
    """What came of doing all at the same moment, each in a transaction of its own."""
    barrier, outcomes = threading.Barrier(len(actions)), ["lost"] * len(actions)

    def run(place: int) -> None:
        with app.test_request_context(), database.writing() as own:
            barrier.wait()
            try:
                actions[place](own)
                own.commit()
                outcomes[place] = "done"
            except Refusal:
                own.rollback()
                outcomes[place] = "refused"

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_whoever_merges_a_case_while_the_other_is_answered_is_asked_for_the_answer(
    app: Flask, database: Database, session: Session, office: Office, clock: Any
) -> None:
    leading, merged, people = filed(session, office, clock()), filed(session, office, clock()), office.people
    steps = life(office)
    for action, who, given in steps[: next(place for place, each in enumerate(steps) if each[0] is Action.REPLY)]:
        operations.perform(session, leading.id, action, actor=people[who], now=clock(), **given)
    operations.perform(session, merged.id, Action.REGISTER, actor=people["a"], now=clock(), category="pay")
    session.commit()

    told: list[str] = []

    def merge() -> None:
        with app.test_request_context(), database.writing() as own, own.begin():
            # Read before somebody answers, as a request does.
            queries.petition(own, leading.id)
            begun.set()
            try:
                operations.perform(own, merged.id, Action.MERGE, actor=people["a"], now=clock(), leading_id=leading.id)
            except Refusal as refusal:
                told.append(str(refusal.message))

    begun, merging = threading.Event(), threading.Thread(target=merge)
    with app.test_request_context(), database.writing() as own, own.begin():
        operations.perform(own, leading.id, Action.REPLY, actor=people["b"], now=clock(), text="12月补发。")
        merging.start()
        begun.wait(20)
        until_somebody_waits(database)
    merging.join(20)

    assert told == [str(intake.ANSWER_FIRST)]
    assert queries.petition(session, merged.id).state is State.REGISTERED
