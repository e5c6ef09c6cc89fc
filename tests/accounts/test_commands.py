"""The audit log's verifier, the set-up link, and what the doctor asks of offices."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts import audit, operations
from accounts.models import Account, AuditEntry
from database import Database
from web import clock, doctor, tick


def _run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=list(words))


def test_a_whole_log_is_said_to_be_whole_and_a_changed_one_is_not(
    app: Flask, database: Database, enterprise: Any
) -> None:
    assert _run(app, "verify-audit").exit_code == 0

    with database.writing() as session, session.begin():
        session.scalars(sa.select(AuditEntry).where(AuditEntry.sequence == 3)).one().action = "nothing"

    said = _run(app, "verify-audit")
    assert said.exit_code == 1
    assert "entry 3" in said.output


def test_the_tick_removes_what_is_older_than_the_log_is_kept(app: Flask, database: Database, enterprise: Any) -> None:
    with database.writing() as session, session.begin():
        before = session.scalar(sa.select(sa.func.max(AuditEntry.sequence)))
        later = clock.now().replace(year=clock.now().year + 7)
        audit.record(session, None, "sign-in", now=later)
    clock.set_clock(lambda: later)
    with app.app_context():
        assert "audit" in tick.run()
        assert "audit" in tick.run()

    with database.reading() as session:
        assert session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.sequence)).all() == [
            "sign-in",
            audit.CUT,
        ]
        assert session.scalars(sa.select(AuditEntry.sequence)).first() == before + 1
    assert _run(app, "verify-audit").exit_code == 0


def test_the_set_up_link_is_printed_until_somebody_used_it(app: Flask) -> None:
    said = _run(app, "set-up-link")

    assert operations.set_up_token(app.extensions["instance_key"]) in said.output


def test_after_set_up_there_is_no_link(app: Flask, enterprise: Any) -> None:
    said = _run(app, "set-up-link")

    assert said.exit_code == 1
    assert "/set-up#" not in said.output


def test_the_doctor_names_offices_that_could_be_lost(app: Flask, enterprise: Any) -> None:
    with app.app_context():
        said = [finding.sentence for name, finding in doctor.examine() if name == "offices"]

    assert sum("recovery sheets" in sentence for sentence in said) == 3
    assert not any("admit another" in sentence for sentence in said)


def test_the_doctor_counts_no_member_who_may_not_sign_in(app: Flask, session: Session, enterprise: Any) -> None:
    session.get_one(Account, enterprise.people["officer2"].id).active = False
    session.commit()
    with app.app_context():
        said = [finding.sentence for name, finding in doctor.examine() if name == "offices"]

    assert any("has 1 member who may sign in; admit another" in sentence for sentence in said)
