"""Rates of what petitioners told: how content they are, and whether it was solved, in the readings in use; pure.

解决率 is taken from the rating (本期评价) or from calls back (本期回访, as 接诉即办 counts it); each with 部分解决 not counted,
counted half, and without what was judged unreasonable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from petitions.in_place import Judgement
from petitions.outcome.ratings import CONTENT, CallBack, Grade, Solved
from petitions.rates import selection
from petitions.rates.figure import Indicator, Pick, Picked
from petitions.rates.selection import CaseFacts, Window
from web.words import N_

_Told = Callable[[Sequence[CaseFacts], Window], dict[Solved, list[CaseFacts]]]
_HEARD = {CallBack.SOLVED: Solved.YES, CallBack.PARTLY: Solved.PARTLY, CallBack.UNSOLVED: Solved.NO}


def _content(of: Callable[[CaseFacts], Grade | None]) -> Pick:
    def pick(cases: Sequence[CaseFacts], window: Window) -> Picked:
        given = [case for case in cases if case.rated_on in window and of(case) is not None]
        return Picked([case for case in given if of(case) in CONTENT], given)

    return pick


def _rated(cases: Sequence[CaseFacts], window: Window) -> Picked:
    given = [case for case in cases if case.rated_on in window]
    lapsed = [case for case in cases if case.rate_due in window and case.rated_on is None and not case.is_accusation]
    return Picked(given, given + lapsed)


def _in_ratings(cases: Sequence[CaseFacts], window: Window) -> dict[Solved, list[CaseFacts]]:
    given = [case for case in cases if case.rated_on in window]
    return {each: [case for case in given if case.solved is each] for each in Solved}


def _in_calls(cases: Sequence[CaseFacts], window: Window) -> dict[Solved, list[CaseFacts]]:
    called = [case for case in cases if case.called_back_on in window]
    return {said: [case for case in called if case.call_back is heard] for heard, said in _HEARD.items()}


def _solved(told: _Told, *, half: bool = False, reasonable: bool = False) -> Pick:
    """Solved of all who told; `half` counts 部分解决 half, `reasonable` leaves out what was judged unreasonable."""

    def pick(cases: Sequence[CaseFacts], window: Window) -> Picked:
        # A case that was not judged (a suggestion, a question) is not unreasonable.
        counted = [case for case in cases if not reasonable or case.judgement is not Judgement.UNREASONABLE]
        found = told(counted, window)
        whole = [case for each in found.values() for case in each]
        return Picked(found[Solved.YES], whole, found[Solved.PARTLY] if half else [])

    return pick


def _called_back(cases: Sequence[CaseFacts], window: Window) -> Picked:
    answered = selection.replied(cases, window)
    return Picked(
        [case for case in answered if case.called_back_on is not None and case.called_back_on <= window.last], answered
    )


def _reached(cases: Sequence[CaseFacts], window: Window) -> Picked:
    called = [case for case in cases if case.called_back_on in window]
    return Picked([case for case in called if case.call_back in _HEARD], called)


SATISFIED = Indicator(
    "satisfied",
    N_("满意率（受理机构）"),
    N_("本期评价中，对受理机构“满意”和“基本满意”的件数 ÷ 本期已评价的件数×100%。"),
    _content(lambda case: case.office),
    is_said=True,
)
SATISFIED_WITH_UNIT = Indicator(
    "satisfied_unit",
    N_("满意率（承办单位）"),
    N_("本期评价中，对承办单位“满意”和“基本满意”的件数 ÷ 本期对承办单位作出评价的件数×100%。"),
    _content(lambda case: case.unit),
    is_said=True,
)
RATED = Indicator(
    "rated",
    N_("参评率"),
    N_("本期已评价的件数 ÷（本期已评价的件数＋本期评价期届满仍未评价的件数）×100%；仍在评价期内的不计入。"),
    _rated,
    is_said=True,
)
SOLVED = Indicator(
    "solved",
    N_("解决率"),
    N_("本期评价中，职工认为“已解决”的件数 ÷ 本期已评价的件数×100%；“部分解决”不计为已解决。"),
    _solved(_in_ratings),
    is_said=True,
)
FURTHER_SOLVED = (
    Indicator(
        "solved_half",
        N_("解决率（部分解决折半）"),
        N_("（本期评价中“已解决”的件数＋“部分解决”的件数×0.5）÷ 本期已评价的件数×100%。"),
        _solved(_in_ratings, half=True),
        is_said=True,
    ),
    Indicator(
        "solved_reasonable",
        N_("解决率（剔除不合理诉求）"),
        N_("本期评价中，职工认为“已解决”的件数 ÷ 本期已评价的件数×100%；分子分母都不含判定为不合理的诉求。"),
        _solved(_in_ratings, reasonable=True),
        is_said=True,
        wider="solved",
    ),
    Indicator(
        "solved_called",
        N_("解决率（回访口径）"),
        N_("本期回访中，信访人说“已解决”的件数 ÷ 本期联系上的回访件数×100%；联系不上的不计入。"),
        _solved(_in_calls),
        is_said=True,
    ),
    Indicator(
        "solved_called_half",
        N_("解决率（回访口径，部分解决折半）"),
        N_("（本期回访中“已解决”的件数＋“部分解决”的件数×0.5）÷ 本期联系上的回访件数×100%。"),
        _solved(_in_calls, half=True),
        is_said=True,
    ),
    Indicator(
        "solved_called_reasonable",
        N_("解决率（回访口径，剔除不合理诉求）"),
        N_("本期回访中，信访人说“已解决”的件数 ÷ 本期联系上的回访件数×100%；分子分母都不含判定为不合理的诉求。"),
        _solved(_in_calls, reasonable=True),
        is_said=True,
        wider="solved_called",
    ),
)
CALLED_BACK = Indicator(
    "called_back",
    N_("回访率"),
    N_("本期答复的诉求中，到期末已经回访的件数 ÷ 本期答复的件数×100%。"),
    _called_back,
)
REACHED = Indicator(
    "reached",
    N_("回访核实率"),
    N_("本期回访中，联系上信访人、核实了办理结果的件数 ÷ 本期回访的件数×100%。"),
    _reached,
)
