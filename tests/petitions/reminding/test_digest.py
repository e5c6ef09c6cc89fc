"""The digest comes every working day at its hour, to everybody who works cases, and tells numbers, steps and days only."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from accounts import operations as accounts
from accounts import preferences
from config import Settings
from database import Database
from notices import queries as notices
from notices import sending
from notices.models import OutboxRow
from petitions.reminding import digest, escalating
from petitions.reminding import queries as due_queries
from petitions.reminding.due import Line
from petitions.workflow import Action, State
from tests.fixtures import PEOPLE, START
from tests.petitions.conftest import NARRATIVE
from vault import subject_keys
from web import tick
from web.clock import ZONE

TODAY = START.date()
EIGHT = START.replace(hour=8, minute=0)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With a mail server that nobody asks here: digests are only written."""
    return Settings(
        instance=settings.instance,
        password_cost="cheap",
        testing=True,
        smtp_url="smtp://127.0.0.1:9",
        smtp_from="xinqiao@bridge.example",
        public_url="https://bridge.example/",
    )


@pytest.fixture
def mailboxes(casework: Any) -> Any:
    """Everybody of the fixture has a mailbox."""
    for username, _name, _role in PEOPLE:
        who = casework.enterprise.people[username]
        accounts.change_mailbox(casework.session, who.id, f"{username}@works.example", actor=who, now=START)
    casework.session.commit()
    return casework


@pytest.fixture
def rows(app: Flask, database: Database, mailboxes: Any) -> Callable[[datetime], list[OutboxRow]]:
    """`rows(now)`: what lies in the outbox after digests were written at `now`."""

    def go(now: datetime) -> list[OutboxRow]:
        with app.app_context():
            digest.write(now)
        with database.reading() as session:
            return list(session.query(OutboxRow).order_by(OutboxRow.once))

    return go


def _text(casework: Any, who: str, now: datetime = START) -> str:
    row = OutboxRow(addressee_id=casework.enterprise.people[who].id)
    message = digest.compose(casework.session, row, now)
    assert message is not None
    return message.text


def test_it_comes_once_a_day_to_everybody_who_works_cases(rows: Any, mailboxes: Any) -> None:
    assert rows(EIGHT - timedelta(seconds=1)) == []
    first = rows(EIGHT)
    again = rows(EIGHT + timedelta(hours=3))

    people = mailboxes.enterprise.people
    who = {"officer", "officer2", "handler", "leader", "inspector", "inspector2"}
    assert {each.addressee_id for each in first} == {people[each].id for each in who}
    assert [each.id for each in again] == [each.id for each in first]
    # Nothing about any case lies in the outbox.
    assert {str(each.facts) for each in first} == {"{}"}
    assert len(rows(EIGHT + timedelta(days=1))) == 2 * len(first)


def test_it_comes_at_the_set_hour_and_not_on_days_off(rows: Any, mailboxes: Any) -> None:
    preferences.write(mailboxes.session, digest_hour=17)
    mailboxes.session.commit()

    assert rows(START.replace(hour=16, minute=59)) == []
    assert rows(datetime(2026, 11, 28, 18, tzinfo=ZONE)) == []  # Saturday
    assert rows(datetime(2026, 10, 1, 18, tzinfo=ZONE)) == []  # National Day
    assert rows(datetime(2026, 10, 10, 18, tzinfo=ZONE)) != []  # a Saturday worked in lieu


def test_a_late_start_of_the_machine_sends_it_late_and_the_next_day_not_at_all(
    app: Flask, rows: Any, mailboxes: Any
) -> None:
    written = rows(START.replace(hour=23, minute=59))

    assert {each.last_day for each in written} == {TODAY}


