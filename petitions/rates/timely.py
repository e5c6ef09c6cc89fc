"""Rates of being in time, each over what fell due (到期口径) and over everything (全量口径); pure."""

from __future__ import annotations

from collections.abc import Sequence

from petitions.rates import selection
from petitions.rates.figure import Indicator, Picked
from petitions.rates.selection import CaseFacts, Window
from web.words import N_


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


NOTIFIED = Indicator(
    "notified",
    N_("及时受理率"),
    N_("本期决定是否受理的诉求中，在告知期限内决定的件数 ÷（本期决定的件数＋期末超期仍未决定的件数）×100%。"),
    _notified_in_time,
)
NOTIFIED_OF_ALL = Indicator(
    "notified_all",
    N_("及时受理率（全量口径）"),
    N_("本期登记的诉求中，在告知期限内决定是否受理的件数 ÷ 本期登记的总件数×100%；还没有到期的也计入分母。"),
    _notified_of_all,
)
ON_TIME = Indicator(
    "on_time",
    N_("按期答复率"),
    N_(
        "本期答复的诉求中，在办理期限（含批准的延期）内答复的件数 ÷（本期答复的件数＋期末超期未答复的件数）×100%；未到期的不计入。"
    ),
    _replied_in_time,
)
ON_TIME_OF_ALL = Indicator(
    "on_time_all",
    N_("按期答复率（全量口径）"),
    N_("本期按期答复的件数 ÷（本期答复的件数＋期末已受理未答复的件数）×100%；还没有到期的也计入分母。"),
    _replied_of_all,
)
OVERDUE = Indicator(
    "overdue",
    N_("期末超期占比"),
    N_("期末已受理、过了办理期限（含批准的延期）还没有答复的件数 ÷ 期末已受理未答复的件数×100%。"),
    _overdue,
)
RESPONDED = Indicator(
    "responded",
    N_("响应率"),
    N_(
        "本期登记的诉求中，在首次回应期限内第一次回应信访人（决定、询问、留言）的件数 ÷（已经回应的件数＋期末过了期限还没有回应的件数）×100%；期限按登记时的设置。"
    ),
    _responded,
)
RESPONDED_OF_ALL = Indicator(
    "responded_all",
    N_("响应率（全量口径）"),
    N_("本期登记的诉求中，在首次回应期限内第一次回应信访人的件数 ÷ 本期登记的总件数×100%；还没有到期的也计入分母。"),
    _responded_of_all,
)
