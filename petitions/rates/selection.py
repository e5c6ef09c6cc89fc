"""The facts of a case that are counted, and which cases a count takes; pure."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from petitions import in_place
from petitions.in_place import Duty, Judgement
from petitions.kinds import Channel, LegalClass, Naming
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import CallBack, Grade, Solved
from petitions.workflow import State


@dataclass(frozen=True)
class CaseFacts:
    """Everything of one case that is counted; all of it stands in clear."""

    number: str
    legal_class: LegalClass
    naming: Naming
    channel: Channel
    category: str
    unit_id: int | None
    handling_unit_id: int | None
    people: int
    is_repeat: bool
    state: State
    filed_on: date
    #: The last day to answer the petitioner for the first time, and when the office did.
    respond_by: date | None = None
    responded_on: date | None = None
    decided_on: date | None = None
    accepted_on: date | None = None
    replied_on: date | None = None
    #: In hand again after an answer, and the last answer; the same as the first when it never was.
    reopened_on: date | None = None
    last_replied_on: date | None = None
    closed_on: date | None = None
    #: The first time it was closed and the first time it was in hand again, whatever came after.
    first_closed_on: date | None = None
    first_reopened_on: date | None = None
    #: When it first went on to another handler or office (二次流转).
    passed_on: date | None = None
    #: Ended without an answer: 导入法定途径, 移交, 并案, 撤回.
    ended_on: date | None = None
    outcome: Outcome | None = None
    judgement: Judgement | None = None
    hardship: bool = False
    unlawful: bool = False
    #: Last day of 告知, of 办结 and of the petitioner's rating.
    notify_due: date | None = None
    handle_due: date | None = None
    rate_due: date | None = None
    rated_on: date | None = None
    office: Grade | None = None
    unit: Grade | None = None
    solved: Solved | None = None
    duties_done: frozenset[Duty] = frozenset()
    call_back: CallBack | None = None
    called_back_on: date | None = None
    sponsored_on: date | None = None
    #: When a superior first charged the office with it (交办).
    charged_on: date | None = None
    #: When the same matter was first brought again.
    came_again_on: date | None = None
    #: Somebody with an account must not learn of it, so it stands in no list.
    is_restricted: bool = False
    #: Brought over from the office's old ledger.
    is_carried_over: bool = False
    #: The days on which people joined who were not among `people`.
    joined: tuple[date, ...] = ()
    #: Only an anonymous row is left of it, which is counted and leads nowhere.
    is_purged: bool = False
    #: The case's id, for whoever may follow it.
    id: int = 0

    @property
    def is_accusation(self) -> bool:
        """检举控告, which is counted and never broken down."""
        return self.legal_class is LegalClass.ACCUSATION

    @property
    def is_declined(self) -> bool:
        """不予受理."""
        return self.decided_on is not None and self.accepted_on is None and self.ended_on is None


@dataclass(frozen=True)
class Window:
    """A period, both days included; what happened after its last day is unknown to it."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def registered(cases: Iterable[CaseFacts], window: Window) -> list[CaseFacts]:
    """Cases that came in."""
    return [case for case in cases if case.filed_on in window]


def accepted(cases: Iterable[CaseFacts], window: Window) -> list[CaseFacts]:
    """Cases accepted."""
    return [case for case in cases if case.accepted_on in window]


def declined(cases: Iterable[CaseFacts], window: Window) -> list[CaseFacts]:
    """Cases not accepted."""
    return [case for case in cases if case.is_declined and case.decided_on in window]


def replied(cases: Iterable[CaseFacts], window: Window) -> list[CaseFacts]:
    """Cases answered."""
    return [case for case in cases if case.replied_on in window]


def closed(cases: Iterable[CaseFacts], window: Window) -> list[CaseFacts]:
    """Cases closed."""
    return [case for case in cases if case.closed_on in window]


