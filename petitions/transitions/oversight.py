"""Steps that push a case: 催办, 督办, 包案 and 提级 when it is late; and who looks after it meanwhile; pure rows."""

from __future__ import annotations

from petitions.deadlines import ClockKind
from petitions.transitions.actions import (
    APPROVER,
    HANDLER,
    OFFICE,
    PETITIONER,
    REVIEWER,
    SPONSOR,
    Action,
    Need,
    Tone,
    Transition,
)
from petitions.transitions.states import (
    ANSWERED_STATES,
    HANDLING_STATES,
    OPEN_STATES,
    REVIEW_STATES,
    TRANSFER_STATES,
    State,
)
from web.words import N_

#: Somebody owes the next step, or what was promised.
PUSHED = HANDLING_STATES | ANSWERED_STATES | {State.REVIEWING, State.REREVIEWING}
#: Registered here and not yet finished.
SPONSORED = (OPEN_STATES | ANSWERED_STATES) - TRANSFER_STATES - {State.FILED}
#: A duty of the office may be late.
ESCALATED = HANDLING_STATES | REVIEW_STATES | {State.REGISTERED}
#: Somebody may have a step that goes on when they leave.
HELD = (OPEN_STATES | ANSWERED_STATES) - TRANSFER_STATES

ROWS: tuple[Transition, ...] = (
    Transition(
        action=Action.NUDGE,
        label=N_("催办"),
        sources=PUSHED,
        target=None,
        roles=OFFICE | SPONSOR,
        needs=(Need.TEXT,),
        told=HANDLER | APPROVER | REVIEWER,
        done=N_("已催办，承办人的待办里会看到。"),
        timeline=N_("催办"),
    ),
    Transition(
        action=Action.SUPERVISE,
        label=N_("督办"),
        sources=PUSHED,
        target=None,
        roles=OFFICE | SPONSOR,
        needs=(Need.TRIGGER, Need.TEXT, Need.DAYS),
        starts=(ClockKind.SUPERVISE,),
        told=HANDLER | APPROVER,
        tone=Tone.GRAVE,
        done=N_("已督办，请按期反馈。"),
        timeline=N_("督办"),
        article=N_("《信访工作条例》第四十条"),
    ),
    Transition(
        action=Action.REPORT_BACK,
        label=N_("反馈督办情况"),
        sources=PUSHED,
        target=None,
        roles=OFFICE | HANDLER,
        needs=(Need.TEXT,),
        stops=(ClockKind.SUPERVISE,),
        told=OFFICE | SPONSOR,
        done=N_("督办反馈已封存在案。"),
        article=N_("《信访工作条例》第四十条"),
    ),
    Transition(
        action=Action.SPONSOR,
        label=N_("请领导包案"),
        sources=SPONSORED,
        target=None,
        roles=OFFICE,
        needs=(Need.LEADER,),
        told=SPONSOR | PETITIONER,
        done=N_("已请领导包案，内容已单独封存给此人。"),
        timeline=N_("由单位领导包案办理"),
        article=N_("《信访工作条例》第十八条"),
    ),
    Transition(
        action=Action.ESCALATE,
        label=N_("超期提级"),
        sources=ESCALATED,
        target=None,
        roles=OFFICE,
        needs=(Need.LEADER, Need.REASON),
        told=SPONSOR | PETITIONER,
        tone=Tone.GRAVE,
        done=N_("已提级，内容已单独封存给这位领导。"),
        timeline=N_("超过期限，已提级请领导督促"),
        article=N_("《信访工作条例》第四十条"),
    ),
    Transition(
        action=Action.GUIDE,
        label=N_("包案记录"),
        sources=SPONSORED,
        target=None,
        roles=SPONSOR,
        needs=(Need.TEXT,),
        told=OFFICE | HANDLER,
        tone=Tone.PRIMARY,
        done=N_("包案记录已封存，受理机构和承办人都能看到。"),
        timeline=N_("包案领导过问"),
        article=N_("《信访工作条例》第十八条"),
    ),
    Transition(
        action=Action.ARRANGE,
        label=N_("记处置和稳控"),
        sources=SPONSORED,
        target=None,
        roles=OFFICE,
        done=N_("处置方式和稳控单位已记下。"),
    ),
    Transition(
        action=Action.HAND_ON,
        label=N_("移交接手人"),
        sources=HELD,
        target=None,
        roles=OFFICE,
        needs=(Need.LEAVING, Need.SUCCESSOR),
        told=HANDLER | APPROVER | SPONSOR | REVIEWER,
        done=N_("已移交，内容已单独封存给接手的人。"),
    ),
)
