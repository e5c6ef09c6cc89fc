"""The rates by which handling is judged, by subject, each with the formula printed beside it; pure.

Formulas follow DOMAIN.md §3. Where practice differs both readings stand below each other: over what fell due (到期口径, a
case that still has time is in no denominator) and over everything (全量口径). An empty denominator gives no rate.
Accusations are never rated by the accuser (国信发〔2022〕11号).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from petitions.kinds import Channel
from petitions.rates import selection, settled, timely, told
from petitions.rates.figure import Group, Indicator, Pick, Picked
from petitions.rates.selection import CaseFacts, Window
from web.words import N_

#: What every report tells and draws month by month.
INDICATORS = (
    timely.NOTIFIED,
    timely.ON_TIME,
    told.SATISFIED,
    told.SATISFIED_WITH_UNIT,
    told.RATED,
    told.SOLVED,
    settled.REPEATED,
)


def groups(watch_days: int) -> tuple[Group, ...]:
    """Every rate by its subject; cases are watched for `watch_days` before they count as settled at once."""
    return (
        Group(N_("受理和响应"), (timely.NOTIFIED, timely.NOTIFIED_OF_ALL, timely.RESPONDED, timely.RESPONDED_OF_ALL)),
        Group(N_("答复"), (timely.ON_TIME, timely.ON_TIME_OF_ALL, timely.OVERDUE)),
        Group(N_("评价和回访"), (told.SATISFIED, told.SATISFIED_WITH_UNIT, told.RATED, told.CALLED_BACK, told.REACHED)),
        Group(N_("解决"), (told.SOLVED, *told.FURTHER_SOLVED)),
        Group(N_("化解"), (settled.at_once(watch_days), settled.BY_THE_FIRST, settled.SPONSORED, settled.CHARGED)),
        Group(N_("来源"), (settled.REPEATED, settled.BY_WEB)),
    )


def every(watch_days: int) -> tuple[Indicator, ...]:
    """Every rate, in the order of its groups."""
    return tuple(each for group in groups(watch_days) for each in group.indicators)


def further(watch_days: int) -> tuple[Indicator, ...]:
    """What stands beside the rates of `INDICATORS`: the other readings, and what is judged less often."""
    return tuple(each for each in every(watch_days) if each not in INDICATORS)


def counts(collective_people: int) -> tuple[Indicator, ...]:
    """What the tiles above the rates count, each with what it means and its cases, which are all of its part."""

    def came(test: Callable[[CaseFacts], bool]) -> Pick:
        def pick(cases: Sequence[CaseFacts], window: Window) -> Picked:
            found = [case for case in selection.registered(cases, window) if test(case)]
            return Picked(found, found)

        return pick

    def answered(cases: Sequence[CaseFacts], window: Window) -> Picked:
        found = [case for case in selection.replied(cases, window) if case.accepted_on is not None]
        return Picked(found, found)

    def is_visit(case: CaseFacts) -> bool:
        return case.channel is Channel.VISIT

    return (
        Indicator("items", N_("登记件次"), N_("本期登记的诉求，每件一次。"), came(lambda _case: True)),
        Indicator("visits", N_("来访批次"), N_("本期登记的来访，每件一批；人次是各批人数之和。"), came(is_visit)),
        Indicator(
            "collective",
            N_("集体访批次"),
            N_("来访中人数达到%(people)d人的批次；人次是这些批次的人数之和。"),
            came(lambda case: is_visit(case) and case.people >= collective_people),
            values={"people": collective_people},
        ),
        Indicator(
            "days",
            N_("平均办理天数"),
            N_("本期第一次答复的诉求，从受理到答复的自然日的平均数；中位数是排在正中的一件的天数。"),
            answered,
        ),
    )
