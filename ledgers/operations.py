"""Every write to the ledgers: adding an entry, changing it, taking a step. Each leaves a line in its history."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from database import random_id
from ledgers import directory, never_events, queries, sealing, values
from ledgers.declaration import Column, Content, Ledger, Place, Source, Type
from ledgers.models import LedgerEntry, LedgerEvent
from ledgers.registry import LEDGERS
from ledgers.values import BadValue
from ledgers.yearly import queries as yearly
from web.errors import Forbidden, Missing, Refusal

#: Characters of a number: digits and letters that cannot be mistaken for one another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ADD, CHANGE = "add", "change"
LONGEST_NOTE = 20_000

STALE = _l("刚刚有人改过这一条，您填写的内容还在。两个人都改了的，同事写的列在下面，选好留哪个再存。")
NEEDED = _l("请填写这一项。")
NOTE_NEEDED = _l("请写明情况。")
NOT_FROM_HERE = _l("这一条现在的状态不能办这一步。请回到它的页面看看最新进展。")
OUT_OF_REACH = _l("您管不到这个单位。请选您管的单位，或请上级的专员登记。")
NEEDS_A_UNIT = _l("不选单位就是全企业适用，由管全企业的人来定。请选您管的单位。")

OF_ANOTHER_COMPANY = _l("这一条是别的公司自己定的，发生单位不在那个公司。请换一条，或者核对单位。")


def add(
    session: Session,
    ledger: str,
    given: Mapping[str, Content],
    *,
    source: Source | None = None,
    state: str | None = None,
    import_id: int | None = None,
    actor: Person | None,
    now: datetime,
) -> LedgerEntry:
    """List something in `ledger` (its name): contents by column code, as forms give them (days as dates, units and
    people as ids, money in fen). `actor` is None for what the product does by itself; `state` is where something that
    was kept elsewhere stands already, for all that is known here from its own day on. Raises Refusal, naming the field.
    """
    declared = LEDGERS[ledger]
    _may_add(declared, actor)
    whole = {"day": now.date(), **given}
    _check(session, declared, whole, declared.form_columns, actor)
    row = LedgerEntry(
        id=random_id(),
        ledger=declared.name,
        number=_number(session, declared, now.date()),
        state=declared.state(state).code if state else declared.first,
        closed_on=_own_day(whole, now) if state in declared.final else None,
        import_id=import_id,
        content={},
        source_kind=source.kind if source else None,
        source_number=source.number if source else None,
        version=0,
    )
    changes = _write(declared, row, whole)
    if declared.is_sealed:
        key = sealing.begin(session, row.id, row.unit_id, accounts.unit_tree(session))
        row.sealed = sealing.seal_contents(key, row.id, _sealed_part(declared, whole))
    session.add(row)
    _append(session, row, _Line(ADD, changes), actor, now.date())
    return row


def change(
    session: Session,
    entry_id: int,
    given: Mapping[str, Content],
    *,
    version: int | None = None,
    actor: Person,
    now: datetime,
) -> LedgerEntry:
    """Correct an entry's columns. `version` is the one the person saw. Raises Refusal; nothing changed leaves no line."""
    row = _seen(session, entry_id, version, actor)
    declared = LEDGERS[row.ledger]
    if not _keeps(session, row, actor):
        raise Forbidden
    asked = [each for each in declared.columns if each.code in given]
    _check(session, declared, {"day": row.day, "due": row.due_on, **given}, asked, actor)
    changes = _write(declared, row, given) | _reseal(session, declared, row, given, actor)
    if changes:
        _append(session, row, _Line(CHANGE, changes), actor, now.date())
    return row


