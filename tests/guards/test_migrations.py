"""Migrations lead to exactly the models, and back again; a database of a newer version is refused in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import main
from config import Settings
from database import Base, BoxBase, Database
from migrations import models
from migrations.rendering import without_schema
from migrations.upgrade import CHAINS, HERE, NewerDatabase, current, downgrade, engine, head, upgrade
from tests import every_word
from tests.fixtures import copy_databases

#: A petition with a clock, as the first release kept them.
OLD_ROWS = (
    "INSERT INTO unit (id, name, position, active, headcount) VALUES (3, '集团', 0, 1, 10)",
    "INSERT INTO reading_group (id, kind, unit_id, founded_on, founded_by) VALUES (5, 'union', 3, '2026-01-05', 9)",
    "INSERT INTO petition (id, number, kind, legal_class, naming, channel, category, people, concerns_staff, urgent,"
    " is_repeat, group_id, state, hardship, unlawful, heard, verified, filed_on, version, messages, notes, head,"
    " awaits_answer) VALUES (7, 'XF202611AAAA', 'problem', 'claim', 'anonymous', 'web', 'pay', 1, 0, 0, 0, 5, 'filed',"
    " 0, 0, 0, 0, '2026-11-24', 1, 1, 0, x'00', 0)",
    "INSERT INTO case_clock (petition_id, kind, started_on, due_on, days) VALUES"
    " (7, 'notify', '2026-11-24', '2026-12-09', 15)",
)
METADATA = {"main": Base.metadata, "box": without_schema(BoxBase.metadata)}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """Two SQLite databases with nothing in them."""
    (tmp_path / "fresh").mkdir()
    database = Database(Settings(instance=tmp_path / "fresh", testing=True))
    yield database
    database.dispose()


@pytest.fixture
def migrated(empty: Database, migrated_instance: Path) -> Database:
    """The same databases as the migrations left them."""
    copy_databases(migrated_instance, empty.settings.instance)
    return empty


@pytest.mark.parametrize("chain", CHAINS)
def test_the_migrations_of_a_chain_lead_to_its_models(migrated: Database, chain: str) -> None:
    assert models

    with engine(migrated, chain).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": f"alembic_version_{chain}"}
        )
        assert compare_metadata(context, METADATA[chain]) == []
    assert current(migrated, chain) == head(chain)


def test_the_migrations_know_every_module_that_declares_tables() -> None:
    root = HERE.parent
    declaring = {
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*.py")
        if path.relative_to(root).parts[0] not in {".venv", "tests"}
        and re.search(r"\((?:Box)?Base\):", path.read_text())
    } - {"database"}
    imported = set(re.findall(r"^import ([\w.]+)$", Path(models.__file__).read_text(), re.MULTILINE))

    assert imported == declaring


@pytest.mark.parametrize("chain", CHAINS)
def test_the_migrations_lead_to_the_same_checks(migrated: Database, tmp_path: Path, chain: str) -> None:
    """Nothing compares CHECK constraints unless this does: a word missing in one would be refused for years."""
    (tmp_path / "declared").mkdir()
    declared = Database(Settings(instance=tmp_path / "declared", testing=True))
    declared.create_all()

    assert _checks(migrated, chain) == _checks(declared, chain)
    declared.dispose()


def _checks(database: Database, chain: str) -> dict[str, set[tuple[str, frozenset[str]]]]:
    """(name, words) of every CHECK by table; the order of words in a list does not matter."""
    inspector = sa.inspect(engine(database, chain))
    tables = [name for name in inspector.get_table_names() if not name.startswith("alembic")]
    return {
        table: {(each["name"] or "", frozenset(re.findall(r"[^\s(),]+", each["sqltext"]))) for each in found}
        for table in tables
        if (found := inspector.get_check_constraints(table))
    }


def test_rows_and_what_points_at_them_survive_a_table_that_is_written_anew(empty: Database) -> None:
    upgrade(empty, "0001")
    with empty.main.begin() as connection:
        for sentence in OLD_ROWS:
            connection.execute(sa.text(sentence))

    upgrade(empty)

    with empty.main.connect() as connection:
        assert connection.execute(sa.text("SELECT petition_id, round FROM case_clock")).all() == [(7, 1)]
        assert connection.execute(sa.text("SELECT number, nudges FROM petition")).all() == [("XF202611AAAA", 0)]
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar_one() == 1


def test_figures_that_were_frozen_before_are_read_under_the_names_of_now(empty: Database) -> None:
    upgrade(empty, "0001")
    figures = '{"month": "2026-10", "ledgers": {"never_events": [{"label": "集体访", "month": 1, "year": 2}]}}'
    with empty.main.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO issued_report (id, month, edition, number, total, issued_on, issuer, figures, digest, pages)"
                " VALUES (7, '2026-10', 1, 1, 1, '2026-11-02', '王芳', :figures, '0', 1)"
            ),
            {"figures": figures},
        )

    upgrade(empty)

    with empty.main.connect() as connection:
        period, kind, stored = connection.execute(sa.text("SELECT period, kind, figures FROM issued_report")).one()
    assert (period, kind) == ("2026-10", "month")
    assert '"period": "2026-10"' in stored
    assert '"happened": 1' in stored


def test_they_lead_back_and_forth_with_every_word_that_was_written_and_lose_no_case_and_no_step(
    migrated: Database,
) -> None:
    with migrated.main.begin() as connection:
        every_word.write(connection)
        kept = _counts(connection)

    downgrade(migrated, "0001")

    with migrated.main.connect() as connection:
        assert _counts(connection) == kept
        assert connection.execute(sa.text("SELECT count(*) FROM case_event WHERE action = 'write'")).scalar_one() > 1
    upgrade(migrated)
    with migrated.main.connect() as connection:
        assert _counts(connection) == kept


def test_the_first_of_them_leads_back_to_nothing(empty: Database) -> None:
    upgrade(empty, "0001")

    downgrade(empty)

    for chain in CHAINS:
        assert set(sa.inspect(engine(empty, chain)).get_table_names()) == {f"alembic_version_{chain}"}


def _counts(connection: sa.Connection) -> list[int]:
    tables = ("petition", "case_event", "petition_exclusion", "attachment", "account")
    return [connection.execute(sa.text(f"SELECT count(*) FROM {each}")).scalar_one() for each in tables]


def test_applying_them_twice_changes_nothing(migrated: Database) -> None:
    upgrade(migrated)

    assert [current(migrated, chain) for chain in CHAINS] == [head(chain) for chain in CHAINS]


@pytest.mark.parametrize("chain", CHAINS)
def test_each_chain_is_one_line_with_readable_names(chain: str) -> None:
    script = ScriptDirectory(str(HERE / chain))
    revisions = list(script.walk_revisions())

    assert len(script.get_heads()) == 1
    assert sorted(each.revision for each in revisions) == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert all(each.doc for each in revisions)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(migrated: Database) -> None:
    with migrated.main.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version_main SET version_num = '9999'"))

    with pytest.raises(NewerDatabase, match="9999"):
        upgrade(migrated)

    assert current(migrated, "main") == "9999"


def test_starting_on_a_newer_database_says_one_sentence(
    migrated: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with migrated.box.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version_box SET version_num = '9999'"))
    monkeypatch.delenv("XINQIAO_INSTANCE", raising=False)

    assert main(["--instance", str(tmp_path / "fresh"), "--port", "0"]) == 1

    said = capsys.readouterr().err
    assert "newer version" in said
    assert "Traceback" not in said
