"""Every write about a sealed name: asking for it, the petitioner's answer, a keeper's word, opening it, taking it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit, preferences
from accounts import queries as accounts
from accounts.people import Person
from database import random_id
from petitions import queries, reach, rekeying
from petitions.conversation import Named
from petitions.identity import asking as identity
from petitions.identity import queries as identity_queries
from petitions.identity.asking import Answer, Barrier, Standing, identity_subject, place, request_subject
from petitions.identity.models import IdentityReading, IdentityRequest
from petitions.keys import earlier, holding
from petitions.mailbox import sealing as mailboxes
from petitions.mailbox import telling
from petitions.models import Petition
from petitions.transitions.actions import CaseRole
from vault import reading_groups, seal, subject_keys
from web.errors import Missing, Refusal

NOBODY_TO_ASK = _l("现在没有足够的保管人能打开这个姓名，没有提出申请。请先请保管人接纳一位同事。")
TOO_LATE_TO_ANSWER = _l("这份申请已经不等您回答了。下面是最新情况。")
NOT_YET = _l("信访人还可以不同意，现在不能答应；到期或信访人同意以后再办。不同意可以现在就定。")
DECIDED = _l("这份申请已经有了结果，没有做任何改动。")
NOT_FOR_YOU = _l("申请人自己、能读这件诉求的人，都不能替这份申请作决定。请另一位保管人办。")
ASKER_IS_OUT = _l("申请人已经不办理这件诉求，不能答应。这份申请作废。")
NOT_GRANTED = _l("现在不能查看这个姓名：没有获得同意、已到期收回，或者您已经不办理这件诉求。")


def barrier(
    session: Session, petition: Petition, roles: Collection[CaseRole], *, is_urgent: bool, today: date
) -> Barrier | None:
    """Why somebody with `roles` in a case may not ask for its name today, or None."""
    return identity.barrier(
        roles=roles,
        is_sealed=identity_queries.sealed(session, petition.id) is not None,
        legal_class=petition.legal_class,
        office_kind=reading_groups.kind_of(session, petition.group_id),
        state=petition.state,
        earlier=identity_queries.requests(session, petition.id),
        is_urgent=is_urgent,
        again_days=preferences.read(session).identity_again_days,
        today=today,
    )


def ask(
    session: Session, petition_id: int, *, reason: str, urgency: str = "", actor: Person, now: datetime
) -> IdentityRequest:
    """Ask for the name of a case; an `urgency` sends it past the petitioner's days.

    Raises Refusal when the name may not be asked for, or the actor does not open the case.
    """
    petition = queries.locked(session, petition_id)
    key = holding.exchanged(session, petition, actor)
    roles = reach.roles(session, petition, actor)
    found = barrier(session, petition, roles, is_urgent=bool(urgency), today=now.date())
    if found is not None:
        raise Refusal(_(identity.BARRIER_LABELS[found]), status=403 if found is Barrier.NOT_THE_OFFICE else 409)
    days = preferences.read(session).identity_objection_days
    own = seal.random_key()
    request_id = random_id()
    request = IdentityRequest(
        id=request_id,
        petition_id=petition.id,
        account_id=actor.id,
        asked_on=now.date(),
        objection_until=None if urgency else now.date() + timedelta(days=days),
        key_sealed=seal.seal_bytes(key, own, place(request_id, "key")),
        reason_sealed=seal.seal_text(own, reason, place(request_id, "reason")),
        urgency_sealed=seal.seal_text(own, urgency, place(request_id, "urgency")) if urgency else None,
    )
    session.add(request)
    _seal_for_keepers(session, petition.id, request_id, own)
    mailbox = mailboxes.of_case(session, petition.id)
    if mailbox is not None:
        telling.tell(session, mailbox, key, now=now)
    audit.record(session, actor, "identity.ask", f"petition:{petition.id}", now=now, urgent=bool(urgency))
    return request


def answer(
    session: Session, petition_id: int, request_id: int, *, key: bytes, said: Answer, words: str, now: datetime
) -> None:
    """The petitioner consents or objects. Raises Refusal when the days for it are over."""
    # The case first: an exchange of its key holds it, and takes its requests after it.
    case = queries.locked(session, petition_id)
    request = identity_queries.locked(session, request_id)
    if request.petition_id != petition_id:
        raise Missing
    if identity.standing(request, now.date()) is not Standing.ASKED:
        raise Refusal(TOO_LATE_TO_ANSWER)
    request.answer, request.answered_on = said, now.date()
    if words:
        key = rekeying.if_due(session, case, holding.petitioners_key(session, case, key))
        own = earlier.opened(session, petition_id, key, request.key_sealed, place(request_id, "key"))
        request.answer_sealed = seal.seal_text(own, words, place(request_id, "answer"))
    # Not in the audit log, which keeps moments and knows people with accounts only.
    session.flush()


def decide(
    session: Session, request_id: int, *, agrees: bool, words: str = "", actor: Person, now: datetime
) -> IdentityRequest:
    """A keeper agrees, which opens the name to whoever asked for seven days, or refuses. Raises Refusal."""
    request = identity_queries.locked(session, request_id)
    petition = queries.petition(session, request.petition_id)
    _require_keeper(session, request, petition, actor)
    today = now.date()
    found = identity.standing(request, today)
    if found not in (Standing.ASKED, Standing.READY):
        raise Refusal(DECIDED)
    if agrees and found is Standing.ASKED:
        raise Refusal(NOT_YET)
    if agrees and not _is_in_office(session, petition, request.account_id):
        raise Refusal(ASKER_IS_OUT)
    assert actor.keys is not None
    request.keeper_id, request.decided_on, request.is_granted = actor.id, today, agrees
    if agrees:
        subject = identity_subject(petition.id)
        request.granted_until = identity.granted_until(today)
        key = subject_keys.open_subject(session, subject, actor.keys)
        until = request.granted_until
        subject_keys.grant(session, subject, request.account_id, key, purpose=identity.PURPOSE, until=until)
    elif words:
        own = subject_keys.open_subject(session, request_subject(request_id), actor.keys)
        request.refusal_sealed = seal.seal_text(own, words, place(request_id, "refusal"))
    act = "identity.agree" if agrees else "identity.refuse"
    audit.record(session, actor, act, f"petition:{petition.id}", now=now, asked_by=request.account_id)
    return request


def read(session: Session, petition_id: int, request_id: int, *, actor: Person, now: datetime) -> Named:
    """Open the name for whoever asked, and write down that it was opened today. Raises Refusal when it is not theirs."""
    request = identity_queries.locked(session, request_id)
    petition = queries.petition(session, petition_id)
    sealed = identity_queries.sealed(session, petition_id)
    is_theirs = request.petition_id == petition_id and request.account_id == actor.id
    is_granted = is_theirs and identity.standing(request, now.date()) is Standing.GRANTED
    if not is_granted or sealed is None or CaseRole.OFFICE not in reach.roles(session, petition, actor):
        raise Refusal(NOT_GRANTED, status=403)
    assert actor.keys is not None
    subject = identity_subject(petition_id)
    try:
        text = seal.open_text(subject_keys.open_subject(session, subject, actor.keys), sealed.sealed, subject)
    except reading_groups.NotAReader:
        raise Refusal(NOT_GRANTED, status=403) from None
    if session.get(IdentityReading, (request_id, now.date())) is None:
        session.add(IdentityReading(request_id=request_id, day=now.date()))
        audit.record(session, actor, "identity.read", f"petition:{petition_id}", now=now)
    return Named.from_text(text)


def end(session: Session, petition_id: int, *, today: date, account_id: int | None = None) -> None:
    """Take the name back from one account or everybody; requests of theirs that wait come to nothing.

    For whoever steps back, is named by the petitioner or loses the case, and for everybody once it is finished.
    """
    for request in identity_queries.requests(session, petition_id):
        is_meant = account_id is None or request.account_id == account_id
        if is_meant and identity.standing(request, today) in identity.UNDER_WAY:
            request.ended_on = today
    subject_keys.end_grant(session, identity_subject(petition_id), account_id, purpose=identity.PURPOSE)


def take_back(session: Session, *, now: datetime) -> int:
    """Destroy the keys of grants whose days are over, or whose holder does not work the case any more; how many."""
    over = [request for request in identity_queries.granted(session) if _is_over(session, request, now.date())]
    for request in over:
        request.ended_on = now.date()
        subject = identity_subject(request.petition_id)
        subject_keys.end_grant(session, subject, request.account_id, purpose=identity.PURPOSE)
        facts = {"asked_by": request.account_id}
        audit.record(session, None, "identity.end", f"petition:{request.petition_id}", now=now, **facts)
    return len(over)


def _seal_for_keepers(session: Session, petition_id: int, request_id: int, own: bytes) -> None:
    """Give the request's key to the keepers who can open the name, past those the petitioner named."""
    group_id = subject_keys.group_of(session, identity_subject(petition_id))
    out = reach.excluded(session, petition_id)
    try:
        if group_id is None:
            raise reading_groups.TooFewReaders
        subject_keys.seal_subject(session, request_subject(request_id), own, group_id, excluding=out)
    except reading_groups.TooFewReaders:
        raise Refusal(NOBODY_TO_ASK) from None


def _require_keeper(session: Session, request: IdentityRequest, petition: Petition, actor: Person) -> None:
    """Only a keeper who can open the name; never whoever asked, reads the case or is concerned by it."""
    can_open = subject_keys.can_open(session, identity_subject(petition.id), actor.id)
    if not actor.can("identity") or not can_open or actor.id in reach.excluded(session, petition.id):
        raise Missing
    if actor.id == request.account_id or subject_keys.can_open(session, queries.subject(petition.id), actor.id):
        raise Refusal(NOT_FOR_YOU, status=403)


def _is_over(session: Session, request: IdentityRequest, today: date) -> bool:
    petition = queries.petition(session, request.petition_id)
    is_running = identity.standing(request, today) is Standing.GRANTED
    return not is_running or not _is_in_office(session, petition, request.account_id)


def _is_in_office(session: Session, petition: Petition, account_id: int) -> bool:
    """Whether an account works the case in its office now."""
    who = next((each for each in accounts.people(session) if each.id == account_id), None)
    return who is not None and CaseRole.OFFICE in reach.roles(session, petition, who)
