"""The rates by which handling is judged, each with the formula printed beside it; pure.

Formulas follow DOMAIN.md §3. Timeliness is counted on what fell due (到期口径): a case that still has time is in no
denominator. An empty denominator gives no rate. Accusations are never rated by the accuser (国信发〔2022〕11号).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from figures.comparison import Ratio
from petitions.in_place import Judgement
from petitions.kinds import Channel
from petitions.rates import selection
from petitions.rates.selection import CaseFacts, Window
from petitions.ratings import CONTENT, CallBack, Grade, Solved
from web.words import N_


@dataclass(frozen=True)
class Picked:
    """The cases a rate is counted over, and those of them that make its part."""

    part: list[CaseFacts]
    whole: list[CaseFacts]


@dataclass(frozen=True)
class Indicator:
    """A rate: its key, its name and its formula in words, and which cases make its part and its whole."""

    key: str
    label: str
    formula: str
    pick: Callable[[Sequence[CaseFacts], Window], Picked]

    def count(self, cases: Sequence[CaseFacts], window: Window) -> Ratio:
        """How many of how many."""
        picked = self.pick(cases, window)
        return Ratio(len(picked.part), len(picked.whole))


def _decided_in_time(case: CaseFacts) -> bool:
    return case.decided_on is not None and case.notify_due is not None and case.decided_on <= case.notify_due


def _answered_in_time(case: CaseFacts) -> bool:
    return case.replied_on is not None and case.handle_due is not None and case.replied_on <= case.handle_due


def _responded_in_time(case: CaseFacts) -> bool:
    return case.responded_on is not None and case.respond_by is not None and case.responded_on <= case.respond_by


def _responded(cases: Sequence[CaseFacts], window: Window) -> Picked:
    known = [case for case in selection.registered(cases, window) if case.respond_by is not None]
    answered = [case for case in known if case.responded_on is not None and case.responded_on <= window.last]
    waiting = [
        case for case in known if case not in answered and case.respond_by is not None and case.respond_by < window.last
    ]
    return Picked([case for case in answered if _responded_in_time(case)], answered + waiting)


def _responded_of_all(cases: Sequence[CaseFacts], window: Window) -> Picked:
    known = [case for case in selection.registered(cases, window) if case.respond_by is not None]
    done = [case for case in known if case.responded_on is not None and case.responded_on <= window.last]
    return Picked([case for case in done if _responded_in_time(case)], known)


def _notified_in_time(cases: Sequence[CaseFacts], window: Window) -> Picked:
    decided = [case for case in cases if case.decided_on in window and case.notify_due is not None]
    waiting = [
        case
        for case in cases
        if case.notify_due is not None
        and case.filed_on <= window.last
        and case.notify_due < window.last
        and (case.decided_on is None or case.decided_on > window.last)
    ]
    return Picked([case for case in decided if _decided_in_time(case)], decided + waiting)


def _notified_of_all(cases: Sequence[CaseFacts], window: Window) -> Picked:
    # A case of the old ledger that does not say when notice was given is in no denominator.
    came = [case for case in selection.registered(cases, window) if case.notify_due is not None]
    known = [case for case in came if case.decided_on is not None and case.decided_on <= window.last]
    return Picked([case for case in known if _decided_in_time(case)], came)


def _replied_in_time(cases: Sequence[CaseFacts], window: Window) -> Picked:
    done = [case for case in selection.replied(cases, window) if case.handle_due is not None]
    return Picked([case for case in done if _answered_in_time(case)], done + selection.late(cases, window.last))


def _replied_of_all(cases: Sequence[CaseFacts], window: Window) -> Picked:
    done = [case for case in selection.replied(cases, window) if case.handle_due is not None]
    owed = [
        case
        for case in selection.pending(cases, window.last)
        if case.accepted_on is not None and case.accepted_on <= window.last and case.replied_on not in window
    ]
    return Picked([case for case in done if _answered_in_time(case)], done + owed)


def _overdue(cases: Sequence[CaseFacts], window: Window) -> Picked:
    waiting = [
        case
        for case in selection.pending(cases, window.last)
        if case.accepted_on is not None and case.accepted_on <= window.last
    ]
    return Picked(selection.late(waiting, window.last), waiting)


def _content(of: Callable[[CaseFacts], Grade | None]) -> Callable[[Sequence[CaseFacts], Window], Picked]:
    def pick(cases: Sequence[CaseFacts], window: Window) -> Picked:
        given = [case for case in cases if case.rated_on in window and of(case) is not None]
        return Picked([case for case in given if of(case) in CONTENT], given)

    return pick


def _rated(cases: Sequence[CaseFacts], window: Window) -> Picked:
    given = [case for case in cases if case.rated_on in window]
    lapsed = [case for case in cases if case.rate_due in window and case.rated_on is None and not case.is_accusation]
    return Picked(given, given + lapsed)


def _solved(cases: Sequence[CaseFacts], window: Window) -> Picked:
    given = [case for case in cases if case.rated_on in window and case.solved is not None]
    return Picked([case for case in given if case.solved is Solved.YES], given)


def _solved_if_reasonable(cases: Sequence[CaseFacts], window: Window) -> Picked:
    every = _solved(cases, window)
    # A case that was not judged (a suggestion, a question) is not unreasonable.
    whole = [case for case in every.whole if case.judgement is not Judgement.UNREASONABLE]
    return Picked([case for case in every.part if case.judgement is not Judgement.UNREASONABLE], whole)


def _solved_when_called(cases: Sequence[CaseFacts], window: Window) -> Picked:
    reached = [case for case in cases if case.called_back_on in window and case.call_back is not CallBack.UNREACHABLE]
    return Picked([case for case in reached if case.call_back is CallBack.SOLVED], reached)


def _called_back(cases: Sequence[CaseFacts], window: Window) -> Picked:
    answered = selection.replied(cases, window)
    return Picked(
        [case for case in answered if case.called_back_on is not None and case.called_back_on <= window.last], answered
    )


def _solved_at_once(cases: Sequence[CaseFacts], window: Window) -> Picked:
    first = [case for case in selection.closed(cases, window) if not case.is_repeat]

    def came_back(case: CaseFacts) -> bool:
        days = (case.reopened_on, case.came_again_on)
        return any(each is not None and each <= window.last for each in days)

    return Picked([case for case in first if not came_back(case)], first)


def _repeated(cases: Sequence[CaseFacts], window: Window) -> Picked:
    came = selection.registered(cases, window)
    return Picked([case for case in came if case.is_repeat], came)


def _by_web(cases: Sequence[CaseFacts], window: Window) -> Picked:
    came = selection.registered(cases, window)
    return Picked([case for case in came if case.channel is Channel.WEB], came)


def _sponsored(cases: Sequence[CaseFacts], window: Window) -> Picked:
    given = [case for case in cases if case.sponsored_on is not None and case.sponsored_on <= window.last]
    done = selection.closed(given, window)
    still = [
        case
        for case in given
        if (case.closed_on is None or case.closed_on > window.last)
        and (case.ended_on is None or case.ended_on > window.last)
    ]
    return Picked(done, done + still)


INDICATORS = (
    Indicator(
        "notified",
        N_("及时受理率"),
        N_("本期决定是否受理的诉求中，在告知期限内决定的件数 ÷（本期决定的件数＋期末超期仍未决定的件数）×100%。"),
        _notified_in_time,
    ),
    Indicator(
        "on_time",
        N_("按期答复率"),
        N_(
            "本期答复的诉求中，在办理期限（含批准的延期）内答复的件数 ÷（本期答复的件数＋期末超期未答复的件数）×100%；未到期的不计入。"
        ),
        _replied_in_time,
    ),
    Indicator(
        "satisfied",
        N_("满意率（受理机构）"),
        N_("本期评价中，对受理机构“满意”和“基本满意”的件数 ÷ 本期已评价的件数×100%。"),
        _content(lambda case: case.office),
    ),
    Indicator(
        "satisfied_unit",
        N_("满意率（承办单位）"),
        N_("本期评价中，对承办单位“满意”和“基本满意”的件数 ÷ 本期对承办单位作出评价的件数×100%。"),
        _content(lambda case: case.unit),
    ),
    Indicator(
        "rated",
        N_("参评率"),
        N_("本期已评价的件数 ÷（本期已评价的件数＋本期评价期届满仍未评价的件数）×100%；仍在评价期内的不计入。"),
        _rated,
    ),
    Indicator(
        "solved",
        N_("解决率"),
        N_("本期评价中，职工认为“已解决”的件数 ÷ 本期已评价的件数×100%；“部分解决”不计为已解决。"),
        _solved,
    ),
    Indicator("repeated", N_("重复率"), N_("本期登记的诉求中，重复反映的件次 ÷ 本期登记的总件次×100%。"), _repeated),
)


#: What the desk shows besides: the other denominators, and rates that the monthly report leaves out.
FURTHER = (
    Indicator(
        "notified_all",
        N_("及时受理率（全量口径）"),
        N_("本期登记的诉求中，在告知期限内决定是否受理的件数 ÷ 本期登记的总件数×100%；还没有到期的也计入分母。"),
        _notified_of_all,
    ),
    Indicator(
        "on_time_all",
        N_("按期答复率（全量口径）"),
        N_("本期按期答复的件数 ÷（本期答复的件数＋期末已受理未答复的件数）×100%；还没有到期的也计入分母。"),
        _replied_of_all,
    ),
    Indicator(
        "overdue",
        N_("期末超期占比"),
        N_("期末已受理、过了办理期限（含批准的延期）还没有答复的件数 ÷ 期末已受理未答复的件数×100%。"),
        _overdue,
    ),
    Indicator(
        "responded",
        N_("响应率"),
        N_(
            "本期登记的诉求中，在首次回应期限内第一次回应信访人（决定、询问、留言）的件数 ÷（已经回应的件数＋期末过了期限还没有回应的件数）×100%；期限按登记时的设置。"
        ),
        _responded,
    ),
    Indicator(
        "responded_all",
        N_("响应率（全量口径）"),
        N_(
            "本期登记的诉求中，在首次回应期限内第一次回应信访人的件数 ÷ 本期登记的总件数×100%；还没有到期的也计入分母。"
        ),
        _responded_of_all,
    ),
    Indicator(
        "solved_reasonable",
        N_("解决率（剔除不合理诉求）"),
        N_("本期评价中，职工认为“已解决”的件数 ÷ 本期已评价的件数×100%；分子分母都不含判定为不合理的诉求。"),
        _solved_if_reasonable,
    ),
    Indicator(
        "solved_called",
        N_("解决率（回访口径）"),
        N_("本期回访中，信访人说“已解决”的件数 ÷ 本期联系上的回访件数×100%；联系不上的不计入。"),
        _solved_when_called,
    ),
    Indicator(
        "called_back",
        N_("回访率"),
        N_("本期答复的诉求中，到期末已经回访的件数 ÷ 本期答复的件数×100%。"),
        _called_back,
    ),
    Indicator(
        "at_once",
        N_("一次性化解率"),
        N_("本期办结的初次诉求中，到期末没有再次反映、也没有重新办理的件数 ÷ 本期办结的初次诉求件数×100%。"),
        _solved_at_once,
    ),
    Indicator("by_web", N_("网上占比"), N_("本期登记的诉求中，网上提出的件次 ÷ 本期登记的总件次×100%。"), _by_web),
    Indicator(
        "sponsored",
        N_("包案化解率"),
        N_("领导包案的诉求中，本期办结的件数 ÷（本期办结的件数＋期末仍在办的件数）×100%。"),
        _sponsored,
    ),
)


EVERY = (*INDICATORS, *FURTHER)


def counts(collective_people: int) -> tuple[Indicator, ...]:
    """What the tiles above the rates count, each with what it means and its cases, which are all of its part."""

    def came(test: Callable[[CaseFacts], bool]) -> Callable[[Sequence[CaseFacts], Window], Picked]:
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
        Indicator("items", N_("件次"), N_("本期登记的诉求，每件一次。"), came(lambda _case: True)),
        Indicator("visits", N_("批次来访"), N_("本期登记的来访，每件一批；人次是各批人数之和。"), came(is_visit)),
        Indicator(
            "collective",
            N_("批次集体访"),
            N_("来访中人数达到集体访人数（见设置）的批次；人次是这些批次的人数之和。"),
            came(lambda case: is_visit(case) and case.people >= collective_people),
        ),
        Indicator(
            "days",
            N_("天平均办理"),
            N_("本期第一次答复的诉求，从受理到答复的自然日的平均数；中位数是排在正中的一件的天数。"),
            answered,
        ),
    )


#: Rates that rest on what single petitioners said: not shown for fewer than the floor.
FROM_RATINGS = frozenset({"satisfied", "satisfied_unit", "rated", "solved", "solved_reasonable", "solved_called"})
