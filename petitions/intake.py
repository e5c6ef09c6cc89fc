"""How a petition comes in: routed, sealed and stored in one transaction, by a petitioner or by an officer for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.people import Person
from database import Base, Database, insert, random_id
from petitions import conversation, numbers, offices, operations, queries, receipt, rekeying
from petitions.conversation import Named
from petitions.files import attaching
from petitions.files.attachments import CleanFile
from petitions.filing import receiving
from petitions.identity.asking import identity_subject
from petitions.identity.models import SealedIdentity
from petitions.keys import holding
from petitions.kinds import Channel, Kind, Naming, legal_class
from petitions.models import Petition
from petitions.offices import Front, identity_office
from petitions.offices import front as read_front
from petitions.routing import Office, Reason, Route, Unroutable, route
from petitions.workflow import Action
from vault import reading_groups, seal, subject_keys
from web.errors import Refusal
from web.words import N_

REFUSALS = {
    Reason.NO_OFFICE: N_("这类诉求目前没有网上受理机构，没有提交，也没有留下记录。%(place)s"),
    Reason.NO_READERS: N_("您提到的人去掉之后，没有足够的人能受理，所以没有提交，也没有留下记录。%(place)s"),
    Reason.SHEETS_UNCONFIRMED: N_("举报暂时不能在网上受理，没有提交，也没有留下记录。%(place)s"),
}
#: Somebody left the office since it was read for the form.
GONE = (reading_groups.NotAReader, reading_groups.TooFewReaders)


@dataclass(frozen=True)
class Filing:
    """What somebody files."""

    kind: Kind
    naming: Naming
    category: str
    unit_id: int | None
    text: str = field(repr=False)
    people: int = 1
    #: Accounts it is about; none of them will see it.
    concerned: frozenset[int] = frozenset()
    someone_not_listed: bool = False
    #: It concerns whoever leads the unit: the office above takes it, and nobody of the unit handles it.
    concerns_leader: bool = False
    urgent: bool = False
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    agent: str = field(default="", repr=False)
    representatives: tuple[str, ...] = field(default=(), repr=False)
    files: tuple[CleanFile, ...] = ()
    channel: Channel = Channel.WEB
    #: The day an officer received it, when it was not today: its clocks run from then.
    received_on: date | None = None

    @property
    def named(self) -> Named:
        """Who they say they are, as it is sealed."""
        return Named(self.name, self.contact, self.address, self.agent, self.representatives)


def file_petition(
    session: Session,
    filing: Filing,
    *,
    actor: Person | None,
    now: datetime,
    code: str | None = None,
    instance_key: bytes = b"",
    front: Front | None = None,
) -> Petition:
    """Store a new case, sealed for its readers and, when there is a receipt `code`, for whoever holds that.

    `front` are the units and offices when they were just read for the form. Raises Refusal before anything is stored
    when no office can take it.
    """
    _check_received(filing.received_on, now.date())
    shown = front or read_front(session)
    where, keepers = routed(filing, line_of(filing, shown), shown)
    petition, key = _begun(filing, where, code, instance_key)
    reading_groups.hold(session, where.group_id)
    try:
        subject_keys.seal_subject(session, queries.subject(petition.id), key, where.group_id, excluding=where.excluded)
    except GONE:
        raise _refusal(Reason.NO_READERS, shown) from None
    shown.bring_to(session)
    operations.open_case(
        session,
        petition,
        key=key,
        text=filing.text,
        actor=actor,
        now=now,
        excluded=where.excluded,
        received_on=filing.received_on,
    )
    _add(session, petition, key, filing, keepers)
    return petition


@dataclass(frozen=True)
class _Waiting:
    """A new case that waits to be stored, with its key, where it goes and the form it came by."""

    petition: Petition
    key: bytes = field(repr=False)
    filing: Filing
    where: Route
    keepers: Office | None
    shown: Front
    now: datetime


def file_once(
    database: Database, filing: Filing, *, code: str, instance_key: bytes, front: Front, now: datetime
) -> Petition:
    """File under a receipt code, for good, or find what was filed under it a moment ago. Raises Refusal.

    When a shift ends, many file at once: those who wait for each other share one transaction, and one flush to the disk.
    """
    where, keepers = routed(filing, line_of(filing, front), front)
    waiting = _Waiting(*_begun(filing, where, code, instance_key), filing, where, keepers, front, now)
    for _attempt in range(numbers.TRIES):
        try:
            return database.together.run(_file_together, waiting)
        except GONE:
            raise _refusal(Reason.NO_READERS, front) from None
        except IntegrityError as clash:
            # The same form came twice at once and the other one was first; or somebody has the number already.
            with database.reading() as session:
                found = conversation.by_receipt(session, code, instance_key=instance_key)
                if found is not None:
                    return queries.petition(session, found[0])
            if "number" not in str(clash.orig):
                raise
    raise numbers.NoNumberLeft


def _file_together(connection: sa.Connection, waiting: Sequence[_Waiting]) -> list[Petition]:
    """Store new cases, each table written once for all of them."""
    with Session(connection, expire_on_commit=False) as session, session.begin():
        insert(connection, [row for each in waiting for row in _rows(session, each)])
        for each in waiting:
            _add(session, each.petition, each.key, each.filing, each.keepers)
    return [each.petition for each in waiting]


def _rows(session: Session, each: _Waiting) -> list[Base]:
    """What every new case consists of. It may be asked for again: whatever the first time left is written over."""
    case, out = each.petition, each.where.excluded
    case.filed_on = each.now.date()
    case.number = numbers.draw(case.filed_on)
    each.shown.bring_to(session)
    reading_groups.hold(session, case.group_id)
    wraps = subject_keys.wraps(session, queries.subject(case.id), each.key, case.group_id, excluding=out)
    step = operations.first_step(session, case, key=each.key, text=each.filing.text, now=each.now, excluded=out)
    return [case, *wraps, *step.rows]


def _begun(filing: Filing, where: Route, code: str | None, instance_key: bytes) -> tuple[Petition, bytes]:
    """The row of a new case, with what is counted of it and what is sealed in it, and its key."""
    key = seal.random_key()
    petition = Petition(
        id=random_id(),
        kind=filing.kind,
        legal_class=legal_class(filing.kind),
        naming=filing.naming,
        channel=filing.channel,
        category=filing.category,
        unit_id=filing.unit_id,
        people=filing.people,
        concerns_staff=filing.someone_not_listed,
        concerns_leader=filing.concerns_leader,
        urgent=filing.urgent,
        group_id=where.group_id,
    )
    if code is not None:
        derived = receipt.derive(instance_key, code)
        petition.receipt_id, petition.receipt_public = derived.lookup_id, derived.public
        petition.receipt_sealed = seal.seal_for(derived.public, key)
    if filing.naming is Naming.NAMED:
        petition.name_sealed = seal.seal_text(key, filing.named.to_text(), conversation.name_place(petition.id))
    return petition, key


def _add(session: Session, petition: Petition, key: bytes, filing: Filing, keepers: Office | None) -> None:
    """Store what only some petitions come with: a name that is kept apart, files."""
    if keepers is not None:
        _seal_identity(session, petition, filing, keepers)
    attaching.attach(session, petition.id, key, filing.files, message=petition.messages)
    session.flush()


def petitioner_says(
    session: Session, petition_id: int, *, key: bytes, text: str, files: Sequence[CleanFile] = (), now: datetime
) -> Petition:
    """Add what the petitioner writes to the conversation, with files hung on it. Raises Refusal."""
    case = queries.locked(session, petition_id)
    key = rekeying.if_due(session, case, holding.petitioners_key(session, case, key))
    attaching.attach(session, case.id, key, files, message=case.messages + 1)
    return operations.perform(session, petition_id, Action.SAY, actor=None, now=now, key=key, text=text)


def line_of(filing: Filing, shown: Front) -> list[int]:
    """The unit whose office takes it and those above, nearest first: past the unit itself when its leader is concerned
    (《信访工作条例》第三十条：不得转送、交办给被反映的人员或者单位)."""
    line = offices.unit_line(shown.tree, filing.unit_id)
    return line[1:] if filing.concerns_leader and filing.unit_id is not None and len(line) > 1 else line


def routed(filing: Filing, line: list[int], shown: Front) -> tuple[Route, Office | None]:
    """Where it goes, and who keeps the name of somebody who is 实名保密. Raises Refusal before anything is stored."""
    try:
        where = route(filing.kind, line, shown.offices, filing.concerned)
    except Unroutable as unroutable:
        raise _refusal(unroutable.reason, shown) from None
    if filing.naming is not Naming.CONFIDENTIAL:
        return where, None
    keepers = identity_office(line, shown.offices)
    left = keepers.members - filing.concerned if keepers else frozenset()
    if keepers is None or not left or (left != keepers.members and len(left) < subject_keys.FEWEST_READERS):
        raise Refusal(_("现在没有能替您保管姓名的人。请改选“匿名”或“实名”，没有提交，也没有留下记录。"), field="naming")
    return where, keepers


def _check_received(received: date | None, today: date) -> None:
    barrier = receiving.barrier(received, today) if received is not None else None
    if barrier is not None:
        raise Refusal(_(receiving.BARRIER_LABELS[barrier], most=receiving.MOST_DAYS), field="received_on")


def _refusal(reason: Reason, shown: Front) -> Refusal:
    return Refusal(_(REFUSALS[reason], place=offices.where_in_person(shown.chosen)))


def _seal_identity(session: Session, petition: Petition, filing: Filing, keepers: Office) -> None:
    key = seal.random_key()
    name = identity_subject(petition.id)
    reading_groups.hold(session, keepers.group_id)
    session.add(SealedIdentity(petition_id=petition.id, sealed=seal.seal_text(key, filing.named.to_text(), name)))
    subject_keys.seal_subject(session, name, key, keepers.group_id, excluding=filing.concerned)
