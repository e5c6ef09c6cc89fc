"""Every write to a case: opening it, and `perform`, the only code that moves it from one state to another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from petitions import clocks, deadlines, numbers, queries, reach, rekeying, workflow
from petitions.conduct import Conduct
from petitions.handover import handing_on
from petitions.history import chain
from petitions.identity import operations as identity_operations
from petitions.joint import joining, mailboxes, voices
from petitions.joint import terms as joint
from petitions.joint.models import Joining
from petitions.keys.holding import STALE, Held, held_by
from petitions.kinds import legal_class
from petitions.letters import citing
from petitions.mailbox import telling
from petitions.mailbox.models import NoticeMailbox
from petitions.models import CaseClock, CaseEvent, Exclusion, Petition
from petitions.outcome import disposing
from petitions.redaction import versions as redactions
from petitions.steps import closing as closing_conduct
from petitions.steps import conclusion as conclusion_conduct
from petitions.steps import handling as handling_conduct
from petitions.steps import intake as intake_conduct
from petitions.steps import mandate as mandate_conduct
from petitions.steps import mediation as mediation_conduct
from petitions.steps import oversight as oversight_conduct
from petitions.steps import recusal as recusal_conduct
from petitions.steps import redaction as redaction_conduct
from petitions.steps import review as review_conduct
from petitions.transitions import carried as carried_rows
from petitions.workflow import Action, CaseRole, Need, State, Transition
from web.errors import Missing, Refusal

FOR_THE_OFFICE = _l("这件诉求有人联名，您手里只有遮盖版，这句话发不到每个人。请由受理机构来办这一步。")


#: What each action does besides moving the case and ending the steps that are over.
CONDUCT = {
    **intake_conduct.CONDUCT,
    **handling_conduct.CONDUCT,
    **oversight_conduct.CONDUCT,
    **mandate_conduct.CONDUCT,
    Action.HAND_ON: handing_on.hand_on,
    **review_conduct.CONDUCT,
    **closing_conduct.CONDUCT,
    **redaction_conduct.CONDUCT,
    **recusal_conduct.CONDUCT,
    **mediation_conduct.CONDUCT,
    **conclusion_conduct.CONDUCT,
}


def open_case(
    session: Session,
    petition: Petition,
    *,
    key: bytes,
    text: str,
    now: datetime,
    actor: Person | None = None,
    excluded: Collection[int] = (),
    received_on: date | None = None,
) -> Petition:
    """Store a new case: its number, its first message, the first link of its chain and the clock of article 23.

    `petition` comes with id, kind, naming, channel, category and office; its key is already sealed to its readers. What
    an officer received on an earlier day counts, and its clock runs, from that day; the log says so.
    """
    petition.filed_on = received_on or now.date()
    petition.number = numbers.free(session, petition.filed_on)
    session.add(petition)
    doing = first_step(session, petition, key=key, text=text, now=now, actor=actor, excluded=excluded)
    if received := doing.details.get("received"):
        audit.record(session, actor, "petition.received", f"petition:{petition.id}", now=now, received=received)
    doing.store()
    return petition


def first_step(
    session: Session,
    petition: Petition,
    *,
    key: bytes,
    text: str,
    now: datetime,
    actor: Person | None = None,
    excluded: Collection[int] = (),
) -> Conduct:
    """The step that opens a case, not stored yet; `petition` comes with its number and day as well."""
    row = workflow.find(Action.FILE, None, {CaseRole.PETITIONER})
    assert row is not None
    assert row.target is not None
    petition.legal_class = petition.legal_class or legal_class(petition.kind)
    petition.state = row.target
    petition.version, petition.messages, petition.notes = 1, 0, 0
    petition.head = chain.START
    doing = Conduct(session, petition, row, _role(row, actor), actor, key, now, {Need.TEXT.value: text})
    doing.counts_from = petition.filed_on
    if petition.filed_on != doing.today:
        doing.details["received"] = petition.filed_on.isoformat()
    for each in sorted(excluded):
        doing.add(Exclusion(petition_id=petition.id, account_id=each))
    # What the clocks look up depends on nothing written here, so all of it is stored at its end.
    with session.no_autoflush:
        doing.write(text, author=CaseRole.PETITIONER)
        _append(doing, None, row.target)
        clocks.turn(doing)
    return doing


def carry_over(
    session: Session,
    petition: Petition,
    *,
    to: State,
    key: bytes,
    write: Callable[[Conduct], None],
    clocks: Collection[CaseClock],
    details: Mapping[str, object],
    actor: Person | None,
    now: datetime,
) -> Petition:
    """Store a case of the old ledger where that says it stands: its number, what `write` seals, one step, its clocks.

    `petition` comes with its facts and days; its key is already sealed to its readers. `actor` is None on the terminal.
    """
    row = carried_rows.row_to(to)
    petition.state = to
    petition.version, petition.messages, petition.notes = 1, 0, 0
    petition.head = chain.START
    petition.number = numbers.free(session, petition.filed_on)
    session.add(petition)
    doing = Conduct(session, petition, row, CaseRole.OFFICE, actor, key, now, {}, details=dict(details))
    write(doing)
    _append(doing, None, to)
    doing.rows += clocks
    running = [row.due_on for row in clocks if row.stopped_on is None and row.kind in deadlines.DUTIES]
    petition.next_due = min(running, default=None)
    doing.store()
    return petition


def perform(
    session: Session,
    petition_id: int,
    action: Action,
    *,
    actor: Person | None,
    now: datetime,
    key: bytes | None = None,
    version: int | None = None,
    as_voice: bool = False,
    **given: Any,
) -> Petition:
    """Do `action` to a case; `actor` is None for its petitioner, who brings the case `key` from the receipt.

    Nor has somebody who joined it (`as_voice`) an account; they hold no key, and what they write lies elsewhere.

    `version` is the one the person saw: when somebody acted in between, nothing is done. Raises Refusal with a
    sentence, Missing when the case does not exist for this person.
    """
    petition = queries.locked(session, petition_id)
    own = CaseRole.VOICE if as_voice else CaseRole.PETITIONER
    roles = reach.roles(session, petition, actor) if actor is not None else frozenset({own})
    row = _allowed(petition, action, roles, version, given)
    redacted, joined, mailbox = queries.beside(session, petition.id)
    # Nothing of a step asks for what the step itself writes, so all of it is stored at once, at its end.
    with session.no_autoflush:
        held = Held(b"") if as_voice else held_by(session, petition, redacted, actor, key)
        _require_a_way_to_tell(action, held, joined)
        doing = Conduct(session, petition, row, _role(row, actor, roles), actor, held.key, now, given)
        doing.redaction, doing.holds_redacted_only = held.redaction, held.is_redacted_only
        _done(doing)
    doing.store()
    _tell(doing, joined, mailbox)
    _follow(doing)
    return petition


def _allowed(
    petition: Petition, action: Action, roles: Collection[CaseRole], version: int | None, given: Mapping[str, Any]
) -> Transition:
    """The row by which these roles may do it now, with what it needs. Raises Refusal and Missing."""
    if not roles:
        raise Missing
    if version is not None and version != petition.version:
        raise Refusal(STALE)
    row = workflow.find(action, petition.state, roles)
    if row is None:
        raise Refusal(why_not(action, petition.state, roles))
    require(row, given)
    return row


def _require_a_way_to_tell(action: Action, held: Held, joined: Joining | None) -> None:
    """What is said to all who joined must reach them: refuse it from somebody whose key opens nothing they read."""
    if held.is_redacted_only and action in joint.TOLD and joined is not None and joined.key_for_redacted is None:
        raise Refusal(FOR_THE_OFFICE)


def _done(doing: Conduct) -> None:
    """Do what the action does, move the case, end the steps that are over, write history and clocks on."""
    case, before = doing.petition, doing.petition.state
    citing.cite(doing)
    if (conduct := CONDUCT.get(doing.row.action)) is not None:
        conduct(doing)
    case.state = workflow.lands(doing.row, before, doing.gone)
    if case.state is not before:
        doing.end_steps()
        if case.state in workflow.FINISHED_STATES:
            identity_operations.end(doing.session, case.id, today=doing.today)
    case.version += 1
    disposing.note(doing)
    _note_response(doing)
    if doing.has_left:
        _exchange_key(doing)
    _append(doing, before, case.state)
    clocks.turn(doing)


def _tell(doing: Conduct, joined: Joining | None, mailbox: NoticeMailbox | None) -> None:
    """Whom the step concerns beside its petitioner's page: those who joined, and whoever left a mailbox."""
    if joined is not None:
        _tell_joined(doing, joined)
    if mailbox is not None:
        telling.after(doing, mailbox)