def perform(
    session: Session,
    entry_id: int,
    step: str,
    given: Mapping[str, Content],
    note: str = "",
    *,
    version: int | None = None,
    actor: Person,
    now: datetime,
) -> LedgerEntry:
    """Take a step: fill in what it asks for, move the entry, write the note down. Raises Refusal, naming the field."""
    row = _seen(session, entry_id, version, actor)
    declared = LEDGERS[row.ledger]
    doing = declared.step(step)
    if doing is None:
        raise Missing
    if not (doing.own and row.owner_id == actor.id) and not _keeps(session, row, actor):
        raise Forbidden
    if row.state not in doing.sources:
        raise Refusal(NOT_FROM_HERE)
    note = note.replace("\r\n", "\n").strip()
    if doing.note_needed and not note:
        raise Refusal(NOTE_NEEDED, field="note")
    if len(note) > LONGEST_NOTE:
        raise Refusal(_("最多 %(most)s 字，现在是 %(length)s 字。", most=LONGEST_NOTE, length=len(note)), field="note")
    for code in doing.needed:
        if given.get(code) is None:
            raise Refusal(NEEDED, field=code)
    filled = {code: given[code] for code in doing.columns if code in given}
    key = sealing.required_key(session, row.id, actor) if declared.is_sealed and note else None
    _check(session, declared, {"day": row.day, **filled}, [], actor)
    changes = _write(declared, row, filled)
    if doing.target:
        row.state = doing.target
        row.closed_on = now.date() if doing.target in declared.final else None
    _append(session, row, _Line(doing.code, changes, note, key), actor, now.date())
    return row


def note(session: Session, entry_id: int, action: str, *, actor: Person, now: datetime) -> LedgerEntry:
    """Write down that something else was done to an entry, such as hanging a photo on it. Raises Missing, Forbidden."""
    row = _seen(session, entry_id, None, actor)
    if row.owner_id != actor.id and not _keeps(session, row, actor):
        raise Forbidden
    _append(session, row, _Line(action, {}), actor, now.date())
    return row


def forget_source(session: Session, source: Source) -> None:
    """Take a source off every entry that names it; the entries stay."""
    named = sa.and_(LedgerEntry.source_kind == source.kind, LedgerEntry.source_number == source.number)
    session.execute(sa.update(LedgerEntry).where(named).values(source_kind=None, source_number=None))


def _seen(session: Session, entry_id: int, version: int | None, actor: Person) -> LedgerEntry:
    """The entry, held, if `actor` may see it and nobody changed it since. Raises Missing and Refusal."""
    row = queries.locked(session, entry_id)
    queries.entry(session, LEDGERS[row.ledger], entry_id, actor, accounts.unit_tree(session))
    if version is not None and version != row.version:
        raise Refusal(STALE)
    return row


def may_add(ledger: Ledger, actor: Person) -> bool:
    """Whether `actor` may list something in this ledger."""
    return actor.can("ledgers.write") or (ledger.reported_by_all and actor.can("ledgers"))


def _own_day(given: Mapping[str, Content], now: datetime) -> date:
    day = given["day"]
    return min(day, now.date()) if isinstance(day, date) else now.date()


def _may_add(ledger: Ledger, actor: Person | None) -> None:
    if actor is not None and not may_add(ledger, actor):
        raise Forbidden


def _keeps(session: Session, row: LedgerEntry, actor: Person) -> bool:
    return directory.keeps(actor, row.unit_id, accounts.unit_tree(session))


def _check(
    session: Session, ledger: Ledger, given: Mapping[str, Content], asked: Iterable[Column], actor: Person | None
) -> None:
    """Refuse what is missing among `asked`, what does not fit its column, and units beyond the actor's reach."""
    for column in asked:
        if column.required and given.get(column.code) in (None, ""):
            raise Refusal(NEEDED, field=column.code)
    for code, value in given.items():
        column = ledger.column(code)
        try:
            values.check(column, value)
        except BadValue as bad:
            raise Refusal(_(bad.message, **bad.values), field=code) from bad
        if column.type is Type.UNIT and value is not None and not _reaches(session, ledger, actor, value):
            raise Refusal(OUT_OF_REACH, field=code)
    _check_whose(session, given, asked, actor)
    if ledger is never_events.LEDGER and yearly.is_elsewhere(session, given.get("kind"), given.get("unit")):
        raise Refusal(OF_ANOTHER_COMPANY, field="kind")
    due, day = ledger.placed(Place.DUE), given.get("day")
    until = given.get(due.code) if due else None
    if isinstance(until, date) and isinstance(day, date) and until < day:
        raise Refusal(_(values.DUE_BEFORE_DAY), field=due.code if due else None)


