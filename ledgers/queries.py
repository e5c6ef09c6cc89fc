"""Every SELECT over the ledgers; plain rows in a fixed order, and only entries that the reader may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.people import Person
from accounts.units import UnitTree
from ledgers import values
from ledgers.declaration import Content, Ledger, Place, Source
from ledgers.filters import VIEWS, Filters, conditions, in_view
from ledgers.models import LedgerEntry, LedgerEvent
from ledgers.monthly import Fact
from ledgers.registry import LEDGERS
from web.errors import Missing
from web.paging import PAGE

#: Lists of what is done, newest first.
LATEST_FIRST = frozenset({"done", "all"})


@dataclass(frozen=True)
class Entry:
    """One entry as pages and workbooks read it."""

    id: int
    ledger: Ledger
    number: str
    state: str
    title: str
    kind: str | None
    unit_id: int | None
    owner_id: int | None
    leader_id: int | None
    day: date
    due_on: date | None
    closed_on: date | None
    content: Mapping[str, object]
    source: Source | None
    version: int
    sealed: bytes | None = field(default=None, repr=False)
    #: The sealed columns, once somebody who may has opened them.
    opened: Mapping[str, object] | None = field(default=None, repr=False)

    def value(self, code: str) -> Content:
        """What a column of it holds; nothing for a sealed column that was not opened."""
        column = self.ledger.column(code)
        if column.sealed:
            return values.from_plain(column, (self.opened or {}).get(code))
        if column.place is not None:
            found: Content = getattr(self, column.place.value)
            return found
        return values.from_plain(column, self.content.get(code))

    @property
    def runs_to(self) -> date | None:
        """The day by which something is still to be done."""
        return self.due_on if self.state in self.ledger.owing else None

    @property
    def is_open(self) -> bool:
        """Whether something is still owed."""
        return self.state not in self.ledger.final


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    ordinal: int
    day: date
    account_id: int | None
    action: str
    to_state: str
    changes: Mapping[str, list[object]]
    note: str
    sealed_note: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Listed:
    """One page of a list, and how many each view holds for this reader."""

    rows: list[Entry]
    has_more: bool
    counts: Mapping[str, int]


def may_see(who: Person, ledger: Ledger, tree: UnitTree) -> sa.ColumnElement[bool]:
    """The entries of a ledger that `who` may see: those of units they read, and those they answer for."""
    of_ledger = LedgerEntry.ledger == ledger.name
    if ledger.open_to_all:
        return of_ledger
    # Whoever may report for a unit sees what stands in the ledger of that unit.
    reach = who.reach_with(tree, "ledgers" if ledger.reported_by_all else "ledgers.read")
    if reach.issuperset(row.id for row in tree.roots()):
        return of_ledger
    theirs = sa.or_(LedgerEntry.owner_id == who.id, LedgerEntry.leader_id == who.id)
    return sa.and_(of_ledger, sa.or_(LedgerEntry.unit_id.in_(sorted(reach)), theirs))


def entry(session: Session, ledger: Ledger, entry_id: int, who: Person, tree: UnitTree) -> Entry:
    """One entry. Raises Missing when there is none that `who` may see."""
    wanted = sa.select(LedgerEntry).where(LedgerEntry.id == entry_id, may_see(who, ledger, tree))
    row = session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise Missing
    return as_entry(row)


def locked(session: Session, entry_id: int) -> LedgerEntry:
    """One entry to be changed, held until the transaction ends. Raises Missing."""
    row = session.execute(
        sa.select(LedgerEntry).where(LedgerEntry.id == entry_id).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        raise Missing
    return row


def page(session: Session, ledger: Ledger, who: Person, filters: Filters, tree: UnitTree, *, today: date) -> Listed:
    """The entries that `who` may see and asked for: what is due first on top, or the newest where nothing is due."""
    seen = may_see(who, ledger, tree)
    narrowed = conditions(filters)
    wanted = _wanted(ledger, who, filters, tree, today).limit(PAGE + 1).offset((filters.page - 1) * PAGE)
    rows = [as_entry(row) for row in session.execute(wanted).scalars()]
    counts = {view: _count(session, seen, *in_view(ledger, view, today), *narrowed) for view in VIEWS}
    return Listed(rows[:PAGE], len(rows) > PAGE, counts)


def filtered(
    session: Session, ledger: Ledger, who: Person, filters: Filters, tree: UnitTree, *, today: date
) -> list[Entry]:
    """Everything that `page` would show, page after page."""
    return [as_entry(row) for row in session.execute(_wanted(ledger, who, filters, tree, today)).scalars()]


def counts(session: Session, ledger: Ledger, who: Person, tree: UnitTree, *, today: date) -> dict[str, int]:
    """How many entries of a ledger each view holds for this reader."""
    seen = may_see(who, ledger, tree)
    return {view: _count(session, seen, *in_view(ledger, view, today)) for view in VIEWS}


def history(session: Session, entry_id: int) -> list[Event]:
    """What happened to an entry, oldest first."""
    wanted = sa.select(LedgerEvent).where(LedgerEvent.entry_id == entry_id).order_by(LedgerEvent.ordinal)
    return [
        Event(row.ordinal, row.day, row.account_id, row.action, row.to_state, row.changes, row.note, row.sealed_note)
        for row in session.execute(wanted).scalars()
    ]


def from_source(session: Session, source: Source, who: Person, tree: UnitTree) -> list[Entry]:
    """What was listed from a case or finding, in any ledger, oldest first, as far as `who` may see it."""
    wanted = sa.select(LedgerEntry).where(
        LedgerEntry.source_kind == source.kind,
        LedgerEntry.source_number == source.number,
        sa.or_(*(may_see(who, each, tree) for each in LEDGERS.values())),
    )
    rows = session.execute(wanted.order_by(LedgerEntry.day, LedgerEntry.number)).scalars()
    return [as_entry(row) for row in rows]


def seen(session: Session, ledger: Ledger, who: Person, tree: UnitTree) -> list[Entry]:
    """All entries of a ledger that `who` may see, by day."""
    wanted = sa.select(LedgerEntry).where(may_see(who, ledger, tree))
    return [as_entry(row) for row in session.execute(wanted.order_by(LedgerEntry.day, LedgerEntry.number)).scalars()]


def due_by(session: Session, who: Person, tree: UnitTree, last: date, *, most: int) -> list[Entry]:
    """Entries of every ledger that `who` may see, owed by `last` or before; the `most` that are due first."""
    wanted = sa.select(LedgerEntry).where(*_owed(who, tree), LedgerEntry.due_on <= last)
    ordered = wanted.order_by(LedgerEntry.due_on, LedgerEntry.number).limit(most)
    return [as_entry(row) for row in session.execute(ordered).scalars()]


def count_due(session: Session, who: Person, tree: UnitTree, last: date) -> int:
    """How many there are of them."""
    return _count(session, *_owed(who, tree), LedgerEntry.due_on <= last)


def owed_on(session: Session, who: Person, tree: UnitTree, last: date) -> dict[str, dict[date, int]]:
    """How many entries that `who` may see are owed on each day up to `last`, by the name of their ledger."""
    counted = sa.select(LedgerEntry.ledger, LedgerEntry.due_on, sa.func.count())
    wanted = counted.where(*_owed(who, tree), LedgerEntry.due_on <= last)
    found: dict[str, dict[date, int]] = {}
    for ledger, day, count in session.execute(wanted.group_by(LedgerEntry.ledger, LedgerEntry.due_on)):
        if day is not None:
            found.setdefault(ledger, {})[day] = count
    return found


def led_by(session: Session, who: Person) -> list[Entry]:
    """What is open and `who` answers for as its leader, in every ledger; what is due first on top."""
    open_ones = (
        sa.and_(LedgerEntry.ledger == each.name, LedgerEntry.state.not_in(sorted(each.final)))
        for each in LEDGERS.values()
        if each.placed(Place.LEADER) is not None
    )
    wanted = sa.select(LedgerEntry).where(LedgerEntry.leader_id == who.id, sa.or_(*open_ones))
    ordered = wanted.order_by(LedgerEntry.due_on.asc().nulls_last(), LedgerEntry.number)
    return [as_entry(row) for row in session.execute(ordered).scalars()]


def standing_in(session: Session, states: Mapping[str, str], who: Person, tree: UnitTree) -> dict[str, int]:
    """How many entries of some ledgers that `who` may see stand in one of their `states` each, by the ledger's name."""
    each = (sa.and_(may_see(who, LEDGERS[name], tree), LedgerEntry.state == state) for name, state in states.items())
    counted = sa.select(LedgerEntry.ledger, sa.func.count()).where(sa.or_(sa.false(), *each))
    return dict(session.execute(counted.group_by(LedgerEntry.ledger)).all())