def _tell_joined(doing: Conduct, joined: Joining) -> None:
    """Repeat for those who joined what the office said to all, and see what they still wait for."""
    action = doing.row.action
    if doing.told and action in joint.TOLD:
        shared = voices.shared_by_redacted if doing.holds_redacted_only else voices.shared_key
        joining.tell(doing.session, joined, shared(joined, doing.key), action, doing.told)
    joining.settle(doing.session, doing.petition, action)
    mailboxes.after(doing, joined)


def _exchange_key(doing: Conduct) -> None:
    """Somebody lost the case: what is written from this step on lies under keys they never had."""
    if doing.holds_redacted_only:
        # The redacted version's key hangs on the case's, which the actor does not hold.
        rekeying.somebody_left(doing.session, doing.petition)
        return
    by = doing.actor.keys if doing.actor is not None else None
    # What this step wrote and whom it left out is exchanged too.
    doing.store()
    doing.key = rekeying.exchange(doing.session, doing.petition, doing.key, by=by)
    row = redactions.of_case(doing.session, doing.petition.id)
    if doing.redaction is not None and row is not None:
        doing.redaction = redactions.key_under(row, doing.key)


def _note_response(doing: Conduct) -> None:
    """Keep the day on which the office first answered the petitioner: by a decision or by a word."""
    case = doing.petition
    if case.responded_on is None and (case.decided_on is not None or doing.has_spoken):
        case.responded_on = doing.today


