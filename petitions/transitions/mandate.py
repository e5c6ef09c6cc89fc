"""What a superior charges the office with (交办, 批示), and reporting back; pure rows."""

from __future__ import annotations

from petitions.deadlines import ClockKind
from petitions.transitions.actions import HANDLER, OFFICE, SPONSOR, Action, Need, Transition
from petitions.transitions.states import LIVE_STATES, TRANSFER_STATES
from web.words import N_

#: With one office and not yet archived; a report may be owed after the case is closed.
CHARGED = LIVE_STATES - TRANSFER_STATES

ROWS: tuple[Transition, ...] = (
    Transition(
        action=Action.MANDATE,
        label=N_("登记上级交办、批示"),
        sources=CHARGED,
        target=None,
        roles=OFFICE,
        needs=(Need.ISSUER,),
        starts=(ClockKind.MANDATE,),
        told=HANDLER | SPONSOR,
        done=N_("已登记交办，上级的期限单独计时。"),
        article=N_("《信访工作条例》第二十二条"),
    ),
    Transition(
        action=Action.REPORT_UP,
        label=N_("登记向上级反馈"),
        sources=CHARGED,
        target=None,
        roles=OFFICE,
        needs=(Need.TEXT,),
        stops=(ClockKind.MANDATE,),
        done=N_("反馈已封存在案，上级的期限到此为止。"),
        article=N_("《信访工作条例》第二十二条：反馈结果，提交办结报告"),
    ),
)
