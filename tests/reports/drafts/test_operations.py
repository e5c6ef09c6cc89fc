"""Freezing a draft, checking it, sending it back: who may, when, and what stays on record."""

from datetime import datetime

import pytest

from accounts.models import AuditEntry
from reports import queries
from reports.drafts import operations as drafts
from reports.period import Month, Quarter
from reports.stages import DraftState
from web.clock import ZONE
from web.errors import Missing, Refusal

OCTOBER = Month(2026, 10)


@pytest.fixture
def people(enterprise, october):
    """Two officers."""
    return enterprise.people["officer"], enterprise.people["officer2"]


def test_a_period_is_submitted_from_its_last_day_on(session, people, clock):
    for period, wrong in ((Month(2026, 11), Refusal), (Quarter(2026, 4), Refusal), (Month(2026, 12), Missing)):
        with pytest.raises(wrong):
            drafts.submit(session, period, actor=people[0], now=clock())
    clock.set(datetime(2026, 11, 30, 0, 5, tzinfo=ZONE))
    drafts.submit(session, Month(2026, 11), actor=people[0], now=clock())


def test_a_draft_is_submitted_once_and_again_after_it_was_sent_back(session, people, clock):
    drafts.submit(session, OCTOBER, actor=people[0], now=clock())
    with pytest.raises(Refusal) as refused:
        drafts.submit(session, OCTOBER, actor=people[1], now=clock())
    assert "已经送核" in str(refused.value.message)
    drafts.send_back(session, OCTOBER, "补一件", actor=people[1], now=clock())
    assert queries.draft(session, OCTOBER).note == "补一件"
    drafts.submit(session, OCTOBER, actor=people[1], now=clock())
    assert (queries.draft(session, OCTOBER).drafter, queries.draft(session, OCTOBER).note) == ("李强", "")


def test_of_two_who_submit_at_once_one_is_told_that_it_was_submitted(session, people, clock, monkeypatch):
    drafts.submit(session, OCTOBER, actor=people[0], now=clock())
    monkeypatch.setattr(drafts, "_locked", lambda *_looked_before: None)
    with pytest.raises(Refusal) as refused:
        drafts.submit(session, OCTOBER, actor=people[1], now=clock())
    assert "已经送核" in str(refused.value.message)
    assert queries.draft(session, OCTOBER).drafter == "王芳"


def test_checking_and_sending_back_are_another_person_s(session, people, clock):
    drafts.submit(session, OCTOBER, actor=people[0], now=clock())
    for act in (
        lambda who: drafts.check(session, OCTOBER, actor=who, now=clock()),
        lambda who: drafts.send_back(session, OCTOBER, "补一件", actor=who, now=clock()),
    ):
        with pytest.raises(Refusal) as refused:
            act(people[0])
        assert "请换一位同事" in str(refused.value.message)
    drafts.check(session, OCTOBER, actor=people[1], now=clock())
    assert queries.draft(session, OCTOBER).state is DraftState.CHECKED


def test_what_is_not_there_is_neither_checked_nor_sent_back_nor_withdrawn(session, people, clock):
    for act in (
        lambda: drafts.check(session, OCTOBER, actor=people[1], now=clock()),
        lambda: drafts.send_back(session, OCTOBER, "一", actor=people[1], now=clock()),
        lambda: drafts.withdraw(session, OCTOBER, actor=people[1], now=clock()),
    ):
        with pytest.raises(Refusal):
            act()


def test_withdrawing_voids_a_check(session, people, clock):
    drafts.submit(session, OCTOBER, actor=people[0], now=clock())
    drafts.check(session, OCTOBER, actor=people[1], now=clock())
    drafts.withdraw(session, OCTOBER, actor=people[0], now=clock())
    assert queries.draft(session, OCTOBER) is None


def test_every_step_is_audited(session, people, clock):
    drafts.submit(session, OCTOBER, actor=people[0], now=clock())
    drafts.send_back(session, OCTOBER, "补一件", actor=people[1], now=clock())
    drafts.submit(session, OCTOBER, actor=people[0], now=clock())
    drafts.check(session, OCTOBER, actor=people[1], now=clock())
    drafts.withdraw(session, OCTOBER, actor=people[0], now=clock())
    session.commit()
    found = [
        row.action for row in session.query(AuditEntry).order_by(AuditEntry.sequence) if row.action[:6] == "report"
    ]
    assert found == ["report.submit", "report.return", "report.submit", "report.check", "report.withdraw"]
