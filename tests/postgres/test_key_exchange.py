"""A story: the key of a case is exchanged while somebody else is about to write to it, on a real server."""

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
from accounts.people import Assignment, Person
from accounts.roles import Role
from database import Database
from petitions import conversation, intake, operations, queries, receipt, rekeying
from petitions.files.attachments import CleanFile
from petitions.identity import operations as identity_operations
from petitions.identity import page as identity_page
from petitions.joint import joining, voices
from petitions.joint.joining import Adding
from petitions.joint.voices import About
from petitions.keys import holding
from petitions.kinds import Kind, Naming
from petitions.letters import scanning
from petitions.letters.catalogue import LetterKind, Paper
from petitions.mailbox import sealing as mailbox
from petitions.models import Petition
from petitions.periods import hold_place
from petitions.retention import operations as retention_operations
from petitions.retention import queries as retention_queries
from petitions.workflow import Action
from tests.petitions.conftest import casework
from vault import account_keys, reading_groups, seal
from web.errors import Refusal

pytestmark = pytest.mark.postgres
__all__ = ["casework"]
INSTANCE_KEY = bytes(range(32))
CODE = "7K2M9P4QX5T8WABC"


@pytest.fixture
def officers(session: Session, clock: Any) -> list[Person]:
    """The three of a union office; committed."""
    now, found = clock(), []
    unit = accounts.add_unit(session, name="岱山能源集团", parent_id=None, actor=None, now=now)
    for name in ("a", "b", "c"):
        held = [Assignment(Role.OFFICER, unit.id)]
        account = accounts.add_account(
            session, username=name, name=name, password="桥" * 12, assignments=held, actor=None, now=now
        )
        keys = account_keys.unlock(session, account.id, "桥" * 12, cost="cheap")
        found.append(Person(account.id, name, tuple(held), keys))
    group = reading_groups.found_group(session, kind="union", unit_id=unit.id, founder=found[0].keys, now=now)
    for other in found[1:]:
        reading_groups.admit(session, group.id, other.id, by=found[0].keys, now=now)
    session.commit()
    return found


@pytest.fixture
def case(session: Session, officers: list[Person], clock: Any) -> Petition:
    """A case with a receipt, registered; committed."""
    filing = intake.Filing(Kind.PROBLEM, Naming.ANONYMOUS, "pay", None, text="夜班津贴没有发。")
    petition = intake.file_petition(session, filing, actor=None, now=clock(), code=CODE, instance_key=INSTANCE_KEY)
    operations.perform(session, petition.id, Action.REGISTER, actor=officers[0], now=clock(), category="pay")
    session.commit()
    return petition


def key_of(session: Session) -> bytes:
    found = conversation.by_receipt(session, CODE, instance_key=INSTANCE_KEY)
    assert found is not None
    return found[1]


def while_exchanged(
    app: Flask, database: Database, petition_id: int, go: Callable[[Session], None], *, key: bytes | None = None
) -> str:
    """What becomes of `go`, which waits for a case whose key another connection is exchanging."""
    outcome: list[str] = []

    def run() -> None:
        with app.test_request_context(), database.writing() as own:
            try:
                go(own)
                own.commit()
                outcome.append("done")
            except Refusal:
                outcome.append("refused")

    with database.writing() as other:
        rekeying.exchange(other, queries.locked(other, petition_id), key or key_of(other))
        waiting = threading.Thread(target=run)
        waiting.start()
        until_it_waits(database)
        other.commit()
    waiting.join(20)
    return outcome[0] if outcome else "failed"


def until_it_waits(database: Database) -> None:
    asked = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _try in range(200):
        with database.main.connect() as connection:
            if connection.execute(asked).scalar_one():
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for the case")


