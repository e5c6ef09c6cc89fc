"""A story: migrations on a real PostgreSQL lead to exactly the models, and back again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from config import Settings
from database import Base, BoxBase, Database
from migrations.upgrade import CHAINS, current, downgrade, engine, head, upgrade
from petitions.workflow import Action
from tests import every_word

pytestmark = pytest.mark.postgres


@pytest.fixture
def empty(settings: Settings) -> Iterator[Database]:
    """A PostgreSQL database with nothing in it."""
    database = Database(settings)
    yield database
    database.dispose()


@pytest.mark.parametrize("chain", CHAINS)
def test_the_migrations_of_a_chain_lead_to_its_models(empty: Database, chain: str) -> None:
    upgrade(empty)
    schema = "box" if chain == "box" else None

    with engine(empty, chain).connect() as connection:
        options = {
            "compare_type": True,
            "version_table": f"alembic_version_{chain}",
            "version_table_schema": schema,
            "include_schemas": schema is not None,
            "include_name": lambda name, kind, _parents: kind != "schema" or name == schema,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, BoxBase.metadata if schema else Base.metadata) == []
    assert current(empty, chain) == head(chain)


def test_they_lead_back_to_nothing_with_every_word_that_was_written_and_forth_again(empty: Database) -> None:
    upgrade(empty)
    with empty.main.begin() as connection:
        every_word.write(connection)
    downgrade(empty, "0001")
    upgrade(empty)
    with empty.main.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM case_event")).scalar_one() == len(Action)
    downgrade(empty)
    inspector = sa.inspect(empty.main)
    assert set(inspector.get_table_names("public")) == {"alembic_version_main"}
    assert set(inspector.get_table_names("box")) == {"alembic_version_box"}
    upgrade(empty)


def test_the_boxs_tables_are_in_the_box_and_the_connection_forgets_where_it_looked(empty: Database) -> None:
    upgrade(empty)
    inspector = sa.inspect(empty.main)

    assert {table.name for table in BoxBase.metadata.sorted_tables} <= set(inspector.get_table_names("box"))
    assert not {table.name for table in BoxBase.metadata.sorted_tables} & set(inspector.get_table_names("public"))
    with empty.box.connect() as connection:
        assert connection.execute(sa.text("SHOW search_path")).scalar_one() == '"$user", public'
