"""Stepping back at the petitioner's request (回避): asked at any time, at once past whoever is named, then decided; pure rows."""

from __future__ import annotations

from petitions.transitions.actions import OFFICE, PETITIONER, Action, CaseRole, Need, Tone, Transition
from petitions.transitions.states import HANDLER_STATES, LIVE_STATES, State
from web.words import N_

#: Where a case goes when whoever had a step of it is left out, by where it was: somebody else can take it there.
TAKEN_FROM: tuple[tuple[frozenset[State], tuple[tuple[CaseRole, State], ...]], ...] = (
    (HANDLER_STATES, ((CaseRole.HANDLER, State.ACCEPTED),)),
    (
        frozenset({State.DRAFTED}),
        ((CaseRole.HANDLER, State.ACCEPTED), (CaseRole.APPROVER, State.INVESTIGATING)),
    ),
    (frozenset({State.REVIEWING}), ((CaseRole.REVIEWER, State.REVIEW_ASKED),)),
    (frozenset({State.REREVIEWING}), ((CaseRole.REVIEWER, State.REREVIEW_ASKED),)),
)


def parted(
    sources: frozenset[State],
) -> tuple[tuple[frozenset[State], tuple[tuple[CaseRole, State], ...]], ...]:
    """`sources` in parts, each with where a case of it goes when whoever had its step is left out."""
    taken = frozenset().union(*(states for states, _instead in TAKEN_FROM))
    parts = tuple((states & sources, instead) for states, instead in TAKEN_FROM if states & sources)
    return (*parts, (sources - taken, ()))


ROWS: tuple[Transition, ...] = (
    *(
        Transition(
            action=Action.ASK_RECUSAL,
            label=N_("请人回避"),
            sources=sources,
            target=None,
            roles=PETITIONER,
            needs=(Need.TEXT,),
            told=OFFICE,
            tone=Tone.GRAVE,
            done=N_("已记下。这位从现在起打不开您的诉求，由其他人决定要不要回避。"),
            timeline=N_("您请人回避"),
            article=N_("《信访工作条例》第二十八条；参照《山东省信访条例》第十二条、第十七条"),
            instead=instead,
        )
        for sources, instead in parted(LIVE_STATES)
    ),
    Transition(
        action=Action.DECIDE_RECUSAL,
        label=N_("决定是否回避"),
        sources=frozenset(State),
        target=None,
        roles=OFFICE,
        needs=(Need.STAYS_OUT, Need.TEXT),
        told=PETITIONER,
        tone=Tone.GRAVE,
        done=N_("已决定并告知信访人。"),
        timeline=N_("对您请人回避作出决定，理由已写给您"),
        article=N_("《信访工作条例》第二十八条；参照《山东省信访条例》第十二条、第十七条"),
    ),
)
