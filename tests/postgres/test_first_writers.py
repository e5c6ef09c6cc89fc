"""A story: two write the first row of something at the same moment on a real server; the second waits, and none fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts import operations as accounts
from accounts import preferences
from accounts import queries as units
from accounts.people import Assignment, Person
from accounts.roles import Role
from database import Database
from ledgers import never_events
from ledgers import operations as ledgers
from ledgers.answers import operations as answers
from ledgers.answers.models import PolicyExplanation
from ledgers.sweeps import operations as sweeps
from ledgers.sweeps import queries as sweeping
from ledgers.sweeps.models import ZeroReport
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from notices import operations as notices
from notices.models import Channel
from petitions import intake
from petitions.categories import operations as categories
from petitions.categories import queries as category_queries
from petitions.history import operations as history
from petitions.history.models import CaseReading
from petitions.kinds import Kind, Naming
from reports import operations as reports
from reports import queries as report_queries
from reports.period import Month
from vault import account_keys, reading_groups
from web.errors import Refusal

pytestmark = pytest.mark.postgres
OCTOBER = Month(2026, 10)

Write = Callable[[Session], Any]


@pytest.fixture
def two(session: Session, clock: Any) -> tuple[Person, Person]:
    """The two of a union office; committed."""
    unit = accounts.add_unit(session, name="岱山能源集团", parent_id=None, actor=None, now=clock())
    found = []
    for name in ("a", "b"):
        held = [Assignment(Role.OFFICER, unit.id)]
        account = accounts.add_account(
            session, username=name, name=name, password="桥" * 12, assignments=held, actor=None, now=clock()
        )
        keys = account_keys.unlock(session, account.id, "桥" * 12, cost="cheap")
        found.append(Person(account.id, name, tuple(held), keys))
    group = reading_groups.found_group(session, kind="union", unit_id=unit.id, founder=found[0].keys, now=clock())
    reading_groups.admit(session, group.id, found[1].id, by=found[0].keys, now=clock())
    session.commit()
    return found[0], found[1]


@pytest.fixture
def at_once(app: Flask, database: Database) -> Callable[[Write, Write], str]:
    """What becomes of the second, which begins while the first is not stored yet."""

    def run(first: Write, second: Write) -> str:
        outcome: list[str] = []

        def wait() -> None:
            with app.test_request_context(), database.writing() as own:
                try:
                    second(own)
                    own.commit()
                    outcome.append("done")
                except Refusal as refusal:
                    outcome.append(str(refusal.message))
                except sa.exc.SQLAlchemyError as fault:
                    outcome.append(type(fault).__name__)

        with app.test_request_context(), database.writing() as session:
            first(session)
            waiting = threading.Thread(target=wait)
            waiting.start()
            until_somebody_waits(database)
            session.commit()
        waiting.join(20)
        return outcome[0]

    return run


def until_somebody_waits(database: Database) -> None:
    asked = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _try in range(200):
        with database.main.connect() as connection:
            if connection.execute(asked).scalar_one():
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_two_officers_change_the_categories_for_the_first_time(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    def add(label: str, english: str, actor: Person) -> Write:
        return lambda own: categories.add(
            own, label=label, english=english, report_code="safety", at_once=True, actor=actor, now=clock()
        )

    assert at_once(add("井下作业", "Underground", two[0]), add("露天作业", "Open pit", two[1])) == "done"
    labels = [row.label for row in category_queries.tree(session).first_level()]
    assert {"井下作业", "露天作业"} <= set(labels)
    assert len(labels) == len(set(labels))


def test_two_officers_write_the_first_words_on_a_part_of_a_report(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    def write(text: str, actor: Person, opened: str | None = "") -> Write:
        return lambda own: reports.comment(own, OCTOBER, "overview", text, actor=actor, now=clock(), opened=opened)

    assert "同事改过" in at_once(write("总体平稳。", two[0]), write("总体向好。", two[1]))
    assert report_queries.comments(session, OCTOBER).of("overview") == "总体平稳。"


def test_two_officers_choose_the_same_case_for_a_report_and_open_it(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    case = intake.file_petition(
        session, intake.Filing(Kind.PROBLEM, Naming.ANONYMOUS, "pay", None, text="没有发。"), actor=two[0], now=clock()
    )
    session.commit()

    def choose(actor: Person) -> Write:
        return lambda own: reports.choose_key_case(own, OCTOBER, case.number, actor.name, actor=actor, now=clock())

    def read(own: Session) -> None:
        history.note_reading(own, case.id, actor=two[0], now=clock())

    assert at_once(choose(two[0]), choose(two[1])) == "done"
    assert [each.summary for each in report_queries.comments(session, OCTOBER).key_cases] == ["b"]
    # Two tabs of one officer.
    assert at_once(read, read) == "done"
    assert session.execute(sa.select(sa.func.count()).select_from(CaseReading)).scalar_one() == 1


def test_a_notice_that_two_put_by_one_name_is_written_once(session: Session, at_once: Any, clock: Any) -> None:
    put: list[Any] = []

    def write(own: Session) -> None:
        put.append(notices.put(own, Channel.MAIL, 7, "digest", now=clock(), once="digest:7:2026-11-24"))
        # What it belongs to is stored after it all the same.
        own.execute(sa.text("SELECT 1"))

    assert at_once(write, write) == "done"
    assert put[0] is not None
    assert put[1] is None


def test_two_officers_choose_the_first_list_of_a_year_and_set_a_first_setting(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    def choose(variant: str, actor: Person, year: int = 2026, seen: str | None = None) -> Write:
        labels = list(never_events.VARIANTS[variant][1])
        return lambda own: yearly_operations.choose(own, year, labels, seen=seen, actor=actor, now=clock())

    assert at_once(choose("A", two[0]), choose("B", two[1])) == "done"
    assert [each.label for each in yearly.items(session, 2026)] == list(never_events.VARIANTS["B"][1])
    # Whoever sends a form is told instead.
    told = at_once(choose("A", two[0], 2027, ""), choose("B", two[1], 2027, ""))
    assert told == str(yearly_operations.STALE)
    assert [each.label for each in yearly.items(session, 2027)] == list(never_events.VARIANTS["A"][1])

    def change(days: int) -> Write:
        return lambda own: preferences.write(own, due_soon_days=days)

    assert at_once(change(9), change(11)) == "done"
    assert preferences.read(session).due_soon_days == 11


def test_two_who_count_the_first_explanation_of_a_day_are_both_counted(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    policy = {"title": "夜班津贴怎么算", "kind": "pay", "answer": "15 元", "basis": "办法", "day": clock().date()}
    entry = ledgers.add(session, "policies", policy, actor=two[0], now=clock())
    ledgers.perform(session, entry.id, "publish", {}, actor=two[0], now=clock())
    session.commit()

    def helped(own: Session) -> None:
        answers.explain(own, entry.id, "page", actor=None, now=clock())

    assert at_once(helped, helped) == "done"
    assert session.scalar(sa.select(PolicyExplanation.times)) == 2


def test_two_who_report_that_a_unit_found_nothing_have_reported_once(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    unit_id = two[0].assignments[0].unit_id
    sweeps.choose_units(session, {unit_id}, actor=two[0], now=clock())
    session.commit()

    def report(actor: Person) -> Write:
        return lambda own: sweeps.report_zero(own, unit_id, actor=actor, now=clock())

    assert at_once(report(two[0]), report(two[1])) == "done"
    assert session.scalar(sa.select(sa.func.count()).select_from(ZeroReport)) == 1


def test_of_two_who_choose_who_reports_for_the_first_time_the_second_is_told(
    session: Session, two: tuple[Person, Person], at_once: Any, clock: Any
) -> None:
    top = two[0].assignments[0].unit_id
    below = [
        accounts.add_unit(session, name=name, parent_id=top, actor=None, now=clock()).id for name in ("一部", "二部")
    ]
    session.commit()
    seen = sweeping.mark(below, two[0], units.unit_tree(session))
    session.rollback()

    def choose(unit_id: int, actor: Person) -> Write:
        return lambda own: sweeps.choose_units(own, {unit_id}, seen=seen, actor=actor, now=clock())

    assert at_once(choose(below[0], two[0]), choose(below[1], two[1])) == str(sweeps.STALE)
    assert [each.unit_id for each in sweeping.chosen(session)] == [below[0]]
