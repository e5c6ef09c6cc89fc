"""What tests begin with: a fresh instance, a clock that can be set, and a small enterprise with people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from accounts import operations
from accounts.people import Assignment, Person
from accounts.roles import Role
from accounts.sign_in_operations import begin_session, cookie_name, open_account
from app import create_app
from config import Settings
from database import Database
from migrations.upgrade import upgrade
from tests import made_once
from tests.replay import Replay
from vault import account_keys, reading_groups
from vault.account_keys import Unlocked
from web import clock as product_clock
from web import stored_tables

PASSWORD = "一座桥 bridge 2026"
START = datetime(2026, 11, 24, 9, 30, tzinfo=product_clock.ZONE)


class Clock:
    """The product's clock under the test's control."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def advance(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock, standing at Tuesday 24 November 2026, 09:30 in Shanghai."""
    controlled = Clock(START)
    product_clock.set_clock(controlled)
    yield controlled
    product_clock.set_clock(None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a throw-away SQLite instance with the cheap password cost."""
    return Settings(instance=tmp_path / "instance", password_cost="cheap", testing=True)


@pytest.fixture(scope="session")
def blank_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance whose tables were created from the models once; tests begin with a copy of its files."""
    folder = tmp_path_factory.mktemp("blank")
    database = Database(Settings(instance=folder, password_cost="cheap", testing=True))
    database.create_all()
    database.dispose()
    return folder


@pytest.fixture(scope="session")
def migrated_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance whose tables were made by the migrations once, as they are in production."""
    folder = tmp_path_factory.mktemp("migrated")
    database = Database(Settings(instance=folder, password_cost="cheap", testing=True))
    upgrade(database)
    database.dispose()
    return folder


@pytest.fixture(scope="session", autouse=True)
def compiled_once(pytestconfig: pytest.Config) -> Iterator[None]:
    """What is the same for every application of the suite is made once: routes, SQL statements and templates.

    Compiled templates are kept for the other workers and for the next run; each is made anew when its source changes.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "url_rule_class", staticmethod(made_once.rules_once()))
        patch.setattr(Flask, "url_map_class", made_once.maps_once())
        patch.setattr(Flask, "register_blueprint", made_once.blueprints_once())
        patch.setattr(sqlalchemy, "create_engine", made_once.statements_once())
        patch.setattr(stored_tables, "reflected", made_once.tables_once(stored_tables.reflected))
        compiled = FileSystemBytecodeCache(str(pytestconfig.cache.mkdir("templates")))
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": compiled})
        yield


@pytest.fixture
def app(request: pytest.FixtureRequest, settings: Settings, blank_instance: Path, clock: Clock) -> Iterator[Flask]:
    """The application on a fresh instance, in which the enterprise is there already where the test asks for it."""
    founded = settings.main_url.startswith("sqlite") and "enterprise" in request.fixturenames
    copy_databases(request.getfixturevalue("founded")[0] if founded else blank_instance, settings.instance)
    application = create_app(settings, migrate=False)
    application.config["WTF_CSRF_ENABLED"] = False
    yield application
    application.extensions["database"].dispose()


def copy_databases(source: Path, target: Path) -> None:
    """Put the two database files of one instance in the place of another's."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in ("xinqiao.db", "box.db"):
        for remains in target.glob(f"{name}*"):
            remains.unlink()
        shutil.copyfile(source / name, target / name)


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's databases."""
    found: Database = app.extensions["database"]
    return found


@pytest.fixture
def session(app: Flask, database: Database) -> Iterator[Session]:
    """A writing session on the main database inside an application context. Commit before using a client."""
    with app.test_request_context(), database.writing() as opened:
        yield opened


