"""What handing a leaving person's steps in one case to a successor does: each step, its key, and no conflict of interest."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from petitions import candidates
from petitions.conduct import PURPOSES, Conduct
from petitions.reach import GIVEN_STEPS
from petitions.workflow import KNOWN_IN, CaseRole
from web.errors import Refusal

NOTHING = _l("这位同事在这件诉求里没有要移交的步骤。")
BOTH_SIDES = _l("接手的人在这件诉求里已有别的职责（承办和审批、复查不能是同一人），请另选一位。")
CHOICES = {
    CaseRole.HANDLER: (candidates.handler_choices, candidates.NOT_A_HANDLER),
    CaseRole.APPROVER: (candidates.approver_choices, candidates.NOT_AN_APPROVER),
    CaseRole.EXTENDER: (candidates.leader_choices, candidates.NOT_A_LEADER),
    CaseRole.SPONSOR: (candidates.leader_choices, candidates.NOT_A_LEADER),
    CaseRole.REVIEWER: (candidates.reviewer_choices, candidates.NOT_A_REVIEWER),
}
#: Nobody approves, extends, looks after or reviews what they handle themselves.
OVER_THE_HANDLER = (CaseRole.APPROVER, CaseRole.EXTENDER, CaseRole.SPONSOR, CaseRole.REVIEWER)


def hand_on(doing: Conduct) -> None:
    """Give every step that the leaving person has in the case, with its key, to the successor. Raises Refusal."""
    case, leaving, successor_id = doing.petition, doing.given["leaving_id"], doing.given["successor_id"]
    held = [
        role for role in CHOICES if getattr(case, GIVEN_STEPS[role][1].key) == leaving and case.state in KNOWN_IN[role]
    ]
    if not held or leaving == successor_id:
        raise Refusal(NOTHING, field="successor_id")
    for role in held:
        choices, otherwise = CHOICES[role]
        successor = candidates.pick(choices(doing.session, case), successor_id, otherwise, "successor_id")
        doing.end(PURPOSES[role])
        setattr(case, GIVEN_STEPS[role][1].key, successor.id)
        if role is CaseRole.HANDLER:
            units = candidates.units_of(successor)
            case.handling_unit_id = case.handling_unit_id if case.handling_unit_id in units else units[0]
        doing.grant(successor.id, PURPOSES[role])
    over = [getattr(case, GIVEN_STEPS[role][1].key) for role in OVER_THE_HANDLER if case.state in KNOWN_IN[role]]
    if case.handler_id is not None and case.handler_id in over:
        raise Refusal(BOTH_SIDES, field="successor_id")
    doing.has_left = True
    doing.details.update({"leaving": leaving, "handler": successor_id, "steps": [role.value for role in held]})
