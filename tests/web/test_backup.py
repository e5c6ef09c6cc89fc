"""Backups hold every row and no trace of order, restore on either database, and keep survey keys apart."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts import audit_keeping, operations, queries
from accounts.people import Assignment
from accounts.roles import Role
from app import create_app
from config import Settings
from database import Database
from surveys.models import Ballot
from tests.fixtures import copy_databases
from vault import account_keys, reading_groups, seal, subject_keys
from vault.models import SubjectKeyWrap
from web import backup, stored_tables
from web.backup import BadBackup
from web.models import BackupRecord, Job

PASSWORD = "一座桥 backup 2026"
KEY = bytes(range(32))


@pytest.fixture
def served(settings: Settings, migrated_instance: Path, clock: Any) -> Iterator[Flask]:
    """An application on migrated databases, as it is in production."""
    copy_databases(migrated_instance, settings.instance)
    application = create_app(settings, migrate=False)
    with application.app_context():
        yield application
    application.extensions["database"].dispose()


@pytest.fixture
def other(tmp_path: Path, migrated_instance: Path, clock: Any) -> Iterator[Flask]:
    """A second, empty installation with a key of its own."""
    copy_databases(migrated_instance, tmp_path / "other")
    application = create_app(Settings(instance=tmp_path / "other", password_cost="cheap", testing=True), migrate=False)
    with application.app_context():
        yield application
    application.extensions["database"].dispose()


def _fill(app: Flask, clock: Any) -> int:
    """Units in a tree, an officer, one petition's key, one open survey's key and a few ballots."""
    database: Database = app.extensions["database"]
    with app.test_request_context(), database.writing() as session, session.begin():
        root = operations.add_unit(session, name="岱山能源集团𬱖", parent_id=None, actor=None, now=clock())
        for number in range(4):
            above = operations.add_unit(session, name=f"{number}部", parent_id=root.id, actor=None, now=clock())
            operations.add_unit(session, name="车间", parent_id=above.id, headcount=30, actor=None, now=clock())
        made = operations.add_account(
            session,
            username="officer",
            name="王芳",
            password=PASSWORD,
            assignments=[Assignment(Role.OFFICER, root.id)],
            actor=None,
            now=clock(),
        )
        keys = account_keys.unlock(session, made.id, PASSWORD, cost="cheap")
        group = reading_groups.found_group(session, kind="union", unit_id=root.id, founder=keys, now=clock())
        for subject in ("petition:5", "survey:7"):
            subject_keys.seal_subject(session, subject, KEY, group.id)
        session.add(Job(id=9, kind="x", title="x", owner_id=made.id, started_at=clock(), beat_at=clock()))
        account_id = made.id
    with database.box_writing() as box, box.begin():
        box.add_all(Ballot(survey_id=7, unit=1, sealed=seal.random_key() * 40) for _ in range(30))
    return account_id


def _everything(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    database: Database = app.extensions["database"]
    found = {}
    for chain in backup.CHAINS:
        with backup.engine(database, chain).connect() as connection:
            for table in stored_tables.tables(database, chain):
                rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns))
                found[f"{chain}.{table.name}"] = [tuple(row) for row in rows]
    return found


def test_what_was_written_is_there_again_in_another_installation(
    served: Flask, other: Flask, tmp_path: Path, clock: Any
) -> None:
    account_id = _fill(served, clock)
    with served.extensions["database"].writing() as session, session.begin():
        audit_keeping.remove_through(session, 2, now=clock())
    before = _everything(served)
    with served.app_context():
        made = backup.write(tmp_path / "november.backup", now=clock())
    with other.app_context():
        said = backup.restore(tmp_path / "november.backup", now=clock())

    assert made.rows + 1 == sum(len(rows) for rows in before.values()), "one row went to the key file"
    after = _everything(other)
    assert after == before
    assert "rows restored" in said[0]
    with other.extensions["database"].reading() as session:
        keys = account_keys.unlock(session, account_id, PASSWORD, cost="cheap")
        assert subject_keys.open_subject(session, "petition:5", keys) == KEY
        assert queries.first_broken_audit(session) is None
    one, two = ((app.extensions["settings"].instance / "secret.key") for app in (served, other))
    assert one.read_bytes() == two.read_bytes()
    assert two.stat().st_mode & 0o777 == 0o600


def test_a_survey_opens_only_with_the_key_file_beside_the_backup(
    served: Flask, other: Flask, tmp_path: Path, clock: Any
) -> None:
    account_id = _fill(served, clock)
    path = tmp_path / "november.backup"
    with served.app_context():
        made = backup.write(path, now=clock())
    assert made.keys_path == tmp_path / "november.backup.keys"
    made.keys_path.rename(tmp_path / "elsewhere")
    with other.app_context():
        said = backup.restore(path, now=clock())

    assert any("stay shut" in sentence for sentence in said)
    with other.extensions["database"].reading() as session:
        assert session.scalars(sa.select(SubjectKeyWrap.subject)).all() == ["petition:5"]

    (tmp_path / "elsewhere").rename(made.keys_path)
    with other.app_context():
        said = backup.restore(path, now=clock())
    # The other installation did not write it, so no backup of its own will take it away.
    assert any("destroy it yourself" in sentence for sentence in said)
    with other.extensions["database"].reading() as session:
        keys = account_keys.unlock(session, account_id, PASSWORD, cost="cheap")
        assert subject_keys.open_subject(session, "survey:7", keys) == KEY


def test_what_changes_while_a_backup_is_written_is_in_neither_of_its_files(
    served: Flask, other: Flask, tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys of a survey for an office that FILE does not know could not be restored."""
    account_id = _fill(served, clock)
    write_table, pending = backup._write_table, [True]

    def write_while_somebody_works(archive: Any, connection: Any, chain: str, table: Any, condition: str) -> int:
        if chain == "box" and pending and pending.pop():
            with served.extensions["database"].writing() as session, session.begin():
                keys = account_keys.unlock(session, account_id, PASSWORD, cost="cheap")
                group = reading_groups.found_group(session, kind="discipline", unit_id=1, founder=keys, now=clock())
                subject_keys.seal_subject(session, "survey:8", KEY, group.id)
        return write_table(archive, connection, chain, table, condition)

    monkeypatch.setattr(backup, "_write_table", write_while_somebody_works)
    with served.app_context():
        backup.write(tmp_path / "a.backup", now=clock())
    with other.app_context():
        backup.restore(tmp_path / "a.backup", now=clock())
    with other.extensions["database"].reading() as session:
        wraps = sa.select(SubjectKeyWrap.subject).order_by(SubjectKeyWrap.subject)
        assert session.scalars(wraps).all() == ["petition:5", "survey:7"]