def pending(cases: Iterable[CaseFacts], day: date) -> list[CaseFacts]:
    """Cases that had come in and were neither answered nor declined at the end of `day`."""
    return [case for case in cases if case.filed_on <= day and not _is_finished(case, day)]


def late(cases: Iterable[CaseFacts], day: date) -> list[CaseFacts]:
    """Accepted cases past their day and unanswered at the end of `day`, the latest first."""
    found = [case for case in pending(cases, day) if case.handle_due is not None and case.handle_due < day]
    return sorted(found, key=lambda case: (case.handle_due, case.number))


def due_soon(cases: Iterable[CaseFacts], day: date, days: int) -> list[CaseFacts]:
    """Accepted cases that fall due within `days` after `day`."""
    return [
        case
        for case in pending(cases, day)
        if case.handle_due is not None and 0 <= (case.handle_due - day).days <= days
    ]


def handling_days(cases: Iterable[CaseFacts], window: Window) -> list[int]:
    """Natural days from acceptance to reply of every case answered."""
    return [
        (case.replied_on - case.accepted_on).days
        for case in replied(cases, window)
        if case.replied_on is not None and case.accepted_on is not None
    ]


def mean(days: Collection[int]) -> float | None:
    """The mean, or None of nothing."""
    return statistics.fmean(days) if days else None


def median(days: Collection[int]) -> float | None:
    """The median, or None of nothing."""
    return float(statistics.median(days)) if days else None


def duties(cases: Iterable[CaseFacts], window: Window) -> tuple[in_place.Kept, ...]:
    """三个到位 over the cases judged and answered: how often each duty applied and how often it was kept."""
    return in_place.rates([(owed(case), case.duties_done) for case in judged(cases, window)])


def judged(cases: Iterable[CaseFacts], window: Window) -> list[CaseFacts]:
    """Cases answered that may owe a duty; accusations are not judged so."""
    return [case for case in replied(cases, window) if not case.is_accusation]


def owed(case: CaseFacts) -> tuple[Duty, ...]:
    """The duties of 三个到位 that apply to a case."""
    return in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)


def grades(cases: Iterable[CaseFacts], window: Window, of: Callable[[CaseFacts], Grade | None]) -> tuple[int, ...]:
    """How often each grade was given, in the order of Grade."""
    given = [of(case) for case in cases if case.rated_on in window]
    return tuple(sum(grade is each for grade in given) for each in Grade)


def _is_finished(case: CaseFacts, day: date) -> bool:
    if case.ended_on is not None and case.ended_on <= day:
        return True
    if case.reopened_on is not None and case.reopened_on <= day:
        return case.last_replied_on is not None and case.reopened_on <= case.last_replied_on <= day
    answered = case.replied_on is not None and case.replied_on <= day
    turned_away = case.is_declined and case.decided_on is not None and case.decided_on <= day
    return answered or turned_away


def people(cases: Iterable[CaseFacts], window: Window) -> int:
    """人次: everybody of the cases that came in, and whoever joined any case (联名) in the window."""
    known = list(cases)
    joined = sum(day in window for case in known for day in case.joined)
    return joined + sum(case.people for case in registered(known, window))


@dataclass(frozen=True)
class Volume:
    """How much came in: 件次 of everything, 批次 and 人次 of visits, and of those the collective ones."""

    items: int
    visits: int
    visitors: int
    collective_visits: int
    collective_visitors: int


def volume(cases: Iterable[CaseFacts], window: Window, *, collective_people: int) -> Volume:
    """What came in; a visit of `collective_people` or more is a collective one (集体访)."""
    came = registered(cases, window)
    visits = [case for case in came if case.channel is Channel.VISIT]
    collective = [case for case in visits if case.people >= collective_people]
    return Volume(
        items=len(came),
        visits=len(visits),
        visitors=sum(case.people for case in visits),
        collective_visits=len(collective),
        collective_visitors=sum(case.people for case in collective),
    )
