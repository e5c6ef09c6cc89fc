"""The life of a case as data: states, actions and the one table of transitions that everything else reads.

Buttons, permission, refusals, the sentence afterwards, the petitioner's timeline, docs/workflow.md and the test matrix
all come from TRANSITIONS. Rows are added, never removed. The duties behind the rows are those of 《信访工作条例》
(articles are named row by row); a clock a row starts or stops is explained in petitions.deadlines.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from petitions.deadlines import ClockKind
from web.words import N_


class State(enum.Enum):
    """Where a case stands. People move it; time alone never does."""

    FILED = "filed"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    INVESTIGATING = "investigating"
    ASKING = "asking"
    DRAFTED = "drafted"
    APPROVED = "approved"
    REPLIED = "replied"
    CLOSED = "closed"
    DECLINED = "declined"
    ARCHIVED = "archived"


class Action(enum.Enum):
    """What somebody does to a case."""

    FILE = "file"
    REGISTER = "register"
    ACCEPT = "accept"
    DECLINE = "decline"
    CONVERT = "convert"
    ASSIGN = "assign"
    RECUSE = "recuse"
    INVESTIGATE = "investigate"
    ASK = "ask"
    SAY = "say"
    WRITE = "write"
    DRAFT = "draft"
    RETURN = "return"
    APPROVE = "approve"
    REPLY = "reply"
    RATE = "rate"
    CLOSE = "close"
    ARCHIVE = "archive"


class CaseRole(enum.Enum):
    """What somebody is to one case; a person may be several things to it."""

    PETITIONER = "petitioner"
    OFFICE = "office"
    HANDLER = "handler"
    APPROVER = "approver"


class Need(enum.Enum):
    """Input without which an action is refused; the value is the name of the argument and form field."""

    CATEGORY = "category"
    PROCEDURE = "procedure"
    GROUND = "ground"
    REASON = "reason"
    HANDLER = "handler_id"
    APPROVER = "approver_id"
    TEXT = "text"
    OPINION = "opinion"
    OFFICE_RATING = "office"
    SOLVED = "solved"
    EVIDENCE = "evidence"


class Tone(enum.Enum):
    """How loudly an action is offered: the next step, one among others, or one to think twice about."""

    PRIMARY = "primary"
    QUIET = "quiet"
    GRAVE = "grave"


class Procedure(enum.Enum):
    """How an accepted case is handled."""

    ORDINARY = "ordinary"
    SIMPLE = "simple"


class Ground(enum.Enum):
    """Why a case is not accepted."""

    ALREADY_IN_HAND = "already-in-hand"
    REVIEWED_FINALLY = "reviewed-finally"
    NOT_OURS = "not-ours"
    LEGAL_CHANNEL = "legal-channel"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Transition:
    """One row of the table: who may do what from where, what it needs and what it brings about."""

    action: Action
    label: str
    sources: frozenset[State]
    #: The state afterwards; None when the case stays where it is.
    target: State | None
    roles: frozenset[CaseRole]
    #: What the desk says once it is done.
    done: str
    needs: tuple[Need, ...] = ()
    starts: tuple[ClockKind, ...] = ()
    stops: tuple[ClockKind, ...] = ()
    #: Who learns of it: their inbox counts it, the petitioner's timeline shows it.
    told: frozenset[CaseRole] = frozenset()
    tone: Tone = Tone.QUIET
    #: The petitioner's timeline says this; empty when the step is internal.
    timeline: str = ""
    article: str = ""


STATE_LABELS = {
    State.FILED: N_("待登记"),
    State.REGISTERED: N_("待受理"),
    State.ACCEPTED: N_("待交办"),
    State.ASSIGNED: N_("待调查"),
    State.INVESTIGATING: N_("调查核实"),
    State.ASKING: N_("待信访人补充"),
    State.DRAFTED: N_("待审批"),
    State.APPROVED: N_("待答复"),
    State.REPLIED: N_("已答复"),
    State.CLOSED: N_("已办结"),
    State.DECLINED: N_("不予受理"),
    State.ARCHIVED: N_("已归档"),
}

# The same states in the words a petitioner reads.
PETITIONER_LABELS = {
    State.FILED: N_("已收到，等待登记"),
    State.REGISTERED: N_("已登记，正在决定是否受理"),
    State.ACCEPTED: N_("已受理，正在确定承办人"),
    State.ASSIGNED: N_("已交给承办人"),
    State.INVESTIGATING: N_("正在调查核实"),
    State.ASKING: N_("等您补充情况"),
    State.DRAFTED: N_("处理意见正在审批"),
    State.APPROVED: N_("处理意见已批准，即将答复您"),
    State.REPLIED: N_("已答复，请您评价"),
    State.CLOSED: N_("已办结"),
    State.DECLINED: N_("不予受理"),
    State.ARCHIVED: N_("已归档"),
}

ROLE_LABELS = {
    CaseRole.PETITIONER: N_("信访人"),
    CaseRole.OFFICE: N_("受理机构"),
    CaseRole.HANDLER: N_("承办人"),
    CaseRole.APPROVER: N_("审批人"),
}

PROCEDURE_LABELS = {Procedure.ORDINARY: N_("普通程序"), Procedure.SIMPLE: N_("简易办理")}

GROUND_LABELS = {
    Ground.ALREADY_IN_HAND: N_("同一事项已经受理或正在办理（条例第十九条）"),
    Ground.REVIEWED_FINALLY: N_("已有复核意见，又以同一事实和理由提出（条例第三十六条）"),
    Ground.NOT_OURS: N_("不属于本单位职权范围，告知向有权单位提出（条例第二十三条）"),
    Ground.LEGAL_CHANNEL: N_("应当通过仲裁、诉讼等法定途径解决（条例第三十一条）"),
    Ground.UNCLEAR: N_("请求和事实不清，经询问仍无法办理"),
}

NEED_LABELS = {
    Need.CATEGORY: N_("内容分类"),
    Need.PROCEDURE: N_("办理程序"),
    Need.GROUND: N_("不予受理的依据"),
    Need.REASON: N_("理由"),
    Need.HANDLER: N_("承办人"),
    Need.APPROVER: N_("审批人"),
    Need.TEXT: N_("内容"),
    Need.OPINION: N_("处理意见"),
    Need.OFFICE_RATING: N_("对受理机构的评价"),
    Need.SOLVED: N_("是否解决"),
    Need.EVIDENCE: N_("三个到位的凭据"),
}

#: Work of the office or a handler is still owed.
OPEN_STATES = frozenset(
    {
        State.FILED,
        State.REGISTERED,
        State.ACCEPTED,
        State.ASSIGNED,
        State.INVESTIGATING,
        State.ASKING,
        State.DRAFTED,
        State.APPROVED,
    }
)
#: Answered, the office still has to confirm that what was promised was done.
ANSWERED_STATES = frozenset({State.REPLIED})
FINISHED_STATES = frozenset({State.CLOSED, State.DECLINED, State.ARCHIVED})
LIVE_STATES = frozenset(State) - {State.ARCHIVED}
#: The case lies with its handler.
HANDLER_STATES = frozenset({State.ASSIGNED, State.INVESTIGATING, State.ASKING})

PETITIONER, OFFICE, HANDLER, APPROVER = (frozenset({role}) for role in CaseRole)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        action=Action.FILE,
        label=N_("提交诉求"),
        sources=frozenset(),
        target=State.FILED,
        roles=PETITIONER | OFFICE,
        needs=(Need.TEXT,),
        starts=(ClockKind.NOTIFY,),
        told=OFFICE,
        tone=Tone.PRIMARY,
        done=N_("诉求已收下并封存。"),
        timeline=N_("收到您的诉求"),
        article=N_("《信访工作条例》第十九条"),
    ),
    Transition(
        action=Action.REGISTER,
        label=N_("登记"),
        sources=frozenset({State.FILED}),
        target=State.REGISTERED,
        roles=OFFICE,
        needs=(Need.CATEGORY,),
        told=PETITIONER,
        tone=Tone.PRIMARY,
        done=N_("已登记。请在告知期限前决定是否受理。"),
        timeline=N_("已登记"),
        article=N_("《信访工作条例》第二十二条、第二十三条"),
    ),
    Transition(
        action=Action.ACCEPT,
        label=N_("受理"),
        sources=frozenset({State.REGISTERED}),
        target=State.ACCEPTED,
        roles=OFFICE,
        needs=(Need.PROCEDURE,),
        starts=(ClockKind.HANDLE, ClockKind.SIMPLE),
        stops=(ClockKind.NOTIFY,),
        told=PETITIONER,
        tone=Tone.PRIMARY,
        done=N_("已受理并告知信访人，办理期限从今天起算。下一步：交办。"),
        timeline=N_("决定受理"),
        article=N_("《信访工作条例》第二十三条、第三十四条"),
    ),
    Transition(
        action=Action.DECLINE,
        label=N_("不予受理"),
        sources=frozenset({State.REGISTERED}),
        target=State.DECLINED,
        roles=OFFICE,
        needs=(Need.GROUND, Need.TEXT),
        stops=(ClockKind.NOTIFY,),
        told=PETITIONER,
        tone=Tone.GRAVE,
        done=N_("已告知信访人不予受理及理由。"),
        timeline=N_("决定不予受理，理由已写给您"),
        article=N_("《信访工作条例》第十九条、第二十三条、第三十一条、第三十六条"),
    ),
    Transition(
        action=Action.CONVERT,
        label=N_("转为普通程序"),
        sources=frozenset({State.ACCEPTED}) | HANDLER_STATES,
        target=None,
        roles=OFFICE,
        needs=(Need.REASON,),
        starts=(ClockKind.HANDLE,),
        stops=(ClockKind.SIMPLE,),
        told=PETITIONER | HANDLER,
        done=N_("已转为普通程序，办理期限从受理之日起重新计算。"),
        timeline=N_("改按普通程序办理"),
        article=N_("《信访事项简易办理办法》"),
    ),
    Transition(
        action=Action.ASSIGN,
        label=N_("交办"),
        sources=frozenset({State.ACCEPTED}),
        target=State.ASSIGNED,
        roles=OFFICE,
        needs=(Need.HANDLER,),
        told=PETITIONER | HANDLER,
        tone=Tone.PRIMARY,
        done=N_("已交给承办人，内容已单独封存给此人。"),
        timeline=N_("交给承办人办理"),
        article=N_("《信访工作条例》第二十四条"),
    ),
    Transition(
        action=Action.ASSIGN,
        label=N_("改派承办人"),
        sources=HANDLER_STATES,
        target=State.ASSIGNED,
        roles=OFFICE,
        needs=(Need.HANDLER,),
        told=HANDLER,
        done=N_("已改派，原承办人的钥匙已收回。"),
        article=N_("《信访工作条例》第二十四条"),
    ),
    Transition(
        action=Action.RECUSE,
        label=N_("我要回避"),
        sources=HANDLER_STATES | {State.DRAFTED},
        target=State.ACCEPTED,
        roles=HANDLER,
        needs=(Need.REASON,),
        told=OFFICE,
        tone=Tone.GRAVE,
        done=N_("您已回避，今后打不开这件诉求。受理机构会另行交办。"),
        article=N_("《信访工作条例》第二十八条"),
    ),
    Transition(
        action=Action.RECUSE,
        label=N_("我要回避"),
        sources=frozenset({State.DRAFTED}),
        target=State.INVESTIGATING,
        roles=APPROVER,
        needs=(Need.REASON,),
        told=OFFICE | HANDLER,
        tone=Tone.GRAVE,
        done=N_("您已回避，意见退回承办人，由其另请审批人。"),
        article=N_("《信访工作条例》第二十八条"),
    ),
    Transition(
        action=Action.RECUSE,
        label=N_("我要回避"),
        sources=LIVE_STATES,
        target=None,
        roles=OFFICE,
        needs=(Need.REASON,),
        told=OFFICE,
        tone=Tone.GRAVE,
        done=N_("您已回避，今后看不到这件诉求。"),
        article=N_("《信访工作条例》第二十八条"),
    ),
    Transition(
        action=Action.INVESTIGATE,
        label=N_("记录调查情况"),
        sources=HANDLER_STATES,
        target=State.INVESTIGATING,
        roles=HANDLER,
        needs=(Need.TEXT,),
        tone=Tone.PRIMARY,
        done=N_("调查记录已封存。"),
        timeline=N_("调查核实"),
        article=N_("《信访工作条例》第三十一条第六项"),
    ),
    Transition(
        action=Action.ASK,
        label=N_("请信访人补充"),
        sources=frozenset({State.ASSIGNED, State.INVESTIGATING}),
        target=State.ASKING,
        roles=OFFICE | HANDLER,
        needs=(Need.TEXT,),
        told=PETITIONER,
        done=N_("已把问题发给信访人。办理期限照常计算，对方不答也可以继续调查。"),
        timeline=N_("请您补充情况"),
        article=N_("《信访工作条例》第三十一条第六项"),
    ),
    Transition(
        action=Action.SAY,
        label=N_("补充情况"),
        sources=frozenset({State.ASKING}),
        target=State.INVESTIGATING,
        roles=PETITIONER,
        needs=(Need.TEXT,),
        told=OFFICE | HANDLER,
        tone=Tone.PRIMARY,
        done=N_("您补充的情况已交给承办人。"),
        timeline=N_("您补充了情况"),
    ),
    Transition(
        action=Action.SAY,
        label=N_("继续说"),
        sources=LIVE_STATES - {State.ASKING},
        target=None,
        roles=PETITIONER,
        needs=(Need.TEXT,),
        told=OFFICE | HANDLER,
        done=N_("您说的话已收下并封存。"),
        timeline=N_("您写了话"),
    ),
    Transition(
        action=Action.WRITE,
        label=N_("给信访人留言"),
        sources=LIVE_STATES,
        target=None,
        roles=OFFICE,
        needs=(Need.TEXT,),
        told=PETITIONER,
        done=N_("留言已发给信访人。"),
        timeline=N_("给您留言"),
    ),
    Transition(
        action=Action.WRITE,
        label=N_("给信访人留言"),
        sources=HANDLER_STATES,
        target=None,
        roles=HANDLER,
        needs=(Need.TEXT,),
        told=PETITIONER,
        done=N_("留言已发给信访人。"),
        timeline=N_("给您留言"),
    ),
    Transition(
        action=Action.DRAFT,
        label=N_("提交处理意见"),
        sources=frozenset({State.INVESTIGATING}),
        target=State.DRAFTED,
        roles=HANDLER,
        needs=(Need.OPINION, Need.APPROVER),
        told=APPROVER,
        tone=Tone.PRIMARY,
        done=N_("处理意见已封存并送审批人。"),
        timeline=N_("处理意见送审批"),
        article=N_("《信访工作条例》第三十二条"),
    ),
    Transition(
        action=Action.RETURN,
        label=N_("退回修改"),
        sources=frozenset({State.DRAFTED, State.APPROVED}),
        target=State.INVESTIGATING,
        roles=OFFICE,
        needs=(Need.REASON,),
        told=HANDLER,
        done=N_("已退回承办人修改。"),
    ),
    Transition(
        action=Action.RETURN,
        label=N_("退回修改"),
        sources=frozenset({State.DRAFTED}),
        target=State.INVESTIGATING,
        roles=APPROVER,
        needs=(Need.REASON,),
        told=HANDLER,
        done=N_("已退回承办人修改。"),
    ),
    Transition(
        action=Action.APPROVE,
        label=N_("批准处理意见"),
        sources=frozenset({State.DRAFTED}),
        target=State.APPROVED,
        roles=APPROVER,
        told=OFFICE,
        tone=Tone.PRIMARY,
        done=N_("处理意见已批准，由受理机构答复信访人。"),
        timeline=N_("处理意见已批准"),
        article=N_("《信访工作条例》第三十二条"),
    ),
    Transition(
        action=Action.REPLY,
        label=N_("答复信访人"),
        sources=frozenset({State.APPROVED}),
        target=State.REPLIED,
        roles=OFFICE,
        needs=(Need.TEXT,),
        starts=(ClockKind.RATE, ClockKind.REVIEW),
        stops=(ClockKind.HANDLE, ClockKind.SIMPLE),
        told=PETITIONER,
        tone=Tone.PRIMARY,
        done=N_("已答复信访人，评价和申请复查的期限从今天起算。"),
        timeline=N_("答复您"),
        article=N_("《信访工作条例》第三十二条、第三十四条"),
    ),
    Transition(
        action=Action.RATE,
        label=N_("评价"),
        sources=frozenset({State.REPLIED, State.CLOSED}),
        target=None,
        roles=PETITIONER,
        needs=(Need.OFFICE_RATING, Need.SOLVED),
        stops=(ClockKind.RATE,),
        told=OFFICE,
        tone=Tone.PRIMARY,
        done=N_("谢谢，您的评价已记下。"),
        timeline=N_("您作了评价"),
        article=N_("《信访工作条例》第二十一条"),
    ),
    Transition(
        action=Action.CLOSE,
        label=N_("办结"),
        sources=frozenset({State.REPLIED}),
        target=State.CLOSED,
        roles=OFFICE,
        needs=(Need.EVIDENCE,),
        told=PETITIONER,
        tone=Tone.PRIMARY,
        done=N_("已办结，各项到位都有凭据。"),
        timeline=N_("办结"),
        article=N_("《信访工作条例》第二十七条"),
    ),
    Transition(
        action=Action.ARCHIVE,
        label=N_("归档"),
        sources=frozenset({State.CLOSED, State.DECLINED}),
        target=State.ARCHIVED,
        roles=OFFICE,
        tone=Tone.QUIET,
        done=N_("已归档，今后只能查阅。"),
        timeline=N_("归档"),
    ),
)

# Somebody who is several things to a case acts as the first of these that has a row.
PRECEDENCE = (CaseRole.PETITIONER, CaseRole.HANDLER, CaseRole.APPROVER, CaseRole.OFFICE)


def find(action: Action, state: State | None, roles: Collection[CaseRole]) -> Transition | None:
    """The row by which somebody with `roles` may do `action` from `state` (None: no case yet), or None."""
    rows = [row for row in TRANSITIONS if row.action is action and _leaves(row, state)]
    for role in PRECEDENCE:
        for row in rows:
            if role in roles and role in row.roles:
                return row
    return None


def allowed(state: State, roles: Collection[CaseRole]) -> list[Transition]:
    """Every row open to somebody with `roles` in `state`, one for each action, in the order of the table."""
    found = (find(action, state, roles) for action in Action)
    chosen = {row for row in found if row is not None and row.sources}
    return [row for row in TRANSITIONS if row in chosen]


def next_step(rows: Iterable[Transition]) -> Transition | None:
    """The one primary step among `rows`: the one furthest along the table."""
    primary = [row for row in rows if row.tone is Tone.PRIMARY]
    return primary[-1] if primary else None


def fold(steps: Iterable[tuple[Action, State | None, State]]) -> State | None:
    """The state that a history of (action, state before, state after) ends in. Raises ValueError when it cannot be."""
    state: State | None = None
    for action, before, after in steps:
        rows = [row for row in TRANSITIONS if row.action is action and _leaves(row, before)]
        if before is not state or all(after is not (row.target or before) for row in rows):
            raise ValueError(f"{action.value} does not lead from {before} to {after}")
        state = after
    return state


def waits_for(state: State) -> str:
    """Who the case lies with, in the desk's words."""
    if state in FINISHED_STATES:
        return ""
    owners = {State.ASKING: CaseRole.PETITIONER, State.DRAFTED: CaseRole.APPROVER}
    default = CaseRole.HANDLER if state in HANDLER_STATES else CaseRole.OFFICE
    return ROLE_LABELS[owners.get(state, default)]


def _leaves(row: Transition, state: State | None) -> bool:
    return state in row.sources if state is not None else not row.sources
