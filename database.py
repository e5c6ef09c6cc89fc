"""Engines, sessions and base classes: two databases that no transaction spans, on SQLite or PostgreSQL."""

from __future__ import annotations

import enum
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Annotated, Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

from config import Settings

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MILLISECONDS = 10_000
SQLITE_CONNECTIONS = 32
ASK_AGAIN_SECONDS = 0.001
Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[sa.Connection, Sequence[Item]], Sequence[Result]]


class Base(DeclarativeBase):
    """Tables of the main database."""

    metadata = sa.MetaData(naming_convention=NAMING)


class BoxBase(DeclarativeBase):
    """Tables of the ballot box, which is a database of its own."""

    metadata = sa.MetaData(naming_convention=NAMING, schema="box")


def random_id() -> int:
    """62 random bits: an id that tells nothing about when its row was written."""
    return secrets.randbits(62) or random_id()


# On SQLite only an INTEGER key is the row's own place; any other type would keep a hidden number in order of arrival.
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
RandomId = Annotated[int, mapped_column(Id, primary_key=True, autoincrement=False, default=random_id)]


def choice(values: type[enum.Enum], name: str) -> sa.Enum:
    """A column type for `values`: stored as the member's value, guarded by a CHECK constraint called `name`."""
    return sa.Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment: kept in UTC, and aware again when read, on SQLite too (which knows no time zones)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment in UTC. Raises ValueError for one that does not say its zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment, aware."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Database:
    """The main database and the box, each with a reading and a writing way in.

    On SQLite a writing session opens with BEGIN IMMEDIATE, because a transaction that first reads and then
    writes fails at once when another writer is ahead of it, whatever the busy timeout.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.is_sqlite = settings.main_url.startswith("sqlite")
        self.main = _engine(settings.main_url)
        self.box = _engine(settings.box_url)
        if self.is_sqlite:
            self.box = self.box.execution_options(schema_translate_map={"box": None})
        self.reading = _opener(self.main, write=False)
        self.writing = _opener(self.main, write=True)
        self.box_reading = _opener(self.box, write=False)
        self.box_writing = _opener(self.box, write=True)
        self.box_writer = self.box.execution_options(write=True)
        self.together = _Together(self.main.execution_options(write=True), is_shared=self.is_sqlite)
        self.box_together = _Together(self.box_writer, is_shared=self.is_sqlite)

    def create_all(self) -> None:
        """Create every table that is declared now, without migrations; for tests and benchmarks."""
        Base.metadata.create_all(self.main)
        if not self.is_sqlite:
            with self.box.begin() as connection:
                connection.execute(sa.schema.CreateSchema("box", if_not_exists=True))
        BoxBase.metadata.create_all(self.box)

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.main.dispose()
        self.box.dispose()


def _engine(url: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        # As many as any server has threads: one that is opened and thrown away costs more than what it was opened for.
        pool_size=SQLITE_CONNECTIONS,
        connect_args={"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    turns = _WriterTurns()
    event.listen(engine, "begin", turns.begin)
    event.listen(engine, "checkin", turns.end)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # SQLAlchemy emits BEGIN itself (see _begin_sqlite); the driver must not.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


class _WriterTurns:
    """Lets the writers of this process wait for each other in a queue, and for those of others by asking often.

    SQLite knows no queue: whoever finds it busy sleeps, up to 0.1 s at a time, while the writer is long done. A turn
    that is not given in time is taken without.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def begin(self, connection: sa.Connection) -> None:
        """Open the transaction: reading at once, writing when it is this writer's turn."""
        if not connection.get_execution_options().get("write", False):
            wait_for_others(connection)
            connection.exec_driver_sql("BEGIN")
            return
        deadline = time.monotonic() + BUSY_MILLISECONDS / 1000
        connection.info["turn"] = self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000)
        wait_for_others(connection, milliseconds=0)
        raw: Any = connection.connection.dbapi_connection
        while not _begins(raw) and time.monotonic() < deadline:
            time.sleep(ASK_AGAIN_SECONDS)
        if not raw.in_transaction:
            wait_for_others(connection)
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def end(self, _connection: Any, record: Any) -> None:
        """Give the turn on once a writer's connection is back in the pool, which is after its commit."""
        if record.info.pop("turn", False):
            self._turn.release()