def titles_from(session: Session, source: Source) -> frozenset[str]:
    """What was listed from a source already, by title, so that it is not listed twice."""
    wanted = sa.select(LedgerEntry.title).where(
        LedgerEntry.source_kind == source.kind, LedgerEntry.source_number == source.number
    )
    return frozenset(session.execute(wanted).scalars())


def every(session: Session, ledger: Ledger) -> list[Entry]:
    """All entries of a ledger by day, for public pages and the figures of a report."""
    wanted = sa.select(LedgerEntry).where(LedgerEntry.ledger == ledger.name)
    rows = session.execute(wanted.order_by(LedgerEntry.day, LedgerEntry.number)).scalars()
    return [as_entry(row) for row in rows]


def facts(session: Session, ledger: Ledger) -> list[Fact]:
    """What the months of a ledger are counted from, by day."""
    trails: dict[int, list[tuple[date, str]]] = {}
    steps = (
        sa.select(LedgerEvent.entry_id, LedgerEvent.day, LedgerEvent.to_state)
        .join(LedgerEntry, LedgerEntry.id == LedgerEvent.entry_id)
        .where(LedgerEntry.ledger == ledger.name)
        .order_by(LedgerEvent.entry_id, LedgerEvent.ordinal)
    )
    for entry_id, day, state in session.execute(steps):
        trails.setdefault(entry_id, []).append((day, state))
    clear = [each.code for each in ledger.columns if not each.sealed]
    return [
        Fact(
            title=each.title,
            kind=each.kind or "",
            day=each.day,
            due_on=each.due_on,
            first_state=ledger.first,
            trail=_changes_of_state(_from_its_day(each.day, trails.get(each.id, []))),
            contents={code: each.value(code) for code in clear},
        )
        for each in every(session, ledger)
    ]


