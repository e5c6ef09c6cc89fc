"""Which steps that the table allows have a use in this very case today; the rest is not offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from petitions.deadlines import ClockKind, Reading
from petitions.in_place import Duty, Lack
from petitions.kinds import LegalClass
from petitions.mediation.agreement import Mediation
from petitions.models import Petition
from petitions.workflow import Action, CaseRole, Procedure, State, Transition


@dataclass(frozen=True)
class Facts:
    """What the rules look at."""

    case: Petition
    #: What whoever looks is to the case.
    roles: frozenset[CaseRole]
    clocks: Sequence[Reading]
    today: date
    #: The duties of 三个到位 it owes, and what is missing before it may be closed.
    owed: Sequence[Duty]
    lack: Lack
    #: Another office could take it.
    has_other_offices: bool
    #: A superior waits for the report.
    is_charged: bool = False
    #: The petitioner asked somebody to step back, and that is not decided.
    is_recusal_asked: bool = False
    mediation: Mediation | None = None
    #: The matter is at its end already.
    is_concluded: bool = False

    def running(self, kind: ClockKind) -> Reading | None:
        """The clock of this kind, while it runs."""
        return next((each for each in self.clocks if each.kind is kind and each.is_running), None)

    def is_open(self, kind: ClockKind) -> bool:
        """Whether this right has not lapsed."""
        clock = self.running(kind)
        return clock is not None and clock.days_left >= 0


def makes_sense(row: Transition, facts: Facts) -> bool:
    """Whether the row has a use now."""
    rule = _RULES.get(row.action)
    return rule is None or rule(row, facts)


def is_ready(row: Transition, facts: Facts) -> bool:
    """Whether a primary row is what should be done next, and not only what could be."""
    case = facts.case
    if row.action is Action.DRAFT:
        return (case.heard and case.verified) or case.legal_class is not LegalClass.CLAIM
    if row.action is Action.CARRY_OUT:
        return bool(facts.lack.duties)
    if row.action is Action.CALL_BACK:
        return facts.lack.confirmation and not facts.lack.duties
    if row.action is Action.CLOSE:
        return not facts.lack.confirmation and not facts.lack.duties
    return True


def _can_be_extended(_row: Transition, facts: Facts) -> bool:
    clock = facts.running(ClockKind.HANDLE)
    is_open = clock is not None and clock.days_left >= 0 and clock.extended_from is None
    return is_open and facts.case.extender_id is None


def _is_theirs_to_decide(_row: Transition, facts: Facts) -> bool:
    """The office writes down a review only when nobody inside was given it."""
    return facts.case.reviewer_id is None or CaseRole.REVIEWER in facts.roles


def _can_be_done_again(row: Transition, facts: Facts) -> bool:
    return row.target is State.REGISTERED or facts.case.replied_on is not None


def _is_late(_row: Transition, facts: Facts) -> bool:
    return facts.case.next_due is not None and facts.case.next_due < facts.today


def _comes_back(row: Transition, facts: Facts) -> bool:
    return State.HANDED_OVER not in row.sources or facts.is_open(ClockKind.OBJECT)


def _is_claim(_row: Transition, facts: Facts) -> bool:
    return facts.case.legal_class is LegalClass.CLAIM


def _is_asked(_row: Transition, facts: Facts) -> bool:
    """Whether one side has not said yet whether it would have the matter mediated."""
    return facts.mediation is not None and not facts.mediation.is_agreed


_RULES: dict[Action, Callable[[Transition, Facts], bool]] = {
    Action.CONVERT: lambda _row, facts: facts.case.procedure is Procedure.SIMPLE,
    Action.TRANSFER: lambda _row, facts: facts.has_other_offices or facts.case.state is State.OBJECTED,
    Action.OBJECT: lambda _row, facts: facts.is_open(ClockKind.OBJECT),
    Action.TAKE_BACK: _comes_back,
    Action.DIVERT: lambda _row, facts: facts.case.legal_class is LegalClass.CLAIM,
    Action.ASK_EXTENSION: _can_be_extended,
    Action.ESCALATE: _is_late,
    Action.SUPERVISE: lambda _row, facts: facts.running(ClockKind.SUPERVISE) is None,
    Action.REPORT_BACK: lambda _row, facts: facts.running(ClockKind.SUPERVISE) is not None,
    Action.MANDATE: lambda _row, facts: not facts.is_charged,
    Action.REPORT_UP: lambda _row, facts: facts.is_charged,
    # Done for all of somebody's cases at once, on a page of its own.
    Action.HAND_ON: lambda _row, _facts: False,
    Action.UPHOLD: _is_theirs_to_decide,
    Action.AMEND: _is_theirs_to_decide,
    Action.REVOKE: _is_theirs_to_decide,
    Action.CARRY_OUT: lambda _row, facts: bool(facts.owed),
    Action.PROTECT: lambda _row, facts: facts.case.pressed_on is not None,
    Action.REOPEN: _can_be_done_again,
    Action.OFFER_MEDIATION: lambda row, facts: _is_claim(row, facts) and facts.mediation is None,
    Action.ANSWER_MEDIATION: _is_asked,
    Action.END_MEDIATION: lambda _row, facts: facts.mediation is not None,
    Action.SETTLE: _is_claim,
    Action.CONCLUDE: lambda _row, facts: not facts.is_concluded,
    Action.DECIDE_RECUSAL: lambda _row, facts: facts.is_recusal_asked,
}
