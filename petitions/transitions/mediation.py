"""Settling a claim while it is in hand: mediation offered, answered, without result, and an agreement; pure rows."""

from __future__ import annotations

from petitions.deadlines import ClockKind
from petitions.transitions.actions import HANDLER, OFFICE, PETITIONER, Action, Need, Tone, Transition
from petitions.transitions.states import HANDLER_STATES, State
from web.words import N_

#: 《信访工作条例》 stops no clock for it.
ARTICLE = N_("《信访工作条例》第三十三条")

ROWS: tuple[Transition, ...] = (
    Transition(
        action=Action.OFFER_MEDIATION,
        label=N_("提出调解"),
        sources=HANDLER_STATES,
        target=None,
        roles=OFFICE | HANDLER,
        needs=(Need.TEXT,),
        told=PETITIONER,
        done=N_("已问信访人愿不愿意调解。办理期限照常计算，对方的意见请用“记录双方答复”记下。"),
        timeline=N_("建议调解，请您说愿不愿意"),
        article=ARTICLE,
    ),
    Transition(
        action=Action.ANSWER_MEDIATION,
        label=N_("答复调解"),
        sources=HANDLER_STATES,
        target=None,
        roles=PETITIONER,
        needs=(Need.AGREES,),
        told=OFFICE | HANDLER,
        tone=Tone.PRIMARY,
        done=N_("您的答复已记下。"),
        timeline=N_("您答复了愿不愿意调解"),
        article=ARTICLE,
    ),
    Transition(
        action=Action.ANSWER_MEDIATION,
        label=N_("记录双方答复"),
        sources=HANDLER_STATES,
        target=None,
        roles=OFFICE | HANDLER,
        needs=(Need.SIDE, Need.AGREES, Need.TEXT),
        told=PETITIONER,
        done=N_("已记下。双方都同意才能调解。"),
        timeline=N_("记下了一方愿不愿意调解"),
        article=ARTICLE,
    ),
    Transition(
        action=Action.END_MEDIATION,
        label=N_("调解不成"),
        sources=HANDLER_STATES,
        target=None,
        roles=OFFICE | HANDLER,
        needs=(Need.TEXT,),
        told=PETITIONER,
        done=N_("已告知信访人调解不成。请继续调查核实，提出处理意见。"),
        timeline=N_("调解没有达成协议，继续按程序办理"),
        article=ARTICLE,
    ),
    Transition(
        action=Action.SETTLE,
        label=N_("登记协议"),
        sources=HANDLER_STATES,
        target=State.REPLIED,
        roles=OFFICE,
        needs=(Need.FORM, Need.PARTIES, Need.TERMS, Need.SIGNED_ON, Need.TEXT),
        # Nothing was decided on the claim, so there is no opinion to be reviewed.
        starts=(ClockKind.RATE,),
        stops=(ClockKind.HANDLE, ClockKind.SIMPLE, ClockKind.RELAY),
        told=PETITIONER | HANDLER,
        done=N_("协议已封存并告知信访人。下一步：按协议落实，有了凭据再办结。"),
        timeline=N_("双方达成协议"),
        article=ARTICLE,
    ),
)
