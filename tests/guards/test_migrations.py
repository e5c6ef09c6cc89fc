"""Migrations lead to exactly the models, and back again; a database of a newer version is refused in words."""

from __future__ import annotations

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

METADATA = {"main": Base.metadata, "box": without_schema(BoxBase.metadata)}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """Two SQLite databases with nothing in them."""
    (tmp_path / "fresh").mkdir()
    database = Database(Settings(instance=tmp_path / "fresh", testing=True))
    yield database
    database.dispose()


@pytest.mark.parametrize("chain", CHAINS)
def test_the_migrations_of_a_chain_lead_to_its_models(empty: Database, chain: str) -> None:
    assert models
    upgrade(empty)

    with engine(empty, chain).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": f"alembic_version_{chain}"}
        )
        assert compare_metadata(context, METADATA[chain]) == []
    assert current(empty, chain) == head(chain)


def test_they_lead_back_to_nothing_and_forth_again(empty: Database) -> None:
    upgrade(empty)
    downgrade(empty)
    for chain in CHAINS:
        left = set(sa.inspect(engine(empty, chain)).get_table_names())
        assert left == {f"alembic_version_{chain}"}
    upgrade(empty)


def test_applying_them_twice_changes_nothing(empty: Database) -> None:
    upgrade(empty)
    upgrade(empty)

    assert [current(empty, chain) for chain in CHAINS] == [head(chain) for chain in CHAINS]


@pytest.mark.parametrize("chain", CHAINS)
def test_each_chain_is_one_line_with_readable_names(chain: str) -> None:
    script = ScriptDirectory(str(HERE / chain))
    revisions = list(script.walk_revisions())

    assert len(script.get_heads()) == 1
    assert sorted(each.revision for each in revisions) == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert all(each.doc for each in revisions)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(empty: Database) -> None:
    upgrade(empty)
    with empty.main.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version_main SET version_num = '9999'"))

    with pytest.raises(NewerDatabase, match="9999"):
        upgrade(empty)

    assert current(empty, "main") == "9999"


def test_starting_on_a_newer_database_says_one_sentence(
    empty: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(empty)
    with empty.box.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version_box SET version_num = '9999'"))
    monkeypatch.delenv("XINQIAO_INSTANCE", raising=False)

    assert main(["--instance", str(tmp_path / "fresh"), "--port", "0"]) == 1

    said = capsys.readouterr().err
    assert "newer version" in said
    assert "Traceback" not in said
