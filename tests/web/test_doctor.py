"""The doctor says in whole sentences what is in order, what deserves attention, and what must be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask

from config import Settings
from database import Database
from web import backup, doctor
from web.doctor import Finding, Level


def _about(app: Flask, name: str) -> list[Finding]:
    with app.app_context():
        return [finding for check, finding in doctor.examine() if check == name]


def test_every_finding_is_a_sentence(app: Flask) -> None:
    with app.app_context():
        findings = doctor.examine()

    assert {name for name, _finding in findings} >= {"database", "instance", "clock", "durability", "proxy", "backups"}
    assert all(
        finding.sentence[-1] in ".;)" or "chmod" in finding.sentence or "FILE" in finding.sentence
        for _, finding in findings
    )


def test_a_package_adds_a_check(app: Flask) -> None:
    def calendar() -> Iterable[Finding]:
        yield doctor.warning("The working days of 2028 are not entered yet.")

    doctor.doctor_check(app, "calendar", calendar)

    assert [finding.level for finding in _about(app, "calendar")] == [Level.WARNING]


def test_a_key_file_that_others_can_read_is_noticed(app: Flask, settings: Settings) -> None:
    assert [finding.level for finding in _about(app, "instance")] == [Level.GOOD, Level.GOOD]
    (settings.instance / "secret.key").chmod(0o644)

    found = _about(app, "instance")[-1]
    assert found.level is Level.WARNING
    assert "chmod 600" in found.sentence
    (settings.instance / "secret.key").unlink()
    assert _about(app, "instance")[-1].level is Level.REFUSED


def test_a_clock_that_is_years_behind_is_refused(app: Flask, clock: Any) -> None:
    clock.set(datetime(1999, 1, 1, tzinfo=UTC))

    assert _about(app, "clock")[0].level is Level.REFUSED


def test_a_database_that_may_lose_what_it_acknowledged_is_refused(app: Flask, database: Database) -> None:
    assert _about(app, "durability")[0].level is Level.GOOD

    database.dispose()
    sa.event.listen(
        database.main, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=NORMAL")
    )
    assert _about(app, "durability")[0].level is Level.REFUSED


def test_a_backup_is_asked_for_weekly_and_a_key_file_left_lying_is_named(app: Flask, clock: Any, tmp_path: Any) -> None:
    assert "No backup was ever made" in _about(app, "backups")[0].sentence
    keys = tmp_path / "a.backup.keys"
    keys.write_bytes(b"x")
    with app.extensions["database"].writing() as session, session.begin():
        session.add(backup.BackupRecord(made_at=clock(), path=str(tmp_path / "a.backup"), keys_path=str(keys)))

    good, lying = _about(app, "backups")
    assert good.level is Level.GOOD
    assert str(keys) in lying.sentence
    clock.advance(days=8)
    assert _about(app, "backups")[0].level is Level.WARNING


def test_an_unencrypted_network_and_a_silent_proxy_are_told(app: Flask, settings: Settings) -> None:
    assert any("unencrypted" in finding.sentence for finding in _about(app, "proxy"))
    app.extensions["settings"] = replace(settings, public_url="https://xq.example.com")
    assert any("XINQIAO_TRUST_PROXY" in finding.sentence for finding in _about(app, "proxy"))
    app.extensions["settings"] = replace(settings, public_url="https://xq.example.com", trust_proxy=1)
    assert ["its log keeps no address" in finding.sentence for finding in _about(app, "proxy")] == [True]