def number_taken(session: Session, number: str) -> bool:
    """Whether an entry has this number."""
    return session.execute(sa.select(LedgerEntry.id).where(LedgerEntry.number == number)).first() is not None


def of_import(session: Session, import_id: int) -> int:
    """How many entries an import has brought in by now."""
    return _count(session, LedgerEntry.import_id == import_id)


def numbers_among(session: Session, ledger: Ledger, numbers: Collection[str]) -> frozenset[str]:
    """Those of several numbers that entries of a ledger have."""
    wanted = sa.select(LedgerEntry.number).where(LedgerEntry.ledger == ledger.name, LedgerEntry.number.in_(numbers))
    return frozenset(session.execute(wanted).scalars()) if numbers else frozenset()


def as_entry(row: LedgerEntry) -> Entry:
    """A stored row as a plain one."""
    source = Source(row.source_kind, row.source_number or "") if row.source_kind else None
    return Entry(
        id=row.id,
        ledger=LEDGERS[row.ledger],
        number=row.number,
        state=row.state,
        title=row.title,
        kind=row.kind,
        unit_id=row.unit_id,
        owner_id=row.owner_id,
        leader_id=row.leader_id,
        day=row.day,
        due_on=row.due_on,
        closed_on=row.closed_on,
        content=dict(row.content),
        source=source,
        version=row.version,
        sealed=row.sealed,
    )


def _owed(who: Person, tree: UnitTree) -> list[sa.ColumnElement[bool]]:
    parts = (sa.and_(may_see(who, each, tree), LedgerEntry.state.in_(sorted(each.owing))) for each in LEDGERS.values())
    return [sa.or_(*parts)]


def _wanted(ledger: Ledger, who: Person, filters: Filters, tree: UnitTree, today: date) -> sa.Select[LedgerEntry]:
    newest = (LedgerEntry.day.desc(), LedgerEntry.number.desc())
    due = (LedgerEntry.due_on.asc().nulls_last(), LedgerEntry.day, LedgerEntry.number)
    return (
        sa.select(LedgerEntry)
        .where(may_see(who, ledger, tree), *in_view(ledger, filters.view, today), *conditions(filters))
        .order_by(*(newest if filters.view in LATEST_FIRST else due))
    )


def _from_its_day(day: date, trail: list[tuple[date, str]]) -> list[tuple[date, str]]:
    """What was brought in from elsewhere stood where it stood from its own day on: nothing of it happened on the day on
    which somebody brought it in."""
    return [(min(day, trail[0][0]), trail[0][1]), *trail[1:]] if trail else []


def _changes_of_state(trail: list[tuple[date, str]]) -> tuple[tuple[date, str], ...]:
    """Only the lines that led into another state: a note in between enters none."""
    found: list[tuple[date, str]] = []
    for day, state in trail:
        if not found or found[-1][1] != state:
            found.append((day, state))
    return tuple(found)


def _count(session: Session, *conditions: sa.ColumnElement[bool]) -> int:
    wanted = sa.select(sa.func.count()).select_from(LedgerEntry).where(*conditions)
    return session.execute(wanted).scalar_one()