def test_whoever_joins_meanwhile_is_told_and_nothing_is_sealed_to_a_key_that_is_gone(
    app: Flask, database: Database, session: Session, case: Petition, clock: Any
) -> None:
    about, now = About("夜班津贴", "没有发。"), clock()
    code = joining.open_joining(session, case.id, about, key=key_of(session), instance_key=INSTANCE_KEY, now=now)
    session.commit()

    def go(own: Session) -> None:
        adding = Adding(text="我也是。")
        joining.join(own, code, adding, code=receipt.mint(), instance_key=INSTANCE_KEY, now=clock())

    assert while_exchanged(app, database, case.id, go) == "refused"
    session.expire_all()
    assert voices.ever_joined(session, case.id) == 0


def test_an_officer_whose_page_was_read_before_steps_back_all_the_same(
    app: Flask, database: Database, session: Session, case: Petition, officers: list[Person], clock: Any
) -> None:
    about, now = About("夜班津贴", "没有发。"), clock()
    joining.open_joining(session, case.id, about, key=key_of(session), instance_key=INSTANCE_KEY, now=now)
    session.commit()

    def go(own: Session) -> None:
        # As the page of a step reads the case before it is done.
        kept = [queries.messages(own, case.id), queries.beside(own, case.id)]
        operations.perform(own, case.id, Action.RECUSE, actor=officers[0], now=clock(), reason="是我的亲戚。")
        assert kept

    assert while_exchanged(app, database, case.id, go) == "done"
    session.expire_all()
    assert conversation.narrative(session, case.id, key_of(session)) == "夜班津贴没有发。"


def test_a_mailbox_that_was_read_before_is_sealed_again_as_it_lies_now(
    app: Flask, database: Database, session: Session, case: Petition
) -> None:
    with app.app_context():
        mailbox.keep(session, case.id, "west-river@139.com", key=key_of(session), redacted=None)
    session.commit()

    def go(own: Session) -> None:
        kept = mailbox.of_case(own, case.id)
        rekeying.exchange(own, queries.locked(own, case.id), key_of(own))
        assert kept is not None

    assert while_exchanged(app, database, case.id, go) == "done"
    session.expire_all()
    row = mailbox.of_case(session, case.id)
    assert row is not None
    with app.app_context():
        assert mailbox.opened(row, key_of(session)) == "west-river@139.com"


def test_what_an_officer_keeps_with_a_case_lies_under_the_key_it_has_now(
    app: Flask, database: Database, casework: Any
) -> None:
    petition, key = casework.file_confidential()
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    officer, now, session = casework.enterprise.people["officer"], casework.clock(), casework.session
    session.commit()
    scan, register = CleanFile("application/pdf", b"signed"), Paper(LetterKind.REGISTER)

    def hold(own: Session, case: Petition) -> None:
        retention_operations.place_hold(own, case, reason="正在诉讼。", actor=officer, now=now)

    def bring(own: Session, case: Petition) -> None:
        scanning.attach_scan(own, case, register, scan, actor=officer, now=now)

    def ask(own: Session, case: Petition) -> None:
        identity_operations.ask(own, case.id, reason="核对。", urgency="急。", actor=officer, now=now)

    for verb in (hold, bring, ask):

        def go(own: Session, verb: Callable[[Session, Petition], None] = verb) -> None:
            # As its page reads the case and opens it before anything is written.
            case = queries.petition(own, petition.id)
            assert holding.case_key(own, case, officer)
            verb(own, case)

        key = holding.case_key(session, petition, officer)
        session.commit()
        assert while_exchanged(app, database, petition.id, go, key=key) == "done"
        session.expire_all()
    key = holding.case_key(session, petition, officer)
    kept = retention_queries.hold(session, petition.id)
    assert kept is not None
    assert seal.open_text(key, kept.reason_sealed, hold_place(petition.id)) == "正在诉讼。"
    (asked,) = identity_page.asked(session, petition.id, key, today=now.date())
    assert asked.reason == "核对。"
    (paper,) = conversation.scans(session, petition.id, key, queries.letter_scans(session, petition.id)).values()
    _file, content = conversation.open_file(session, petition.id, paper.id, key)
    assert b"".join(content) == b"signed"
