"""An issued report is sent locked, once for one form, to people who may read it; the password is kept nowhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pikepdf
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts import operations as accounts
from accounts import queries as account_queries
from database import Database
from notices.models import OutboxRow
from reports.mailing import queries as mailing_queries
from reports.mailing import sending as mailing
from reports.mailing.models import ReportMailing
from reports.period import Month
from tests.fixtures import START, Enterprise
from tests.reports.issued_reports import issued
from web.errors import Missing, Refusal

OCTOBER = Month(2026, 10)


@pytest.fixture
def mailboxes(session: Session, enterprise: Enterprise) -> Enterprise:
    """Leader, officers and handler have mailboxes."""
    for name in ("leader", "officer", "officer2", "handler"):
        who = enterprise.people[name]
        accounts.change_mailbox(session, who.id, f"{name}@works.example", actor=who, now=START)
    return enterprise


@pytest.fixture
def send(session: Session, mailboxes: Enterprise) -> Callable[..., str]:
    """`send("leader")` sends October's report and returns the password."""

    def go(*to: str, mailing_id: int = 77) -> str:
        people = mailboxes.people
        ids = [people[each].id for each in to]
        return mailing.send(session, OCTOBER, ids, mailing_id=mailing_id, actor=people["officer"], now=START)

    return go


def _rows(session: Session) -> list[OutboxRow]:
    return list(session.query(OutboxRow).order_by(OutboxRow.addressee_id))


def test_each_recipient_gets_the_same_locked_file(
    session: Session, send: Callable[..., str], mailboxes: Enterprise
) -> None:
    report = issued(session)
    password = send("leader", "officer2")
    messages = [mailing.compose(session, row, START) for row in _rows(session)]

    assert {row.addressee_id for row in _rows(session)} == {
        mailboxes.people[each].id for each in ("leader", "officer2")
    }
    for message in messages:
        assert message is not None
        (file,) = message.files
        assert (message.subject, file.name) == ("2026年10月月报", "report-2026-10.pdf")
        assert password not in message.text + message.subject
        with pikepdf.open(io.BytesIO(file.content), password=password) as pdf:
            assert len(pdf.pages) == report.pages


def test_the_password_is_nowhere(
    session: Session, send: Callable[..., str], database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    issued(session)
    password = send("leader")
    session.commit()
    stored = b"".join(path.read_bytes() for path in database.settings.instance.rglob("*") if path.is_file())

    for form in (password, password.replace("-", "")):
        assert form.encode() not in stored
        assert form not in caplog.text


def test_a_form_sent_twice_sends_once(session: Session, send: Callable[..., str]) -> None:
    issued(session)
    send("leader")
    with pytest.raises(Refusal, match="Refusal") as refused:
        send("leader")

    assert "已经发过" in str(refused.value.message)
    assert len(_rows(session)) == 1


@pytest.mark.parametrize("to", [(), ("handler",), ("admin",), ("leader", "keeper")])
def test_only_who_may_read_reports_and_gave_a_mailbox_is_sent_one(
    session: Session, send: Callable[..., str], to: tuple[str, ...]
) -> None:
    issued(session)
    with pytest.raises(Refusal) as refused:
        send(*to)

    assert refused.value.field == "to"
    assert _rows(session) == []


def test_what_is_not_issued_is_not_sent(send: Callable[..., str]) -> None:
    with pytest.raises(Missing):
        send("leader")


def test_who_was_sent_which_edition_stays_on_record_and_the_file_does_not(
    session: Session, send: Callable[..., str], mailboxes: Enterprise
) -> None:
    issued(session)
    issued(session, edition=2)
    send("leader", "officer2")
    first, second = _rows(session)
    mailing.note_sent(session, first, START)
    assert mailing_queries.locked(session, 77) is not None
    mailing.note_sent(session, second, START + timedelta(days=1))
    session.expire_all()

    assert mailing_queries.locked(session, 77) is None
    (sent,) = mailing_queries.sendings(session, OCTOBER)
    assert (sent.edition, sent.sender) == (2, "王芳")
    assert {name for name, _day in sent.to} == {"刘洋", "李强"}
    assert {day for _name, day in sent.to} == {START.date(), (START + timedelta(days=1)).date()}
    log = [each for each in account_queries.audit_entries(session) if each.action == "report.mail"]
    assert log[0].details == {
        "edition": 2,
        "to": sorted(mailboxes.people[each].id for each in ("leader", "officer2")),
    }


def test_whoever_may_not_read_reports_any_more_gets_none(
    session: Session, send: Callable[..., str], mailboxes: Enterprise
) -> None:
    issued(session)
    send("leader")
    leader = mailboxes.people["leader"]
    accounts.change_mailbox(session, leader.id, "", actor=leader, now=START)

    assert mailing.compose(session, _rows(session)[0], START) is None


def test_a_file_that_could_not_be_sent_is_forgotten_after_a_month(
    app: Flask, session: Session, send: Callable[..., str], database: Database
) -> None:
    issued(session)
    send("leader")
    session.commit()
    for days, is_kept in ((30, True), (31, False)):
        mailing.forget_locked(START + timedelta(days=days))
        with database.reading() as fresh:
            assert (mailing_queries.locked(fresh, 77) is not None) == is_kept
    assert mailing.compose(session, _rows(session)[0], START) is None
    assert session.query(ReportMailing).count() == 1
