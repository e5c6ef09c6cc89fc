"""Bringing an existing 信访台账 over: what a workbook would come to, its rows as sealed cases, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts.people import Person
from database import Database, random_id
from ledgers import directory
from ledgers.values import Names
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.importing import BadRow
from ledgers.workbooks.kept import Rows
from petitions import conversation, deadlines, offices, operations, queries, reach
from petitions.calendar import queries as calendar_queries
from petitions.categories import queries as category_queries
from petitions.conduct import Conduct
from petitions.conversation import Named
from petitions.deadlines import ClockKind
from petitions.kinds import Naming
from petitions.models import CarriedOver, CaseClock, Petition
from petitions.notes import NoteKind
from petitions.offices import Front
from petitions.old_ledger import queries as carried_over
from petitions.old_ledger import reading as old_ledger
from petitions.old_ledger.columns import LEDGER, NAME
from petitions.old_ledger.expired import Expired, expired
from petitions.old_ledger.reading import ACCEPTED, OldCase, Trial
from petitions.redaction import versions as redactions
from petitions.register.models import Mandate
from petitions.routing import Unroutable, route
from petitions.workflow import CaseRole, Procedure, State
from vault import seal, subject_keys
from web.errors import Forbidden, Refusal
from web.words import N_

PERMISSION = "petitions.register"
BATCH = 50
Told = Callable[[int, int], None]
NOT_YOURS = N_("这一类由别的受理机构登记。请把这一行交给那个机构导入；检举控告只由纪检导入。")


def trial(session: Session, found: Rows, mapping: Mapping[str, str], *, actor: Person, today: date) -> Trial:
    """What would come of a workbook; a row that belongs to an office the actor does not sit in is refused."""
    front = offices.front(session)
    active = {row.id for _depth, row in front.tree.walk()}
    names = Names(units=directory.unit_names(front.tree, active))
    mine = frozenset(reach.offices_of(session, actor))
    read = old_ledger.read_rows(
        found.rows,
        mapping,
        names,
        categories=category_queries.tree(session),
        today=today,
        taken=carried_over.old_numbers(session, mine),
    )
    elsewhere = {case.row for case in read.good if _office(case, front) not in mine}
    label = LEDGER.column("purpose").label
    bad = [*read.bad, *(BadRow(row, label, NOT_YOURS, {}) for row in elsewhere)]
    return Trial(
        tuple(case for case in read.good if case.row not in elsewhere),
        tuple(sorted(bad, key=lambda each: each.number)),
    )


def not_kept(session: Session, cases: Sequence[OldCase], *, today: date) -> tuple[Expired, ...]:
    """The rows that would be destroyed soon after they were brought over, because their period is over."""
    return expired(cases, preferences.read(session), today)


def take(
    database: Database,
    cases: Sequence[OldCase],
    *,
    import_id: int,
    officer: Person,
    actor: Person | None,
    now: datetime,
    told: Told = lambda _done, _whole: None,
) -> int:
    """Make sealed cases of the rows for `officer`, in short batches so that nobody waits long, until somebody takes the
    import back. Returns how many.

    `actor` is whom the histories name: the officer at the desk, nobody on the terminal. It needs no private key: a case's
    key is sealed to the public half of its office's.
    """
    for start in range(0, len(cases), BATCH):
        with database.writing() as session, session.begin():
            if kept_workbooks.is_taken_back(session, import_id):
                return start
            front = offices.front(session)
            for case in cases[start : start + BATCH]:
                bring_over(session, case, front, import_id=import_id, officer=officer, actor=actor, now=now)
        told(min(start + BATCH, len(cases)), len(cases))
    return len(cases)


def bring_over(
    session: Session,
    old: OldCase,
    front: Front,
    *,
    import_id: int,
    officer: Person,
    actor: Person | None,
    now: datetime,
) -> Petition:
    """One row as a case of the office it belongs to, its texts sealed. Raises Refusal."""
    group_id = _office(old, front)
    if group_id not in reach.offices_of(session, officer):
        raise Refusal(_("第 %(row)s 行：%(why)s", row=old.row, why=_(NOT_YOURS)))
    assert group_id is not None
    petition = _facts(old, group_id)
    key = seal.random_key()
    if old.name:
        petition.name_sealed = seal.seal_text(
            key, Named(old.name, old.contact).to_text(), conversation.name_place(petition.id)
        )
    subject_keys.seal_subject(session, queries.subject(petition.id), key, group_id)
    operations.carry_over(
        session,
        petition,
        to=old.state,
        key=key,
        write=lambda doing: _write(doing, old),
        clocks=_clocks(session, petition, old),
        details=_days(old),
        actor=actor,
        now=now,
    )
    session.add(CarriedOver(petition_id=petition.id, import_id=import_id, old_number=old.old_number))
    if old.issuer:
        session.add(_mandate(old, petition.id))
    session.flush()
    return petition


def _mandate(old: OldCase, petition_id: int) -> Mandate:
    return Mandate(
        petition_id=petition_id,
        number=1,
        issuer=old.issuer,
        reference=old.reference,
        received_on=old.filed_on,
    )


def undo(session: Session, import_id: int, *, actor: Person, now: datetime) -> tuple[int, int]:
    """Take an import's cases back. Returns how many went, and how many stay because somebody worked on them since."""
    row, _rows = kept_workbooks.opened(session, import_id, NAME, actor)
    if not actor.can(PERMISSION):
        raise Forbidden
    kept_workbooks.is_taken_back(session, import_id)
    untouched, stay = carried_over.of_import(session, import_id)
    for petition_id in untouched:
        subject_keys.erase_subject(session, queries.subject(petition_id))
        subject_keys.erase_subject(session, redactions.subject(petition_id))
    session.execute(sa.delete(Petition).where(Petition.id.in_(untouched)))
    kept_workbooks.note_undone(session, row, gone=len(untouched), stay=stay, actor=actor, now=now)
    return len(untouched), stay


