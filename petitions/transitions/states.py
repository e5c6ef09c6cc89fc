"""Where a case can stand, and what each place is called at the desk and for its petitioner."""

from __future__ import annotations

import enum

from web.words import N_


class State(enum.Enum):
    """Where a case stands. People move it; time alone never does."""

    FILED = "filed"
    REGISTERED = "registered"
    TRANSFERRED = "transferred"
    OBJECTED = "objected"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    INVESTIGATING = "investigating"
    ASKING = "asking"
    DRAFTED = "drafted"
    APPROVED = "approved"
    REPLIED = "replied"
    REVIEW_ASKED = "review-asked"
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    REREVIEW_ASKED = "rereview-asked"
    REREVIEWING = "rereviewing"
    FINAL = "final"
    CLOSED = "closed"
    DECLINED = "declined"
    DIVERTED = "diverted"
    HANDED_OVER = "handed-over"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    CONCLUDED = "concluded"
    ARCHIVED = "archived"


STATE_LABELS = {
    State.FILED: N_("待登记"),
    State.REGISTERED: N_("待受理"),
    State.TRANSFERRED: N_("转送待接收"),
    State.OBJECTED: N_("异议待处理"),
    State.ACCEPTED: N_("待交办"),
    State.ASSIGNED: N_("待调查"),
    State.INVESTIGATING: N_("调查核实"),
    State.ASKING: N_("待信访人补充"),
    State.DRAFTED: N_("待审批"),
    State.APPROVED: N_("待答复"),
    State.REPLIED: N_("已答复"),
    State.REVIEW_ASKED: N_("申请复查"),
    State.REVIEWING: N_("复查中"),
    State.REVIEWED: N_("已复查"),
    State.REREVIEW_ASKED: N_("申请复核"),
    State.REREVIEWING: N_("复核中"),
    State.FINAL: N_("已复核"),
    State.CLOSED: N_("已办结"),
    State.DECLINED: N_("不予受理"),
    State.DIVERTED: N_("已导入法定途径"),
    State.HANDED_OVER: N_("已移交外单位"),
    State.MERGED: N_("已并案"),
    State.WITHDRAWN: N_("已撤回"),
    State.CONCLUDED: N_("已终结"),
    State.ARCHIVED: N_("已归档"),
}

# The same states in the words a petitioner reads.
PETITIONER_LABELS = {
    State.FILED: N_("已收到，等待登记"),
    State.REGISTERED: N_("已登记，正在决定是否受理"),
    State.TRANSFERRED: N_("已转给主管的受理机构"),
    State.OBJECTED: N_("正在确定由哪个机构受理"),
    State.ACCEPTED: N_("已受理，正在确定承办人"),
    State.ASSIGNED: N_("已交给承办人"),
    State.INVESTIGATING: N_("正在调查核实"),
    State.ASKING: N_("等您补充情况"),
    State.DRAFTED: N_("处理意见正在审批"),
    State.APPROVED: N_("处理意见已批准，即将答复您"),
    State.REPLIED: N_("已答复，请您评价"),
    State.REVIEW_ASKED: N_("已收到复查申请"),
    State.REVIEWING: N_("正在复查"),
    State.REVIEWED: N_("复查意见已答复您"),
    State.REREVIEW_ASKED: N_("已收到复核申请"),
    State.REREVIEWING: N_("正在复核"),
    State.FINAL: N_("复核意见已答复您"),
    State.CLOSED: N_("已办结"),
    State.DECLINED: N_("不予受理"),
    State.DIVERTED: N_("请走法定途径解决"),
    State.HANDED_OVER: N_("已移交有权处理的单位"),
    State.MERGED: N_("与同一事项一并办理"),
    State.WITHDRAWN: N_("您已撤回"),
    State.CONCLUDED: N_("已终结"),
    State.ARCHIVED: N_("已归档"),
}

#: The case lies with its handler.
HANDLER_STATES = frozenset({State.ASSIGNED, State.INVESTIGATING, State.ASKING})
#: One office sent it, another has to take it.
TRANSFER_STATES = frozenset({State.TRANSFERRED, State.OBJECTED})
#: Somebody looks at the answer again because the petitioner asked.
REVIEW_STATES = frozenset({State.REVIEW_ASKED, State.REVIEWING, State.REREVIEW_ASKED, State.REREVIEWING})
#: Accepted and not yet answered.
HANDLING_STATES = HANDLER_STATES | {State.ACCEPTED, State.DRAFTED, State.APPROVED}
#: Work of the office, a handler or a reviewer is still owed.
OPEN_STATES = HANDLING_STATES | TRANSFER_STATES | REVIEW_STATES | {State.FILED, State.REGISTERED}
#: Answered, the office still has to confirm that what was promised was done.
ANSWERED_STATES = frozenset({State.REPLIED, State.REVIEWED, State.FINAL})
#: Its petitioner has an answer on the matter, which may still be looked at again.
WITH_ANSWER_STATES = ANSWERED_STATES | REVIEW_STATES
#: Ended without an answer on the matter itself.
ENDED_STATES = frozenset(
    {State.DECLINED, State.DIVERTED, State.HANDED_OVER, State.MERGED, State.WITHDRAWN, State.CONCLUDED}
)
FINISHED_STATES = ENDED_STATES | {State.CLOSED, State.ARCHIVED}
LIVE_STATES = frozenset(State) - {State.ARCHIVED}
