"""What people do to a case, as what they do it, and what an action may ask for."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from petitions.deadlines import ClockKind
from petitions.transitions.states import State
from web.words import N_


class Action(enum.Enum):
    """What somebody does to a case."""

    FILE = "file"
    REGISTER = "register"
    TRANSFER = "transfer"
    TAKE = "take"
    OBJECT = "object"
    TAKE_BACK = "take-back"
    ACCEPT = "accept"
    DECLINE = "decline"
    DIVERT = "divert"
    HAND_OVER = "hand-over"
    MERGE = "merge"
    RELAY = "relay"
    MARK_REPEAT = "mark-repeat"
    CONVERT = "convert"
    ASSIGN = "assign"
    REDACT = "redact"
    RECUSE = "recuse"
    INVESTIGATE = "investigate"
    HEAR = "hear"
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
    ASK_EXTENSION = "ask-extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse-extension"
    NUDGE = "nudge"
    SUPERVISE = "supervise"
    REPORT_BACK = "report-back"
    SPONSOR = "sponsor"
    ESCALATE = "escalate"
    GUIDE = "guide"
    ARRANGE = "arrange"
    CARRY_OUT = "carry-out"
    CALL_BACK = "call-back"
    ASK_REVIEW = "ask-review"
    ASK_REREVIEW = "ask-rereview"
    OPEN_REVIEW = "open-review"
    REFUSE_REVIEW = "refuse-review"
    UPHOLD = "uphold"
    AMEND = "amend"
    REVOKE = "revoke"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    CHECK_IN = "check-in"
    PROTECT = "protect"
    CARRY_OVER = "carry-over"
    MANDATE = "mandate"
    REPORT_UP = "report-up"
    HAND_ON = "hand-on"
    ASK_RECUSAL = "ask-recusal"
    DECIDE_RECUSAL = "decide-recusal"
    CORRECT = "correct"
    OFFER_MEDIATION = "offer-mediation"
    ANSWER_MEDIATION = "answer-mediation"
    END_MEDIATION = "end-mediation"
    SETTLE = "settle"
    CONCLUDE = "conclude"


class CaseRole(enum.Enum):
    """What somebody is to one case; a person may be several things to it."""

    PETITIONER = "petitioner"
    OFFICE = "office"
    HANDLER = "handler"
    APPROVER = "approver"
    #: The office that transferred it, until the other one has taken it.
    SENDER = "sender"
    #: Decides whether the time is extended.
    EXTENDER = "extender"
    #: The leader who looks after it (包案).
    SPONSOR = "sponsor"
    #: Looks at the answer again (复查, 复核).
    REVIEWER = "reviewer"
    #: Somebody who joined it (联名); holds no key to the case.
    VOICE = "voice"


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
    OFFICE = "office_id"
    ROUTE = "route"
    LEADING = "leading_id"
    DAYS = "days"
    LEADER = "leader_id"
    TRIGGER = "trigger"
    RESULT = "result"
    OUTCOME = "outcome"
    FIRST_DAY = "first"
    LAST_DAY = "last"
    PRESSED = "pressed"
    ISSUER = "issuer"
    LEAVING = "leaving_id"
    SUCCESSOR = "successor_id"
    RECORD = "record"
    BODY = "body"
    HANDED = "handed"
    STAYS_OUT = "stays_out"
    SIDE = "side"
    AGREES = "agrees"
    FORM = "form"
    PARTIES = "parties"
    TERMS = "terms"
    SIGNED_ON = "signed_on"
    CONCLUSION = "conclusion"


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
    CONCLUDED = "concluded"


class LegalRoute(enum.Enum):
    """The way of the law that a matter belongs to (article 31, 1 to 5)."""

    COURT = "court"
    ARBITRATION = "arbitration"
    PARTY = "party"
    ADMINISTRATIVE = "administrative"
    INSPECTION = "inspection"


class Trigger(enum.Enum):
    """Why a case is supervised: article 40, and the two that practice adds."""

    WRONGLY_HANDLED = "wrongly-handled"
    SHIFTED = "shifted"
    PERFUNCTORY = "perfunctory"
    DELAYED = "delayed"
    FALSIFIED = "falsified"
    NOT_CARRIED_OUT = "not-carried-out"
    OVERDUE = "overdue"
    NO_FEEDBACK = "no-feedback"


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
    #: Clocks whose last day moves, by the days the action grants.
    extends: tuple[ClockKind, ...] = ()
    #: Who learns of it: their inbox counts it, the petitioner's timeline shows it.
    told: frozenset[CaseRole] = frozenset()
    tone: Tone = Tone.QUIET
    #: The petitioner's timeline says this; empty when the step is internal.
    timeline: str = ""
    article: str = ""
    #: Where it goes instead when whoever had this step is left out of the case; the first that holds.
    instead: tuple[tuple[CaseRole, State], ...] = ()


PETITIONER, OFFICE, HANDLER, APPROVER, SENDER, EXTENDER, SPONSOR, REVIEWER, VOICE = (
    frozenset({role}) for role in CaseRole
)

ROLE_LABELS = {
    CaseRole.PETITIONER: N_("信访人"),
    CaseRole.OFFICE: N_("受理机构"),
    CaseRole.HANDLER: N_("承办人"),
    CaseRole.APPROVER: N_("审批人"),
    CaseRole.SENDER: N_("转送机构"),
    CaseRole.EXTENDER: N_("延期审批人"),
    CaseRole.SPONSOR: N_("包案领导"),
    CaseRole.REVIEWER: N_("复查复核人"),
    CaseRole.VOICE: N_("联名的人"),
}

PROCEDURE_LABELS = {Procedure.ORDINARY: N_("普通程序"), Procedure.SIMPLE: N_("简易办理")}

GROUND_LABELS = {
    Ground.ALREADY_IN_HAND: N_("同一事项已经受理或正在办理（条例第十九条）"),
    Ground.REVIEWED_FINALLY: N_("已有复核意见，又以同一事实和理由提出（条例第三十六条）"),
    Ground.NOT_OURS: N_("不属于本单位职权范围，告知向有权单位提出（条例第二十三条）"),
    Ground.LEGAL_CHANNEL: N_("应当通过仲裁、诉讼等法定途径解决（条例第三十一条）"),
    Ground.CONCLUDED: N_("同一事项已经终结（通行做法），不再受理；仍可疏导帮扶（条例第三十七条）"),
    Ground.UNCLEAR: N_("请求和事实不清，经询问仍无法办理"),
}

ROUTE_LABELS = {
    LegalRoute.COURT: N_("涉法涉诉，向政法机关提出（第三十一条第一项）"),
    LegalRoute.ARBITRATION: N_("劳动人事争议调解仲裁（第三十一条第二项）"),
    LegalRoute.PARTY: N_("党员申诉、申请复审（第三十一条第三项）"),
    LegalRoute.ADMINISTRATIVE: N_("行政复议、裁决、确认、许可等行政程序（第三十一条第四项）"),
    LegalRoute.INSPECTION: N_("申请查处违法行为、履行保护职责（第三十一条第五项）"),
}

TRIGGER_LABELS = {
    Trigger.WRONGLY_HANDLED: N_("违反规定受理、办理"),
    Trigger.SHIFTED: N_("推诿"),
    Trigger.PERFUNCTORY: N_("敷衍"),
    Trigger.DELAYED: N_("拖延"),
    Trigger.FALSIFIED: N_("弄虚作假"),
    Trigger.NOT_CARRIED_OUT: N_("拒不执行处理意见"),
    Trigger.OVERDUE: N_("逾期没有正当理由"),
    Trigger.NO_FEEDBACK: N_("未按规定反馈"),
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
    Need.OFFICE: N_("转给哪个机构"),
    Need.ROUTE: N_("法定途径"),
    Need.LEADING: N_("主案编号"),
    Need.DAYS: N_("天数"),
    Need.LEADER: N_("领导"),
    Need.TRIGGER: N_("督办情形"),
    Need.RESULT: N_("回访结果"),
    Need.OUTCOME: N_("变更后的意见"),
    Need.FIRST_DAY: N_("听证从哪天"),
    Need.LAST_DAY: N_("听证到哪天"),
    Need.PRESSED: N_("有没有被为难"),
    Need.ISSUER: N_("交办机关或批示领导"),
    Need.LEAVING: N_("交出的人"),
    Need.SUCCESSOR: N_("接手的人"),
    Need.RECORD: N_("是什么记录"),
    Need.BODY: N_("移交给哪个单位"),
    Need.HANDED: N_("给这个单位的内容"),
    Need.STAYS_OUT: N_("要不要回避"),
    Need.SIDE: N_("谁的答复"),
    Need.AGREES: N_("同意调解吗"),
    Need.FORM: N_("什么协议"),
    Need.PARTIES: N_("双方当事人"),
    Need.TERMS: N_("协议内容"),
    Need.SIGNED_ON: N_("签订日期"),
    Need.CONCLUSION: N_("为什么终结"),
}