@pytest.fixture
def box_session(app: Flask, database: Database) -> Iterator[Session]:
    """A writing session on the ballot box. Commit before using a client."""
    with app.app_context(), database.box_writing() as opened:
        yield opened


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without an account."""
    return app.test_client()


@dataclass
class Enterprise:
    """A small enterprise: units by name, people by role name, and the office (reading group) ids by kind."""

    units: dict[str, int]
    people: dict[str, Person]
    groups: dict[str, int]
    password: str = PASSWORD


UNITS = (
    ("岱山能源集团", None, 0),
    ("生产一部", "岱山能源集团", 6),
    ("一车间", "生产一部", 86),
    ("二车间", "生产一部", 45),
    ("检修班", "生产一部", 3),
    ("生产二部", "岱山能源集团", 8),
    ("三车间", "生产二部", 60),
    ("四车间", "生产二部", 30),
    ("机关", "岱山能源集团", 25),
)
PEOPLE = (
    ("admin", "赵敏", Role.ADMIN),
    ("officer", "王芳", Role.OFFICER),
    ("officer2", "李强", Role.OFFICER),
    ("handler", "张伟", Role.HANDLER),
    ("leader", "刘洋", Role.LEADER),
    ("inspector", "陈静", Role.INSPECTOR),
    ("inspector2", "杨磊", Role.INSPECTOR),
    ("keeper", "黄丽", Role.KEEPER),
    ("keeper2", "周涛", Role.KEEPER),
)
GROUPS = (
    ("union", ("officer", "officer2")),
    ("discipline", ("inspector", "inspector2")),
    ("identity", ("keeper", "keeper2")),
)


@pytest.fixture(scope="session")
def founded(blank_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Enterprise]:
    """An instance in which the small enterprise was set up once, and its people."""
    folder = tmp_path_factory.mktemp("founded")
    copy_databases(blank_instance, folder)
    application = create_app(Settings(instance=folder, password_cost="cheap", testing=True), migrate=False)
    database: Database = application.extensions["database"]
    with application.test_request_context(), database.writing() as session:
        enterprise = _found(session)
        session.commit()
    with database.main.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return folder, enterprise


@pytest.fixture
def enterprise(session: Session, database: Database, founded: tuple[Path, Enterprise]) -> Enterprise:
    """Nine units in three levels, nine people, and one office of each kind with two members; committed.

    On SQLite the application began with them. Asking for the session gives the test its application context.
    """
    return founded[1] if database.is_sqlite else _found(session)


def _found(session: Session) -> Enterprise:
    units: dict[str, int] = {}
    for position, (name, parent, headcount) in enumerate(UNITS):
        unit = operations.add_unit(
            session,
            name=name,
            parent_id=units[parent] if parent else None,
            headcount=headcount,
            position=position,
            actor=None,
            now=START,
        )
        units[name] = unit.id
    top = units[UNITS[0][0]]
    people: dict[str, Person] = {}
    for username, name, role in PEOPLE:
        assignments = [Assignment(role, top)]
        account = operations.add_account(
            session,
            username=username,
            name=name,
            password=PASSWORD,
            assignments=assignments,
            actor=None,
            now=START,
        )
        keys = account_keys.unlock(session, account.id, PASSWORD, cost="cheap")
        people[username] = Person(account.id, name, tuple(assignments), keys)
    groups: dict[str, int] = {}
    for kind, members in GROUPS:
        first, *others = (people[each] for each in members)
        group = reading_groups.found_group(session, kind=kind, unit_id=top, founder=first.keys, now=START)
        for other in others:
            reading_groups.admit(session, group.id, other.id, by=first.keys, now=START)
        groups[kind] = group.id
    return Enterprise(units, people, groups)


@pytest.fixture(scope="session")
def replay() -> Replay:
    """What tests begin with in the small enterprise, written once by the product and put there again for the others."""
    return Replay()


@pytest.fixture
def sign_in(enterprise: Enterprise) -> Callable[..., FlaskClient]:
    """`sign_in(client, "officer")` signs a test person in, as their password does, and returns the client."""

    def go(client: FlaskClient, username: str) -> FlaskClient:
        application = client.application
        database: Database = application.extensions["database"]
        with application.app_context(), database.writing() as session, session.begin():
            known = enterprise.people.get(username)
            # Whoever was there from the beginning has opened their key already.
            account_id, keys = (known.id, known.keys) if known else _opened(session, username)
            assert keys is not None
            cookie, _person = begin_session(session, account_id, keys, now=product_clock.now())
            client.set_cookie(cookie_name(), cookie)
        return client

    return go


def _opened(session: Session, username: str) -> tuple[int, Unlocked]:
    account, keys = open_account(session, username, PASSWORD)
    return account.id, keys
