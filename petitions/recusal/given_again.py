"""What waits to be given again, once whoever was asked to step back is let back; pure.

The step they had went from them when they were asked (`petitions.transitions.recusal`), and the case to where somebody
else could take it. Nothing gives it back by itself: in the meantime it may be with somebody else, or better so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from petitions.transitions.actions import Action
from petitions.transitions.states import State
from web.words import N_

#: Who gives the step again, by where the case waits for it.
GIVEN_BY = {
    State.ACCEPTED: N_("请受理机构重新交办，可以再交给这位。"),
    State.INVESTIGATING: N_("请承办人重新提出处理意见，可以再请这位审批。"),
    State.REVIEW_ASKED: N_("请受理机构重新安排复查，可以再请这位。"),
    State.REREVIEW_ASKED: N_("请受理机构重新安排复核，可以再请这位。"),
}

#: What was done, from which state to which, and its clear facts.
Step = tuple[Action, State | None, State, Mapping[str, object]]


def let_back(steps: Iterable[Step]) -> list[int]:
    """The accounts that were let back while the case still waits where it went when they lost their step."""
    taken: set[int] = set()
    back: list[int] = []
    for action, before, after, facts in steps:
        who = facts.get("asked")
        if after is not before:
            taken.clear()
        if action is Action.ASK_RECUSAL and after is not before and facts.get("lost") and isinstance(who, int):
            taken.add(who)
        elif action is Action.DECIDE_RECUSAL and not facts.get("stays-out") and isinstance(who, int):
            back.append(who)
    return [each for each in back if each in taken]