def _check_whose(session: Session, given: Mapping[str, Content], asked: Iterable[Column], actor: Person | None) -> None:
    """Refuse to make something the whole enterprise's for somebody who keeps the ledgers of a part of it."""
    unit = next((each.code for each in asked if each.place is Place.UNIT), None)
    if unit is None or given.get(unit) is not None or actor is None:
        return
    if not directory.keeps(actor, None, accounts.unit_tree(session)):
        raise Refusal(NEEDS_A_UNIT, field=unit)


def _reaches(session: Session, ledger: Ledger, actor: Person | None, unit_id: object) -> bool:
    tree = accounts.unit_tree(session)
    return unit_id in tree and (actor is None or unit_id in directory.reach(ledger, actor, tree))


def _write(ledger: Ledger, row: LedgerEntry, given: Mapping[str, Content]) -> dict[str, list[object]]:
    """Put contents into the row; returns what changed, as the history keeps it."""
    changes: dict[str, list[object]] = {}
    content = dict(row.content)
    for code, value in given.items():
        column = ledger.column(code)
        if column.sealed:
            continue
        value = value.strip() if isinstance(value, str) else value
        plain = values.to_plain(value if value != "" else None)
        if column.place is not None:
            before = values.to_plain(getattr(row, column.place.value))
            setattr(row, column.place.value, value if value != "" else None)
        else:
            before = content.get(code)  # type: ignore[assignment]
            if plain is None:
                content.pop(code, None)
            else:
                content[code] = plain
        if before != plain:
            changes[code] = [before, plain]
    row.content = content
    return changes


def _sealed_part(ledger: Ledger, given: Mapping[str, Content]) -> dict[str, object]:
    """What of `given` is to be sealed; columns that say nothing are left out."""
    codes = [each.code for each in ledger.columns if each.sealed]
    return {code: values.to_plain(given[code]) for code in codes if given.get(code) not in (None, "")}


def _reseal(
    session: Session, ledger: Ledger, row: LedgerEntry, given: Mapping[str, Content], actor: Person
) -> dict[str, list[object]]:
    """Change sealed columns; the history says which, never from what to what."""
    asked = {each.code for each in ledger.columns if each.sealed and each.code in given}
    if not asked:
        return {}
    key = sealing.required_key(session, row.id, actor)
    before = sealing.open_contents(key, row.id, row.sealed) if row.sealed else {}
    after = {code: plain for code, plain in before.items() if code not in asked} | _sealed_part(ledger, given)
    row.sealed = sealing.seal_contents(key, row.id, after)
    return {code: [None, None] for code in sorted(asked) if before.get(code) != after.get(code)}


@dataclass(frozen=True)
class _Line:
    """What a line of history says; a note under a key is sealed."""

    action: str
    changes: dict[str, list[object]]
    note: str = ""
    key: bytes | None = field(default=None, repr=False)


def _append(session: Session, row: LedgerEntry, line: _Line, actor: Person | None, day: date) -> None:
    row.version += 1
    session.flush()
    session.add(
        LedgerEvent(
            entry_id=row.id,
            ordinal=row.version,
            day=day,
            account_id=actor.id if actor else None,
            action=line.action,
            to_state=row.state,
            changes=line.changes,
            note=line.note if line.key is None else "",
            sealed_note=sealing.seal_note(line.key, row.id, row.version, line.note) if line.key else None,
        )
    )
    session.flush()


def _number(session: Session, ledger: Ledger, day: date) -> str:
    """A number that no entry has; random, so that a gap tells nothing."""
    while True:
        number = f"{ledger.prefix}{day:%Y%m}" + "".join(secrets.choice(ALPHABET) for _each in range(4))
        if not queries.number_taken(session, number):
            return number