def _follow(doing: Conduct) -> None:
    """The steps in other cases that this one brings, as far as the same person may take them."""
    for other, action, given in doing.follow:
        assert doing.actor is not None
        case = queries.petition(doing.session, other)
        row = workflow.find(action, case.state, reach.roles(doing.session, case, doing.actor))
        if row is not None:
            perform(doing.session, other, action, actor=doing.actor, now=doing.now, **given)


def why_not(action: Action, state: State, roles: Collection[CaseRole]) -> str:
    """The sentence that refuses an action: the case is elsewhere, or it is somebody else's step."""
    labels = [row.label for row in workflow.TRANSITIONS if row.action is action]
    said = {"action": _(labels[0]), "state": _(workflow.STATE_LABELS[state])}
    if workflow.find(action, state, set(CaseRole)) is not None:
        return _("“%(action)s”这一步不该由您来做。没有做任何改动。", **said)
    if any(workflow.find(action, each, roles) for each in State):
        return _("这件诉求现在是“%(state)s”，不能“%(action)s”。可能已经有人办过，请看最新情况。", **said)
    return _("“%(action)s”这一步不该由您来做。没有做任何改动。", **said)


def require(row: Transition, given: Mapping[str, Any]) -> None:
    """Refuse when input that the row needs is missing or empty."""
    for need in row.needs:
        value = given.get(need.value)
        if value is None or (isinstance(value, str) and not value.strip()):
            label = _(workflow.NEED_LABELS[need])
            raise Refusal(_("请填写“%(what)s”，再“%(action)s”。", what=label, action=_(row.label)), field=need.value)


def _role(row: Transition, actor: Person | None, roles: Collection[CaseRole] = frozenset()) -> CaseRole:
    """As what the actor does this."""
    if not roles:
        return CaseRole.PETITIONER if actor is None else CaseRole.OFFICE
    return next(role for role in workflow.PRECEDENCE if role in roles and role in row.roles)


def _append(doing: Conduct, before: State | None, after: State) -> None:
    case = doing.petition
    step = chain.Step(
        ordinal=case.version,
        action=doing.row.action,
        role=doing.role,
        from_state=before,
        to_state=after,
        day=doing.today,
        account_id=doing.actor.id if doing.actor else None,
        details=doing.details,
        content=chain.content_digest(doing.key, doing.written) if doing.written is not None else None,
    )
    case.head = chain.link(case.head, case.number, step)
    doing.add(
        CaseEvent(
            petition_id=case.id,
            ordinal=step.ordinal,
            action=step.action,
            role=step.role,
            from_state=step.from_state,
            to_state=step.to_state,
            day=step.day,
            account_id=step.account_id,
            details=dict(step.details),
            content=step.content,
            digest=case.head,
        )
    )
