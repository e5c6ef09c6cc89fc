"""A story: the same month counted and issued on PostgreSQL as on SQLite."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from database import random_id
from petitions.deadlines import ClockKind
from petitions.kinds import Channel, Kind, LegalClass, Naming
from petitions.models import CaseClock, Exclusion, Petition
from petitions.outcome.models import Rating
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import Grade, Solved
from petitions.rates import statistics
from petitions.workflow import Procedure, State
from reports import operations, queries
from reports.drafts import operations as draft_operations
from reports.gathering import monthly
from reports.period import Month

pytestmark = pytest.mark.postgres
OCTOBER = Month(2026, 10)


@pytest.fixture
def october(session, enterprise):
    """Seven answered cases and one that its officer must not learn of."""
    for number in range(8):
        day = date(2026, 10, 1 + number)
        case = Petition(
            id=random_id(),
            number=f"XF202610{number:04d}",
            kind=Kind.PROBLEM,
            legal_class=LegalClass.CLAIM,
            naming=Naming.ANONYMOUS,
            channel=Channel.WEB,
            category="pay",
            unit_id=enterprise.units["一车间"],
            group_id=enterprise.groups["union"],
            state=State.REPLIED,
            procedure=Procedure.ORDINARY,
            outcome=Outcome.SUPPORTED,
            filed_on=day,
            decided_on=day,
            accepted_on=day,
            replied_on=day + timedelta(days=9),
            head=bytes([number]),
        )
        session.add(case)
        session.flush()
        due = day + timedelta(days=60)
        session.add(CaseClock(petition_id=case.id, kind=ClockKind.HANDLE, started_on=day, due_on=due, days=60))
        session.add(Rating(petition_id=case.id, office=Grade.SATISFIED, unit=None, solved=Solved.YES, day=day))
    session.add(Exclusion(petition_id=case.id, account_id=enterprise.people["officer"].id))
    session.commit()


def _issue(session, enterprise, now, reason):
    officer = enterprise.people["officer"]
    draft_operations.submit(session, OCTOBER, actor=officer, now=now, reason=reason)
    draft_operations.check(session, OCTOBER, actor=enterprise.people["officer2"], now=now)
    return operations.issue(session, OCTOBER, actor=officer, now=now, correct=bool(reason))


def test_the_facts_are_read(session, october):
    facts = statistics.case_facts(session, OCTOBER.first_day)
    assert [each.number for each in facts] == [f"XF202610{number:04d}" for number in range(8)]
    assert [each.is_restricted for each in facts] == [False] * 7 + [True]
    assert {each.handle_due for each in facts} == {date(2026, 11, 30) + timedelta(days=number) for number in range(8)}


def test_a_month_is_gathered_issued_corrected_and_read_back(session, october, enterprise, clock):
    officer = enterprise.people["officer"]
    operations.comment(session, OCTOBER, "overview", "总体平稳，李𬱖。", actor=officer, now=clock())
    operations.choose_key_case(session, OCTOBER, "XF2026100003", "某事", actor=officer, now=clock())
    first, second = (_issue(session, enterprise, clock(), reason) for reason in ("", "补登记一件"))
    session.commit()
    statement, comments = queries.frozen(session, second.id)
    assert statement.petitions.registered.now == 8
    assert statement.petitions.unlisted == 1
    assert comments.of("overview") == "总体平稳，李𬱖。"
    assert comments.key_cases[0].state == "已答复"
    assert queries.pdf(session, OCTOBER, 1) == first.pdf
    assert [each.edition for each in queries.editions(session, OCTOBER)] == [2, 1]
    assert monthly.gather(session, OCTOBER, today=clock().date()).petitions == statement.petitions