def test_without_a_mail_server_nothing_is_written(app: Flask, rows: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", Settings(testing=True))

    assert rows(EIGHT) == []


def test_a_day_on_which_nothing_is_due_has_the_same_subject_and_says_so(mailboxes: Any) -> None:
    empty = _text(mailboxes, "officer")

    assert "【超期】0 件" in empty
    assert "【今天到期】0 件" in empty
    assert "【7 天内到期】0 件" in empty
    assert digest.subject(TODAY) == "心桥每日摘要 2026年11月24日"


def test_how_far_ahead_is_told_follows_the_days_set_for_what_is_due_soon(mailboxes: Any) -> None:
    preferences.write(mailboxes.session, due_soon_days=20)
    petition, _ = mailboxes.file()
    today = petition.next_due - timedelta(days=15)
    text = _text(mailboxes, "officer", datetime.combine(today, START.timetz()))

    assert "【20 天内到期】1 件" in text
    assert "20 天内到期 0 项" in text
    assert "七天" not in text
    preferences.write(mailboxes.session, due_soon_days=14)
    assert "【14 天内到期】0 件" in _text(mailboxes, "officer", datetime.combine(today, START.timetz()))


def test_it_tells_numbers_steps_and_days_and_where_to_sign_in(mailboxes: Any) -> None:
    petition, _ = mailboxes.lead_to(State.INVESTIGATING, category="pay")
    line = next(
        iter(due_queries.lines_for(mailboxes.session, mailboxes.enterprise.people["handler"], petition.next_due))
    )
    text = _text(mailboxes, "handler", datetime.combine(petition.next_due, START.timetz()))

    assert f"{petition.number}　调查核实（承办人）　今天到期" in text
    assert line.number in text
    assert "https://bridge.example/desk/" in text
    for word in (*re.findall(r"[\w]{4,}", NARRATIVE), "三车间", "工资", "匿名"):
        assert word not in text


def test_whoever_stepped_back_since_does_not_find_the_case(mailboxes: Any) -> None:
    petition, _ = mailboxes.lead_to(State.INVESTIGATING)
    then = datetime.combine(petition.next_due, START.timetz())
    assert petition.number in _text(mailboxes, "handler", then)
    mailboxes.do(petition, Action.RECUSE, "handler", reason="亲属。")

    assert petition.number not in _text(mailboxes, "handler", then)


def test_a_long_list_is_cut_and_says_how_much_is_missing() -> None:
    lines = [Line(each, f"XF202611{each:04}", State.FILED, TODAY) for each in range(45)]
    text = digest.text(digest.grouped(lines, TODAY, 7), TODAY, "")

    assert "【今天到期】45 件" in text
    assert text.count("XF202611") == digest.MOST_LINES
    assert "另有 5 件" in text


def test_whoever_works_no_cases_any_more_gets_none(mailboxes: Any) -> None:
    who = mailboxes.enterprise.people["handler"]
    row = OutboxRow(addressee_id=who.id)
    accounts.change_mailbox(mailboxes.session, who.id, "", actor=who, now=START)

    assert digest.compose(mailboxes.session, row, START) is None
    assert (
        digest.compose(mailboxes.session, OutboxRow(addressee_id=mailboxes.enterprise.people["keeper"].id), START)
        is None
    )


def test_making_it_opens_no_case(mailboxes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    mailboxes.lead_to(State.INVESTIGATING)

    def opened(*_given: Any) -> bytes:
        raise AssertionError("a case was opened")

    monkeypatch.setattr(subject_keys, "open_subject", opened)
    assert "件" in _text(mailboxes, "handler", START + timedelta(days=70))


def test_the_tick_writes_it(app: Flask, mailboxes: Any, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_A_RUN", 0)
    with app.app_context():
        assert digest.NAME in tick.run()
    with database.reading() as session:
        assert notices.waiting(session) == 6


def test_a_leader_reads_what_is_late_for_long_under_a_head_of_its_own(mailboxes: Any) -> None:
    petition, _ = mailboxes.lead_to(State.INVESTIGATING)
    people, groups = mailboxes.enterprise.people, mailboxes.enterprise.groups
    late = datetime.combine(petition.next_due + timedelta(days=4), START.timetz())
    assert "请您督促" not in _text(mailboxes, "leader", late)
    escalating.name_leader(mailboxes.session, groups["union"], people["leader"].id, actor=people["officer"], now=START)
    text = _text(mailboxes, "leader", late)

    assert f"【超期 3 天以上，请您督促】1 件\n{petition.number}　调查核实（承办人）　已超 4 天" in text
    assert "请您督促" not in _text(mailboxes, "officer", late)


def test_other_packages_tell_what_waits_with_them_to_whoever_has_to_do_with_it(mailboxes: Any) -> None:
    heads = {
        who: re.findall("^【(.+?)】", _text(mailboxes, who), re.MULTILINE) for who in ("leader", "handler", "inspector")
    }
    cases = ["超期", "今天到期", "7 天内到期"]
    first = "首次回应今天到期或已过"

    assert heads == {
        "leader": [*cases, "问卷", "台账", "报告"],
        "handler": [*cases, "台账"],
        "inspector": [*cases, first],
    }
    assert first in _text(mailboxes, "officer")


def test_a_nudge_stands_beside_its_case(mailboxes: Any) -> None:
    petition, _ = mailboxes.lead_to(State.INVESTIGATING)
    mailboxes.do(petition, Action.NUDGE, "officer", text="请本周内报情况。")

    assert "11月24日催办" in _text(mailboxes, "handler", datetime.combine(petition.next_due, START.timetz()))
