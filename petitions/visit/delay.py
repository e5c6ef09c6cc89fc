"""Why a case takes longer, in sentences for its petitioner: what is known to the system, and nothing is made up; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from petitions.deadlines import Reading, Standing
from petitions.transitions.states import State
from web.words import N_


@dataclass(frozen=True)
class Reason:
    """One sentence as a message id, with the day it speaks of when it has one."""

    sentence: str
    day: date | None = None


WAITING = {
    State.FILED: N_("还没有登记，受理机构应当尽快登记并告知您。"),
    State.REGISTERED: N_("还没有决定是否受理，受理机构应当尽快告知您。"),
    State.TRANSFERRED: N_("转给了另一个受理机构，对方还没有接收。"),
    State.OBJECTED: N_("两个受理机构对由谁受理还没有说定。"),
    State.ACCEPTED: N_("还没有交给承办人。"),
    State.ASSIGNED: N_("承办人还没有记录调查情况。"),
    State.INVESTIGATING: N_("承办人还在调查核实，处理意见没有提出来。"),
    State.ASKING: N_("承办人在等您补充情况；您不补充，他们也应当继续查。"),
    State.DRAFTED: N_("处理意见写好了，还没有批。"),
    State.APPROVED: N_("处理意见批了，受理机构还没有答复您。"),
    State.REVIEW_ASKED: N_("还没有决定由谁复查。"),
    State.REVIEWING: N_("复查意见还没有作出来。"),
    State.REREVIEW_ASKED: N_("还没有决定由谁复核。"),
    State.REREVIEWING: N_("复核意见还没有作出来。"),
}
EXTENDED = N_("办理期限延长过，原来到%(day)s。延长的理由在下面的对话里。")
NUDGED = N_("%(day)s催办过承办人。")
SUPERVISED = N_("%(day)s对办理单位进行了督办。")
ESCALATED = N_("%(day)s提级请领导督促。")


class Case(Protocol):
    """What the sentences look at."""

    @property
    def state(self) -> State: ...
    @property
    def nudged_on(self) -> date | None: ...
    @property
    def supervised_on(self) -> date | None: ...
    @property
    def escalated_on(self) -> date | None: ...


def reasons(case: Case, clock: Reading | None) -> list[Reason]:
    """Where a late case lies and what was done about it; an extension is explained even while there is time."""
    found = []
    is_late = clock is not None and clock.standing is Standing.OVERDUE
    if is_late and case.state in WAITING:
        found.append(Reason(WAITING[case.state]))
    if clock is not None and clock.extended_from is not None:
        found.append(Reason(EXTENDED, clock.extended_from))
    if is_late:
        pushed = ((NUDGED, case.nudged_on), (SUPERVISED, case.supervised_on), (ESCALATED, case.escalated_on))
        found += [Reason(sentence, day) for sentence, day in pushed if day is not None]
    return found