def _office(old: OldCase, front: Front) -> int | None:
    try:
        return route(old.kind, offices.unit_line(front.tree, old.unit_id), front.offices).group_id
    except Unroutable:
        return None


def _facts(old: OldCase, group_id: int) -> Petition:
    is_ended = old.state in (State.HANDED_OVER, State.WITHDRAWN)
    return Petition(
        id=random_id(),
        kind=old.kind,
        legal_class=old.legal_class,
        naming=Naming.NAMED if old.name else Naming.ANONYMOUS,
        channel=old.channel,
        category=old.category,
        unit_id=old.unit_id,
        people=old.people,
        is_repeat=old.is_repeat,
        group_id=group_id,
        handling_unit_id=old.handling_unit_id,
        procedure=Procedure.ORDINARY if old.state in ACCEPTED else None,
        ground=old.ground,
        disposal=old.disposal,
        stability_unit_id=old.stability_unit_id,
        outcome=old.outcome,
        conclusion=old.conclusion,
        concluded_on=old.concluded_on,
        filed_on=old.filed_on,
        decided_on=old.decided_on,
        accepted_on=old.runs_from,
        replied_on=old.replied_on,
        first_replied_on=old.replied_on,
        closed_on=old.closed_on if old.state is State.CLOSED else None,
        first_closed_on=old.closed_on if old.state is State.CLOSED else None,
        ended_on=old.closed_on if is_ended else None,
        charged_on=old.filed_on if old.issuer else None,
    )


def _write(doing: Conduct, old: OldCase) -> None:
    doing.write(old.text, author=CaseRole.PETITIONER)
    if old.reply:
        doing.write(old.reply, author=CaseRole.OFFICE)
    if old.findings:
        doing.note(NoteKind.INVESTIGATION, old.findings)
    doing.note(NoteKind.OLD_RECORD, old.record)


def _days(old: OldCase) -> dict[str, object]:
    """The days of the old ledger, for the history."""
    days = {
        "filed": old.filed_on,
        "notified": old.notified_on,
        "accepted": old.accepted_on,
        "replied": old.replied_on,
        "closed": old.closed_on,
        "concluded": old.concluded_on,
    }
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _clocks(session: Session, petition: Petition, old: OldCase) -> list[CaseClock]:
    """The clocks its own days give: what has no day in the old ledger has no clock, so that no rate is made up."""
    found = []
    if old.state is State.REGISTERED:
        found.append(_clock(session, petition, ClockKind.NOTIFY, old.filed_on, None, None))
    elif old.decided_on is not None:
        found.append(_clock(session, petition, ClockKind.NOTIFY, old.filed_on, None, old.decided_on))
    if old.runs_from is not None:
        found.append(_clock(session, petition, ClockKind.HANDLE, old.runs_from, old.due_on, old.replied_on))
    if old.state is State.REPLIED and old.replied_on is not None:
        found.append(_clock(session, petition, ClockKind.REVIEW, old.replied_on, None, None))
    return found


def _clock(
    session: Session, petition: Petition, kind: ClockKind, started: date, due: date | None, stopped: date | None
) -> CaseClock:
    days = getattr(preferences.read(session), deadlines.RULES[kind].setting)
    if due is None:
        calendar = calendar_queries.working_days(session, (started.year, started.year + 1))
        due = deadlines.due(started, days, workdays=deadlines.RULES[kind].workdays, calendar=calendar)
    else:
        days = (due - started).days
    return CaseClock(
        petition_id=petition.id, kind=kind, round=1, started_on=started, due_on=due, days=days, stopped_on=stopped
    )
