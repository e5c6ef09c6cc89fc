"""Taking a case past people who are named later on or step back: their keys end, and with too few left another office has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from petitions import offices, queries, reach, routing, workflow
from petitions.conduct import APPROVING, HANDLING, PURPOSES, Conduct
from petitions.identity import operations as identity_operations
from petitions.models import Exclusion, Petition
from petitions.redaction import versions as redactions
from petitions.routing import Unroutable
from petitions.workflow import CaseRole, State
from vault import reading_groups, subject_keys
from web.errors import Refusal


def past(doing: Conduct, named: frozenset[int], *, field: str = "named") -> None:
    """Leave the accounts `named` out of the case for good. Raises Refusal when nobody would be left to read it."""
    case, session = doing.petition, doing.session
    holders = {role: getattr(case, column.key) for role, (_may, column) in reach.GIVEN_STEPS.items()}
    out = _exclude(session, case, named, doing.today)
    # Also whoever was left out before by somebody who had no key, and with that no way to send the case on.
    doing.gone |= {role for role, holder in holders.items() if holder in out}
    if named & reading_groups.member_ids(session, case.group_id):
        where = offices.where_in_person(preferences.read(session))
        message = _("您点名的人去掉之后，没有足够的人能看这件诉求，所以没有记下。%(place)s", place=where)
        to_readers_left(doing, out, otherwise=message, field=field)
    pass_on(doing)
    doing.has_left = True


def pass_on(doing: Conduct) -> None:
    """Make the step of whoever is gone nobody's, where the row sends the case to be given to somebody else."""
    case = doing.petition
    if workflow.lands(doing.row, case.state, doing.gone) is (doing.row.target or case.state):
        return
    if CaseRole.HANDLER in doing.gone:
        doing.end(HANDLING)
        case.handler_id = case.handling_unit_id = None
    elif CaseRole.APPROVER in doing.gone and case.handler_id is not None:
        doing.grant(case.handler_id, HANDLING)
    if case.state is State.DRAFTED:
        doing.end(APPROVING)
        # Last, because a drafted case always has an approver and granting writes what is pending.
        case.approver_id = case.outcome = None


def back(doing: Conduct, account_id: int) -> None:
    """Let somebody who was left out know of the case again; of its office, they read on like the others there."""
    case, session = doing.petition, doing.session
    out = reach.excluded(session, case.id) - {account_id}
    session.execute(sa.delete(Exclusion).where(Exclusion.petition_id == case.id, Exclusion.account_id == account_id))
    if account_id in reading_groups.member_ids(session, case.group_id):
        subject_keys.reseal_subject(session, doing.subject, doing.key, case.group_id, excluding=out)


def to_readers_left(doing: Conduct, out: frozenset[int], *, otherwise: Any, field: str | None = None) -> None:
    """Seal the case past everybody in `out`: to its office while two are left there, else to the next body.

    Raises Refusal with the sentence `otherwise` when there is none.
    """
    case, session = doing.petition, doing.session
    try:
        office_id = _office_without(doing, out)
    except Unroutable:
        raise Refusal(otherwise, field=field) from None
    if office_id != case.group_id:
        identity_operations.end(session, case.id, today=doing.today)
        case.contact_index = None
        doing.details.update(office=office_id)
    case.group_id = office_id
    subject_keys.reseal_subject(session, doing.subject, doing.key, case.group_id, excluding=out)


def past_kept(
    session: Session,
    case: Petition,
    named: frozenset[int],
    kept: Mapping[int, bytes],
    *,
    today: date,
    otherwise: str,
    field: str,
) -> None:
    """The same for somebody who has no key to the case: the readers left open it with what was `kept` for each.

    Raises Refusal with the sentence `otherwise` (it takes a %(place)s) at `field` when fewer than two would be left:
    another office cannot be given a key that nobody here holds.
    """
    out = _exclude(session, case, named, today)
    case.key_due = case.key_due or bool(named)
    members = reading_groups.member_ids(session, case.group_id)
    if not named & members:
        return
    left = {account_id: sealed for account_id, sealed in kept.items() if account_id in members - out}
    able = accounts.able_members(session, case.group_id)
    try:
        if len(left.keys() & able) < routing.FEWEST_READERS:
            raise reading_groups.TooFewReaders
        subject_keys.let_only(session, queries.subject(case.id), case.group_id, left)
    except reading_groups.TooFewReaders:
        where = offices.where_in_person(preferences.read(session))
        raise Refusal(_(otherwise, place=where), field=field) from None


def _exclude(session: Session, case: Petition, named: frozenset[int], today: date) -> frozenset[int]:
    """Write down who is left out and end the steps they have; returns everybody who is out."""
    before = reach.excluded(session, case.id)
    for each in sorted(named - before):
        session.add(Exclusion(petition_id=case.id, account_id=each))
        subjects = (queries.subject(case.id), redactions.subject(case.id))
        subject_keys.end_grants(session, subjects, tuple(PURPOSES.values()), each)
        identity_operations.end(session, case.id, today=today, account_id=each)
        if case.extender_id == each:
            case.extender_id = case.extension_asked = None
        if case.sponsor_id == each:
            case.sponsor_id = None
        if case.reviewer_id == each:
            case.reviewer_id = None
    return before | named


def _office_without(doing: Conduct, out: frozenset[int]) -> int:
    """The office that reads on: this one while two are left, else the next body. Raises Unroutable."""
    case, session = doing.petition, doing.session
    if len(accounts.able_members(session, case.group_id) - out) >= routing.FEWEST_READERS:
        return case.group_id
    line = offices.unit_line(accounts.unit_tree(session), case.unit_id)
    return routing.route(case.kind, line, offices.offices(session), out).group_id
