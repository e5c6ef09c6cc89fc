"""A story: who belongs to an office changes while somebody else changes it or files a case, on a real server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts import group_operations
from accounts import operations as accounts
from accounts.people import Assignment, Person
from accounts.roles import Role
from database import Database
from petitions import intake, offices, queries, receipt
from petitions.kinds import Kind, Naming
from petitions.models import Petition
from tests.postgres.test_key_exchange import until_it_waits
from vault import account_keys, reading_groups, subject_keys
from web.errors import Forbidden, Refusal

pytestmark = pytest.mark.postgres


@pytest.fixture
def union(session: Session, clock: Any) -> tuple[int, list[Person]]:
    """A union office of the first three of four officers; committed."""
    now, found = clock(), []
    unit = accounts.add_unit(session, name="岱山能源集团", parent_id=None, actor=None, now=now)
    for name in ("a", "b", "c", "d"):
        held = [Assignment(Role.OFFICER, unit.id)]
        account = accounts.add_account(
            session, username=name, name=name, password="桥" * 12, assignments=held, actor=None, now=now
        )
        keys = account_keys.unlock(session, account.id, "桥" * 12, cost="cheap")
        found.append(Person(account.id, name, tuple(held), keys))
    group = reading_groups.found_group(session, kind="union", unit_id=unit.id, founder=found[0].keys, now=now)
    for other in found[1:3]:
        reading_groups.admit(session, group.id, other.id, by=found[0].keys, now=now)
    session.commit()
    return group.id, found


def meanwhile(app: Flask, database: Database, first: Callable[[Session], Any], second: Callable[[Session], Any]) -> str:
    """What becomes of `second`, which begins before what `first` did is committed."""
    outcome: list[str] = []

    def run() -> None:
        with app.test_request_context(), database.writing() as own:
            try:
                second(own)
                own.commit()
                outcome.append("done")
            except (Refusal, Forbidden):
                outcome.append("refused")

    with database.writing() as other:
        first(other)
        waiting = threading.Thread(target=run)
        waiting.start()
        until_it_waits(database)
        other.commit()
    waiting.join(20)
    return outcome[0] if outcome else "failed"


def test_of_two_members_who_remove_each_other_one_stays(
    app: Flask, database: Database, session: Session, union: tuple[int, list[Person]], clock: Any
) -> None:
    group, (a, b, _c, _d) = union

    def removing(who: Person, by: Person) -> Callable[[Session], None]:
        return lambda own: group_operations.remove(own, group, who.id, actor=by, now=clock())

    assert meanwhile(app, database, removing(b, a), removing(a, b)) == "refused"
    assert a.id in reading_groups.member_ids(session, group)


def test_somebody_who_is_admitted_while_a_case_that_names_them_comes_in_opens_none_of_it(
    app: Flask, database: Database, session: Session, union: tuple[int, list[Person]], clock: Any
) -> None:
    group, (a, _b, _c, d) = union
    filed: list[Petition] = []

    def file(own: Session) -> None:
        named = frozenset({d.id})
        filing = intake.Filing(Kind.PROBLEM, Naming.ANONYMOUS, "pay", None, text="他扣了津贴。", concerned=named)
        filed.append(intake.file_petition(own, filing, actor=None, now=clock()))

    def admit(own: Session) -> None:
        group_operations.admit(own, group, d.id, actor=a, now=clock())

    assert meanwhile(app, database, file, admit) == "done"
    assert d.id in reading_groups.member_ids(session, group)
    assert d.id not in subject_keys.readers(session, queries.subject(filed[0].id))


def test_what_staff_file_while_somebody_is_removed_lies_under_a_pair_that_they_never_had(
    app: Flask, database: Database, session: Session, union: tuple[int, list[Person]], clock: Any
) -> None:
    group, (a, _b, c, _d) = union
    before = reading_groups.present_key(session, group)
    front = offices.front(session)
    session.rollback()
    filed: list[Petition] = []

    def remove(own: Session) -> None:
        group_operations.remove(own, group, c.id, actor=a, now=clock())

    def file(_own: Session) -> None:
        filing = intake.Filing(Kind.PROBLEM, Naming.ANONYMOUS, "pay", None, text="他扣了津贴。")
        code, key = receipt.mint(), bytes(range(32))
        filed.append(intake.file_once(database, filing, code=code, instance_key=key, front=front, now=clock()))

    assert meanwhile(app, database, remove, file) == "done"
    assert reading_groups.present_key(session, group) != before
    assert c.id not in subject_keys.readers(session, queries.subject(filed[0].id))


def test_a_pair_that_was_read_before_somebody_was_removed_is_read_again(
    app: Flask, database: Database, session: Session, union: tuple[int, list[Person]], clock: Any
) -> None:
    group, (a, _b, c, _d) = union
    read: list[tuple[int, bytes]] = []

    def remove(own: Session) -> None:
        group_operations.remove(own, group, c.id, actor=a, now=clock())

    def seal_something(own: Session) -> None:
        read.append(reading_groups.present_key(own, group))
        reading_groups.hold(own, group)
        read.append(reading_groups.present_key(own, group))

    assert meanwhile(app, database, remove, seal_something) == "done"
    assert read[0] != read[1] == reading_groups.present_key(session, group)