class _Together:
    """Lets short writes that wait for each other share one transaction, and so one flush to the disk.

    Only SQLite gains by it; elsewhere each write has a transaction of its own.
    """

    def __init__(self, engine: sa.Engine, *, is_shared: bool) -> None:
        self._engine = engine
        self._is_shared = is_shared
        self._waiting: list[_Write[Any, Any]] = []
        self._door = threading.Lock()
        self._is_led = False

    def run(self, work: Work[Item, Result], item: Item) -> Result:
        """What `work` returned for `item`, once it is committed.

        `work` is given the items that wait for it, in one call, so that it asks the database once for all of them. It
        may run twice for an item, the first time rolled back.
        """
        mine = _Write(work, item)
        if not self._is_shared:
            self._alone(mine)
        elif self._leads(mine):
            self._lead()
        if mine.error is not None:
            raise mine.error
        return mine.result

    def _leads(self, mine: _Write[Any, Any]) -> bool:
        """Line up. Whether it is this one's turn to write for everybody; when not, it was written along by then."""
        with self._door:
            self._waiting.append(mine)
            if not self._is_led:
                self._is_led = True
                return True
        mine.woken.acquire()
        return not mine.is_done

    def _lead(self) -> None:
        with self._door:
            writes, self._waiting = self._waiting, []
        try:
            self._share(writes)
        finally:
            with self._door:
                following = self._waiting[0] if self._waiting else None
                self._is_led = following is not None
            for write in writes:
                write.is_done = True
            # The next goes to the disk while those who are done have their answers put together.
            for woken in (following, *writes):
                if woken is not None:
                    woken.woken.release()

    def _share(self, writes: list[_Write[Any, Any]]) -> None:
        try:
            with self._engine.begin() as connection:
                for work, same in groupby(writes, key=lambda write: write.work):
                    together = list(same)
                    results = work(connection, [write.item for write in together])
                    for write, result in zip(together, results, strict=True):
                        write.result = result
        except Exception:
            # One of them failed and took the others with it: each gets what is its own.
            for write in writes:
                self._alone(write)

    def _alone(self, write: _Write[Any, Any]) -> None:
        try:
            with self._engine.begin() as connection:
                (write.result,) = write.work(connection, [write.item])
        except Exception as error:
            write.error = error


class _Write(Generic[Item, Result]):
    """A write that waits, and what became of it."""

    def __init__(self, work: Work[Item, Result], item: Item) -> None:
        self.work, self.item = work, item
        self.result: Result
        self.error: Exception | None = None
        self.is_done = False
        self.woken = threading.Lock()
        self.woken.acquire()


def wait_for_others(connection: sa.Connection, milliseconds: int | None = None) -> None:
    """How long SQLite itself waits on this connection for somebody who is ahead; said only when it changes.

    Each statement lets another thread compute in between, so the many that find nobody ahead of them save two.
    """
    milliseconds = BUSY_MILLISECONDS if milliseconds is None else milliseconds
    if connection.info.get("waits") != milliseconds:
        raw: Any = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA busy_timeout={milliseconds}")
        connection.info["waits"] = milliseconds


def _begins(raw: Any) -> bool:
    """Whether a write transaction could begin now."""
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def insert(connection: sa.Connection, rows: Iterable[Base]) -> None:
    """Store new rows that no session holds, table by table in the order in which these first come up.

    For what is stored and not gone on with: a session's own way of storing costs several times as much. As there, None is
    what was not given.
    """
    tables: dict[type[Base], dict[tuple[str, ...], list[dict[str, Any]]]] = {}
    for row in rows:
        given = {name: value for name, value in vars(row).items() if value is not None}
        del given["_sa_instance_state"]
        tables.setdefault(type(row), {}).setdefault(tuple(given), []).append(given)
    for table, alike in tables.items():
        for together in alike.values():
            connection.execute(_insert(table), together)


def store_first(session: Session, *rows: Base) -> bool:
    """Store new rows, unless somebody stored the like of them at the same moment: False then, and none of them is.

    PostgreSQL lets two look whether there is such a row before either stores it; whoever is second waits here for the
    first, and goes on in the same transaction.
    """
    try:
        with session.begin_nested():
            session.add_all(rows)
    except sa.exc.IntegrityError:
        return False
    return True


@cache
def _insert(table: type[Base]) -> sa.Insert:
    return sa.insert(table)


def _opener(engine: sa.Engine, *, write: bool) -> Callable[[], Session]:
    bound = engine.execution_options(write=write)

    def open_session() -> Session:
        return Session(bound, expire_on_commit=False)

    return open_session