def test_a_restore_that_fails_half_way_changes_nothing(served: Flask, tmp_path: Path, clock: Any) -> None:
    _fill(served, clock)
    path, odd = tmp_path / "a.backup", tmp_path / "odd.backup"
    with served.app_context():
        backup.write(path, now=clock())
    before = _everything(served)
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(odd, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            changed.writestr(name, content[: content.index(b"\n") + 1] * 2 if name == "box/ballot.jsonl" else content)

    with served.app_context(), pytest.raises(BadBackup, match="Nothing was changed"):
        backup.restore(odd, now=clock())

    assert _everything(served) == before


def test_only_one_key_file_is_ever_kept(served: Flask, tmp_path: Path, clock: Any) -> None:
    _fill(served, clock)
    with served.app_context():
        first = backup.write(tmp_path / "one.backup", now=clock())
        assert first.keys_path is not None
        of_the_first = first.keys_path.read_bytes()
        clock.advance(days=1)
        second = backup.write(tmp_path / "two.backup", now=clock())

    assert second.destroyed == first.keys_path
    assert [path.name for path in sorted(tmp_path.glob("*.keys"))] == ["two.backup.keys"]
    (tmp_path / "two.backup.keys").write_bytes(of_the_first)
    with served.app_context(), pytest.raises(BadBackup, match="belongs to another backup"):
        backup.restore(tmp_path / "two.backup", now=clock())


def test_without_open_surveys_there_is_no_key_file(served: Flask, tmp_path: Path, clock: Any) -> None:
    with served.app_context():
        made = backup.write(tmp_path / "empty.backup", now=clock())

    assert made.keys_path is None
    assert [path.name for path in tmp_path.glob("*.keys")] == []


def test_a_backup_is_closed_to_others_and_never_overwritten(served: Flask, tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "november.backup"
    with served.app_context():
        backup.write(path, now=clock())
        assert path.stat().st_mode & 0o077 == 0
        with pytest.raises(BadBackup, match="never overwritten"):
            backup.write(path, now=clock())


def test_rows_lie_in_the_order_of_random_ids(served: Flask, tmp_path: Path, clock: Any) -> None:
    """Ballots come out in no order of arrival, whatever the pages of the database remember."""
    _fill(served, clock)
    with served.app_context():
        backup.write(tmp_path / "november.backup", now=clock())
    with zipfile.ZipFile(tmp_path / "november.backup") as archive:
        ids = [json.loads(line)["id"] for line in archive.open("box/ballot.jsonl")]

    assert len(ids) == 30
    assert ids == sorted(ids)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04" + b"\x00" * 40])
def test_what_is_no_backup_changes_nothing(served: Flask, tmp_path: Path, clock: Any, content: bytes) -> None:
    _fill(served, clock)
    before = _everything(served)
    (tmp_path / "broken.backup").write_bytes(content)

    with served.app_context(), pytest.raises(BadBackup, match="Nothing was changed"):
        backup.restore(tmp_path / "broken.backup", now=clock())

    assert _everything(served) == before


def test_a_damaged_backup_changes_nothing(served: Flask, tmp_path: Path, clock: Any) -> None:
    _fill(served, clock)
    path = tmp_path / "november.backup"
    with served.app_context():
        backup.write(path, now=clock())
        before = _everything(served)
        with zipfile.ZipFile(path) as archive:
            largest = max(archive.infolist(), key=lambda entry: entry.compress_size)
        content = bytearray(path.read_bytes())
        content[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 0xFF
        path.write_bytes(content)

        with pytest.raises(BadBackup):
            backup.restore(path, now=clock())
    assert _everything(served) == before


def test_a_backup_of_a_newer_version_is_refused(served: Flask, tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "newer.backup"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 1, "main": "9999", "box": "0001"}))

    with served.app_context(), pytest.raises(BadBackup, match="newer version"):
        backup.restore(path, now=clock())


def test_after_a_restore_packages_put_things_right(served: Flask, tmp_path: Path, clock: Any) -> None:
    asked: list[Any] = []

    def close_surveys(now: Any) -> list[str]:
        asked.append(now)
        return ["One survey was open; it takes no more answers."]

    backup.after_restore(served, close_surveys)
    with served.app_context():
        backup.write(tmp_path / "a.backup", now=clock())
        said = backup.restore(tmp_path / "a.backup", now=clock() + timedelta(days=1))

    assert asked == [clock() + timedelta(days=1)]
    assert "One survey was open; it takes no more answers." in said


def test_the_record_says_when_and_where(served: Flask, tmp_path: Path, clock: Any) -> None:
    with served.app_context():
        backup.write(tmp_path / "a.backup", now=clock())
    with served.extensions["database"].reading() as session:
        record = backup.last_record(session)
        assert record is not None
        assert (record.made_at, record.path) == (clock(), str(tmp_path / "a.backup"))
        assert session.scalar(sa.select(sa.func.count(BackupRecord.id))) == 1
