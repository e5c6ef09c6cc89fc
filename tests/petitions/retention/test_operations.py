"""What is over is destroyed for good, and every figure of past months stays what it was."""

from __future__ import annotations

import dataclasses
import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from accounts import preferences
from accounts.models import AuditEntry
from accounts.roles import Role
from database import Base, random_id
from petitions import intake, operations, queries, reach
from petitions.history import verification
from petitions.identity import operations as identity_operations
from petitions.identity.models import SealedIdentity
from petitions.joint.models import Joining, Voice, VoiceMailbox
from petitions.keys import holding
from petitions.models import CarriedOver, CaseClock, Exclusion, Petition
from petitions.outcome.models import DutyDone, Rating
from petitions.rates import indicators, performance, selection, statistics
from petitions.rates.selection import Window
from petitions.retention import operations as retention_operations
from petitions.retention import queries as retention_queries
from petitions.workflow import Action, State
from reports import queries as reports
from tests.petitions.conftest import NARRATIVE, RATING, REFUSED, SUPPORTED
from vault import reading_groups, subject_keys
from vault.models import SubjectKeyWrap
from web import clock as product_clock

FIRST = date(2026, 11, 1)
LATER = datetime(2040, 1, 2, 9, tzinfo=product_clock.ZONE)


@pytest.fixture
def busy(casework: Any) -> Any:
    """Cases of every state and outcome, some rated, repeated, joined and left out, over four months."""
    chance = random.Random(5)
    third = casework.add_person("officer9", "郑爽", Role.OFFICER, "岱山能源集团")
    by = casework.enterprise.people["officer"].keys
    reading_groups.admit(casework.session, casework.enterprise.groups["union"], third.id, by=by, now=casework.clock())
    for number, state in enumerate([*State, State.CLOSED, State.CLOSED, State.DECLINED]):
        casework.clock.advance(days=chance.choice((1, 3, 6)))
        opinion = REFUSED if number % 3 == 0 else SUPPORTED
        excluded = ("officer2",) if state is State.DECLINED else ()
        petition, key = casework.lead_to(state, opinion=opinion, excluded=excluded, people=1 + number % 4)
        if state is State.REPLIED or (state is State.CLOSED and petition.replied_on == casework.clock().date()):
            casework.clock.advance(days=chance.choice((0, 2)))
            if Action.RATE in {
                row.action for row in operations.workflow.allowed(petition.state, {operations.CaseRole.PETITIONER})
            }:
                casework.do(petition, Action.RATE, None, key=key, **RATING)
        if number % 5 == 1:
            petition.is_repeat = True
            petition.repeat_of_id = casework.session.scalar(
                sa.select(Petition.id).where(Petition.id != petition.id).limit(1)
            )
    casework.session.flush()
    return casework


def months(until: date) -> list[Window]:
    found, first = [], FIRST
    while first < until:
        after = (first + timedelta(days=31)).replace(day=1)
        found.append(Window(first, after - timedelta(days=1)))
        first = after
    return found


def figures(casework: Any) -> list[Any]:
    """Everything a month is told by, for each month, over all cases and as an officer and an excluded one see it."""
    session, people = casework.session, casework.enterprise.people
    every: list[Any] = []
    for only in (None, *(reach.may_count(session, people[who]) for who in ("officer", "officer2", "inspector"))):
        cases = statistics.case_facts(session, FIRST, only=only)
        for window in months(date(2027, 8, 1)):
            every.append([each.count(cases, window) for each in indicators.every(90)])
            every.append(dataclasses.astuple(selection.volume(cases, window, collective_people=3)))
            every.append(sorted(selection.handling_days(cases, window)))
            every.append(selection.duties(cases, window))
            for count in (selection.pending, selection.late):
                every.append(len(count(cases, window.last)))
            every.append(len(selection.due_soon(cases, window.last, 7)))
            for part in (
                selection.registered,
                selection.accepted,
                selection.declined,
                selection.replied,
                selection.closed,
            ):
                every.append(
                    sorted((case.category, case.channel.value, case.unit_id or 0) for case in part(cases, window))
                )
    return every


def destroy_all(casework: Any) -> int:
    casework.clock.set(LATER)
    whole = 0
    while done := retention_operations.destroy_due(casework.session, now=casework.clock())[1]:
        whole += done
    casework.session.expire_all()
    return whole


def test_every_figure_of_every_month_is_the_same_before_and_after(busy: Any) -> None:
    before, digest = figures(busy), reports.chain_digest(busy.session)

    assert destroy_all(busy) > 8

    assert figures(busy) == before
    assert reports.chain_digest(busy.session) == digest


def test_the_desks_page_of_rates_stays_and_leads_nowhere(busy: Any) -> None:
    officer = busy.enterprise.people["officer"]
    month = date(2026, 12, 1)

    def told() -> list[Any]:
        # Counted anew: what the page keeps for a while would be the same anyhow.
        known = reach.may_count(busy.session, officer)
        page = performance._count(busy.session, known=known, month=month, today=date(2027, 3, 1))
        return [page.groups, page.volume, page.mean_days, page.median_days, page.duties, page.units]

    before = told()
    destroy_all(busy)

    assert told() == before
    purged = busy.session.scalars(sa.select(Petition).where(Petition.purged_on.is_not(None))).all()
    assert purged
    known = set(busy.session.scalars(sa.select(Petition.id).where(reach.may_know(busy.session, officer))))
    for case in purged:
        assert case.id not in known
        assert reach.roles(busy.session, case, officer) == frozenset()


