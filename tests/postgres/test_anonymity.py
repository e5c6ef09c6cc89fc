"""A story: nobody can tell who wrote what on a real PostgreSQL server, its files and its write-ahead log included."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from benchmarks import anonymity, referee
from benchmarks.admissions import ADMISSIONS
from benchmarks.trial import hold
from config import Settings
from database import Database
from surveys.ballot_box import rewriting

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("admission", sorted(ADMISSIONS))
def test_two_hundred_people_stay_unknown(server: str, admission: str) -> None:
    careful = anonymity.attack("postgres", admission, server=server)
    careless = anonymity.attack("postgres", admission, server=server, naive=True)
    found = anonymity.verdict(careful, careless)
    assert found["broken"] == []
    # What the log still holds after it was written over differs from run to run, and may be nothing.
    assert {"the table files", "pg_wal"} <= careful.at_close.looked_in


def test_the_servers_files_pair_ballots_with_marks_only_while_the_survey_is_open(server: str) -> None:
    """What docs/anonymity.md says is not promised is true, and ends with the closing."""
    with tempfile.TemporaryDirectory() as folder, anonymity.fresh_database(server) as url:
        look = anonymity.looking_at(url, files_while_open=True)
        address = url.replace("postgresql://", "postgresql+psycopg://")
        told = {"people": 40, "units": 2, "seed": anonymity.SEED, "database_url": address}
        trial = hold(Path(folder), ADMISSIONS["slips"](), look=look, **told)  # type: ignore[arg-type]
    paired = trial.at_open.links["beside it in pg_wal"]
    assert len(paired) >= 10
    assert all(trial.truth[token] == name for token, name in paired.items())
    assert [each for each in referee.after_closing(trial) if not each.is_chance] == []


def test_a_role_that_may_not_clear_the_log_is_told_what_it_lacks(server: str, settings: Settings) -> None:
    whole = Database(settings)
    whole.create_all()
    whole.dispose()
    plain = settings.database_url.replace("postgres:@", "plain:@")
    assert plain != settings.database_url
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS plain")
        connection.execute("CREATE ROLE plain LOGIN")
    database = Database(replace(settings, database_url=plain))
    missing = rewriting.server_log_grants(database)
    assert len(missing) == 3
    assert not rewriting.clear_server_log(database)
    admin = settings.database_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(admin, autocommit=True) as connection:
        for statement in missing:
            connection.execute(statement)
    assert rewriting.server_log_grants(database) == []
    assert rewriting.clear_server_log(database)
    database.dispose()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("DROP OWNED BY plain")
        connection.execute("DROP ROLE plain")


def test_a_log_that_is_held_back_is_noticed(server: str, settings: Settings) -> None:
    database = Database(settings)
    assert not rewriting.is_log_kept(database)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_create_physical_replication_slot('held')")
    try:
        assert rewriting.is_log_kept(database)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("SELECT pg_drop_replication_slot('held')")
    database.dispose()
