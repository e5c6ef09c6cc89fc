"""Who may be given a step in a case: able to do it, not excluded, and not judging what they decided themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.roles import Role
from petitions import offices, queries, reach
from petitions.kinds import LegalClass
from petitions.models import Petition
from petitions.routing import FEWEST_READERS, Office
from vault.models import ReadingGroup
from web.errors import Refusal

NOT_A_HANDLER = _l("这位同事不能承办这件诉求：账号已停用、没有承办权限，或者按规定应当回避。请另选一位。")
NOT_THEIR_UNIT = _l("这位同事不为这个单位承办。请另选一项。")
NOT_AN_APPROVER = _l(
    "这位同事不能审批这件意见：账号已停用、没有审批权限、就是承办人本人，或者按规定应当回避。请另选一位。"
)
NOT_A_LEADER = _l("这位同事不能担任：账号已停用、没有审批权限、就是承办人本人，或者按规定应当回避。请另选一位。")
NOT_A_REVIEWER = _l(
    "这位同事不能复查复核：账号已停用、没有审批权限、参与过原处理意见，或者按规定应当回避。请另选一位。"
)
NOT_AN_OFFICE = _l("不能转给这个机构：它不受理这一类诉求，或者去掉应当回避的人以后不足两人。请另选一个。")


def handler_choices(session: Session, case: Petition) -> list[Person]:
    """Who may be given the case: able to handle, and not excluded; accusations stay among inspectors."""
    out = reach.excluded(session, case.id)
    able = _among(session, case, "petitions.handle", out)
    if not case.concerns_leader or case.unit_id is None:
        return able
    # What concerns a unit's leader is not handled by that leader's people.
    theirs = accounts.unit_tree(session).subtree(case.unit_id)
    return [each for each in able if theirs.isdisjoint(units_of(each))]


def approver_choices(session: Session, case: Petition) -> list[Person]:
    """Who may approve its opinion: another than its handler, and not excluded; accusations stay among inspectors."""
    out = reach.excluded(session, case.id) | {case.handler_id}
    return _among(session, case, "petitions.approve", out)


def leader_choices(session: Session, case: Petition) -> list[Person]:
    """Who may extend its time or look after it (包案): a leader, not its handler, and not excluded."""
    out = reach.excluded(session, case.id) | {case.handler_id}
    return _among(session, case, "petitions.approve", out)


def reviewer_choices(session: Session, case: Petition) -> list[Person]:
    """Who may look at the answer again: a leader who had no part in it so far, and is not excluded."""
    out = reach.excluded(session, case.id) | queries.who_decided(session, case.id) | {case.handler_id}
    if case.leading_id is not None:
        # It was answered with that case, whose answer is looked at again.
        out |= queries.who_decided(session, case.leading_id)
    return _among(session, case, "petitions.approve", out)


def office_choices(session: Session, case: Petition) -> list[Office]:
    """The other offices that could take it, without those who may not read it.

    Offices of the same kind, and discipline for what turns out to accuse somebody. Nothing goes from discipline to the
    union: it came, or stayed, where the union cannot read it.
    """
    out = reach.excluded(session, case.id)
    known = offices.offices(session)
    kind = kind_of(session, case.group_id)
    others = (each for each in known if each.group_id != case.group_id and each.members and _has_readers(each, out))
    return [each for each in others if each.kind == kind or (each.kind == "discipline" and each.sheets_confirmed)]


def kind_of(session: Session, group_id: int) -> str:
    """Of which kind an office is."""
    return session.get_one(ReadingGroup, group_id).kind


def is_with_discipline(session: Session, case: Petition) -> bool:
    """Whether a discipline office has the case."""
    return kind_of(session, case.group_id) == "discipline"


def _among(session: Session, case: Petition, permission: str, out: Collection[int | None]) -> list[Person]:
    """Inspectors alone for accusations; also inspectors for whatever else discipline has; others for the rest."""
    accusation = case.legal_class is LegalClass.ACCUSATION
    also_inspectors = accusation or is_with_discipline(session, case)
    people = (each for each in accounts.people(session) if each.can(permission) and each.id not in out)
    return [each for each in people if (also_inspectors if each.can("petitions.discipline") else not accusation)]


def units_of(handler: Person) -> list[int]:
    """The units a handler answers for; of whoever handles in another role, one of theirs."""
    theirs = sorted({each.unit_id for each in handler.assignments if each.role is Role.HANDLER})
    return theirs or [min(each.unit_id for each in handler.assignments)]


def handling_unit(handler: Person, wanted: int | None, field_name: str) -> int:
    """The unit for which a handler takes a case: `wanted` where it was said, else the first of theirs. Raises Refusal."""
    units = units_of(handler)
    if wanted is not None and wanted not in units:
        raise Refusal(NOT_THEIR_UNIT, field=field_name)
    return units[0] if wanted is None else wanted


def pick(choices: Sequence[Person], wanted: int, otherwise: Any, field_name: str) -> Person:
    """The chosen one of `choices`. Raises Refusal with the sentence `otherwise`."""
    for each in choices:
        if each.id == wanted:
            return each
    raise Refusal(otherwise, field=field_name)


def _has_readers(office: Office, out: Collection[int]) -> bool:
    left = office.members - frozenset(out)
    return left == office.members or len(left) >= FEWEST_READERS
