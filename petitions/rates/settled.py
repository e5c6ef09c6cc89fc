"""Rates of what was settled for good, at the first handling or under a leader, and of what came again; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from petitions.kinds import Channel
from petitions.rates import selection
from petitions.rates.figure import Indicator, Picked
from petitions.rates.selection import CaseFacts, Window
from web.words import N_


def _watched_until(case: CaseFacts, window: Window, days: int) -> date | None:
    """Until when a case is watched after it was first closed: so many days, or with 0 to the end of the window."""
    if case.first_closed_on is None:
        return None
    return case.first_closed_on + timedelta(days=days) if days else window.last


def _came_back(case: CaseFacts, last: date) -> bool:
    return any(each is not None and each <= last for each in (case.first_reopened_on, case.came_again_on))


def _at_once(days: int) -> Callable[[Sequence[CaseFacts], Window], Picked]:
    def pick(cases: Sequence[CaseFacts], window: Window) -> Picked:
        watched = [
            (case, until)
            for case in cases
            if not case.is_repeat and (until := _watched_until(case, window, days)) is not None
        ]
        # With a watch, the cases whose watch ends in the period; without one, those closed in it.
        counted = [(case, until) for case, until in watched if (until if days else case.first_closed_on) in window]
        return Picked(
            [case for case, until in counted if not _came_back(case, until)], [case for case, _until in counted]
        )

    return pick


def at_once(days: int) -> Indicator:
    """一次性化解率 as officially read, watched for so many `days` after closing; 0 is to the end of the period."""
    if not days:
        return Indicator(
            "at_once",
            N_("一次性化解率"),
            N_("本期办结的初次诉求中，到期末没有再次反映、也没有重新办理的件数 ÷ 本期办结的初次诉求件数×100%。"),
            _at_once(days),
        )
    return Indicator(
        "at_once",
        N_("一次性化解率"),
        N_(
            "办结后%(days)d日的观察期在本期届满的初次诉求中，观察期内没有再次反映、也没有重新办理的件数 ÷ 观察期在本期届满的初次诉求件数×100%%。"
        ),
        _at_once(days),
        values={"days": days},
    )


def _by_the_first(cases: Sequence[CaseFacts], window: Window) -> Picked:
    # The old ledger does not say through whose hands a case went.
    came = [case for case in selection.accepted(cases, window) if not case.is_carried_over]

    def is_settled(case: CaseFacts) -> bool:
        went_on = any(each is not None and each <= window.last for each in (case.passed_on, case.first_reopened_on))
        return case.first_closed_on is not None and case.first_closed_on <= window.last and not went_on

    return Picked([case for case in came if is_settled(case)], came)


def _closed_of(given_on: Callable[[CaseFacts], date | None]) -> Callable[[Sequence[CaseFacts], Window], Picked]:
    def pick(cases: Sequence[CaseFacts], window: Window) -> Picked:
        given = [case for case in cases if (day := given_on(case)) is not None and day <= window.last]
        done = selection.closed(given, window)
        still = [
            case
            for case in given
            if (case.closed_on is None or case.closed_on > window.last)
            and (case.ended_on is None or case.ended_on > window.last)
        ]
        return Picked(done, done + still)

    return pick


def _repeated(cases: Sequence[CaseFacts], window: Window) -> Picked:
    came = selection.registered(cases, window)
    return Picked([case for case in came if case.is_repeat], came)


def _by_web(cases: Sequence[CaseFacts], window: Window) -> Picked:
    came = selection.registered(cases, window)
    return Picked([case for case in came if case.channel is Channel.WEB], came)


BY_THE_FIRST = Indicator(
    "by_the_first",
    N_("一次性化解率（首派口径）"),
    N_(
        "本期受理的诉求中，到期末由首次交办的承办人办结、没有改派转送也没有重新办理的件数 ÷ 本期受理的全部件数×100%；还在办的也计入分母。"
    ),
    _by_the_first,
)
SPONSORED = Indicator(
    "sponsored",
    N_("积案化解率（领导包案）"),
    N_("领导包案的诉求中，本期办结的件数 ÷（本期办结的件数＋期末仍在办的件数）×100%。"),
    _closed_of(lambda case: case.sponsored_on),
)
CHARGED = Indicator(
    "charged",
    N_("化解率（上级交办）"),
    N_("上级交办、领导批示的诉求中，本期办结的件数 ÷（本期办结的件数＋期末仍在办的件数）×100%。"),
    _closed_of(lambda case: case.charged_on),
)
REPEATED = Indicator(
    "repeated", N_("重复率"), N_("本期登记的诉求中，重复反映的件次 ÷ 本期登记的总件次×100%。"), _repeated
)
BY_WEB = Indicator("by_web", N_("网信占比"), N_("本期登记的诉求中，网上提出的件次 ÷ 本期登记的总件次×100%。"), _by_web)