def test_nothing_is_left_of_a_destroyed_case_but_what_is_counted(casework: Any) -> None:
    petition, key = casework.file_confidential()
    people = casework.enterprise.people
    casework.follow(petition, key, casework.way(State.REGISTERED))
    given = {"reason": "核对。", "urgency": "急。", "actor": people["officer"], "now": casework.clock()}
    request = identity_operations.ask(casework.session, petition.id, **given)
    identity_operations.decide(casework.session, request.id, agrees=True, actor=people["keeper"], now=casework.clock())
    intake.petitioner_says(casework.session, petition.id, key=key, text="还有一件事。", now=casework.clock())
    casework.follow(petition, key, [casework.declining()])
    head = petition.head

    assert destroy_all(casework) == 1

    kept = {model.__tablename__ for model in (CaseClock, DutyDone, Rating, Exclusion, CarriedOver, Joining)}
    for table in Base.metadata.sorted_tables:
        if table.name in kept:
            continue
        for link in table.foreign_keys:
            if link.column.table is Petition.__table__ and table is not Petition.__table__:
                assert casework.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table.name
    wraps = sa.select(SubjectKeyWrap.subject)
    assert [
        each for each in casework.session.scalars(wraps) if str(petition.id) in each or str(request.id) in each
    ] == []
    row = casework.session.get_one(Petition, petition.id)
    assert (row.receipt_id, row.receipt_sealed, row.name_sealed, row.handler_id, row.contact_index) == (None,) * 5
    assert (row.head, row.state, row.category) == (head, State.DECLINED, "pay")
    assert row.number.startswith("~")
    for who in ("officer", "keeper"):
        for subject in (queries.subject(petition.id), f"identity:{petition.id}"):
            with pytest.raises(reading_groups.NotAReader):
                subject_keys.open_subject(casework.session, subject, people[who].keys)


def test_the_database_file_holds_no_number_and_no_key_of_a_destroyed_case(casework: Any, database: Any) -> None:
    petition, key = casework.lead_to(State.DECLINED)
    number, sealed = petition.number, casework.session.scalar(sa.select(SubjectKeyWrap.sealed).limit(1))
    casework.session.commit()

    destroy_all(casework)
    casework.session.commit()
    with database.main.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    content = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    assert number.encode() not in content
    assert sealed not in content
    assert key not in content
    assert NARRATIVE.encode() not in content


def test_names_go_first_and_the_case_stays_readable(casework: Any) -> None:
    petition, key = casework.file_confidential()
    casework.follow(petition, key, [*casework.way(State.REGISTERED), casework.declining()])
    casework.clock.advance(days=190)

    assert retention_operations.destroy_due(casework.session, now=casework.clock()) == (1, 0, 0)
    assert retention_operations.destroy_due(casework.session, now=casework.clock()) == (0, 0, 0)

    assert casework.session.get(SealedIdentity, petition.id) is None
    assert holding.case_key(casework.session, petition, casework.enterprise.people["officer"]) == key


def test_each_destruction_stands_in_the_log_with_the_head_of_its_history(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DECLINED)
    head = petition.head.hex()
    destroy_all(casework)

    [entry] = casework.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "retention.case"))

    assert (entry.subject, entry.details) == (f"petition:{petition.id}", {"head": head})


def test_of_those_who_joined_only_the_days_stay(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DECLINED)
    today = casework.clock().date()
    sealed = dict.fromkeys(("key_for_case", "code_sealed", "private_sealed", "public", "about_sealed"), b"secret")
    sealed |= {"lookup_id": b"l", "key_sealed": b"k", "private_for_petitioner": b"p", "mail_public": b"m"}
    casework.session.add(Joining(petition_id=petition.id, opened_on=today, **sealed))
    petition.key_due = True
    casework.session.flush()
    voice = {"number": f"{petition.number}-K7QM", "receipt_id": b"r", "receipt_sealed": b"secret", "sealed": b"secret"}
    voice_id = random_id()
    casework.session.add(Voice(id=voice_id, petition_id=petition.id, joined_on=today, is_counted=True, **voice))
    casework.session.flush()
    casework.session.add(VoiceMailbox(voice_id=voice_id, sealed=b"secret", sealed_for_voice=b"secret"))
    casework.session.flush()
    names_kept = timedelta(days=preferences.read(casework.session).keep_name_days)
    assert retention_queries.names_due(casework.session, today + names_kept, most=5) == []
    assert retention_queries.names_due(casework.session, today + names_kept + timedelta(days=1), most=5) == [
        petition.id
    ]

    destroy_all(casework)

    assert casework.session.scalars(sa.select(VoiceMailbox)).all() == []

    [left] = casework.session.scalars(sa.select(Voice))
    assert (left.joined_on, left.sealed, left.receipt_sealed) == (today, b"", b"")
    assert left.number.startswith("~")
    assert left.receipt_id != b"r"
    joining = casework.session.get_one(Joining, petition.id)
    assert (joining.lookup_id, joining.private_for_petitioner, joining.mail_public) == (None, None, None)
    # Nor that somebody had left.
    assert not petition.key_due


def test_a_destroyed_case_passes_the_check_of_histories_by_its_head_alone(casework: Any) -> None:
    casework.lead_to(State.DECLINED)
    whole, _key = casework.lead_to(State.REPLIED)
    destroy_all(casework)

    assert verification.broken_cases(casework.session) == ([], 2)
    assert whole.purged_on is None


def test_destroying_is_done_once(casework: Any) -> None:
    casework.lead_to(State.DECLINED)

    assert destroy_all(casework) == 1
    assert destroy_all(casework) == 0
    assert retention_queries.due(casework.session, LATER.date(), most=5) == []
