"""Gathering a period's figures from the ledgers, beside those of the period before and of the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts import queries as accounts
from figures import disclosure
from ledgers import aid, measures, monthly, never_events, policies, queries, risks
from ledgers.answers import queries as answers
from ledgers.monthly import AidKind, AidMonth, Fact, MeasureMonth
from ledgers.sweeps import queries as sweeping
from ledgers.sweeps import rounds
from ledgers.yearly import queries as yearly
from reports.counts import Count
from reports.gathering import telling
from reports.gathering.telling import Told
from reports.ledger_statement import Aid, AidRow, Explained, Ledgers, Measure, Measures, NeverRow, Risks, Sweeps
from reports.period import Period
from reports.queries import first_filed
from web import formats

FLOOR = disclosure.FLOOR
MERGED_AID = "其他帮扶（合并）"
NOT_GRADED = "待分级"


def gather(session: Session, period: Period, *, today: date) -> Ledgers | None:
    """What the ledgers hold for a period; None while they hold nothing at all."""
    last = period.counted_to(today)
    found = Ledgers(
        never_events=_never_events(session, period, last),
        risks=_risks(session, period, last),
        aid=_aid(session, period, last),
        explained=_explained(session, period, last),
        measures=_measures(session, period, last),
    )
    return found if found != Ledgers() else None


@dataclass(frozen=True)
class _Begun:
    """The day of a ledger's oldest entry, and since when the office has recorded anything at all."""

    listed: date
    recorded: date

    def covers(self, base: Period, end: date) -> bool:
        """Whether there is something to compare with: entries by the end, and records from its first month on."""
        return end >= self.listed and base.is_recorded(self.recorded)


def _over(period: Period, last: date, measure: Callable[[date, date], int], begun: _Begun) -> Count:
    """A count of the period beside its bases; None for a base that there is no record of."""
    bases = (
        measure(each.first_day, _end(each, period, last))
        if each is not None and begun.covers(each, _end(each, period, last))
        else None
        for each in (period.previous, None if period.has_one_base else period.year_before)
    )
    return Count(measure(period.first_day, last), *bases)


def _end(base: Period, period: Period, last: date) -> date:
    """To which day a base is counted: a period that runs is compared with as many days of the one before."""
    return base.last_day if last == period.last_day else min(base.first_day + (last - period.first_day), base.last_day)


def _begun(session: Session, facts: list[Fact], last: date) -> _Begun | None:
    """When a ledger began, unless nothing was listed by `last`."""
    oldest = min((each.day for each in facts), default=None)
    if oldest is None or oldest > last:
        return None
    return _Begun(oldest, min(oldest, first_filed(session) or oldest))


def _never_events(session: Session, period: Period, last: date) -> tuple[NeverRow, ...]:
    items = yearly.lines(session, accounts.unit_tree(session), last.year)
    confirmed = yearly.confirmed(session)
    happened = Counter(label for label, day in confirmed if period.first_day <= day <= last)
    standings = never_events.standings(items, confirmed, last)
    return tuple(NeverRow(each.label, happened[each.label], each.this_year, each.days_without) for each in standings)


def _risks(session: Session, period: Period, last: date) -> Risks | None:
    facts = queries.facts(session, risks.LEDGER)
    begun = _begun(session, facts, last)
    if begun is None:
        return None
    now = monthly.risk_month(facts, period.first_day, last)
    tree = accounts.unit_tree(session)
    reports = [
        sweeping.reported(session, each, tree)
        for each in rounds.rounds_between(period.first_day, last, sweeping.periods(session))
    ]
    return Risks(
        found=_over(period, last, lambda first, end: monthly.risk_month(facts, first, end).found, begun),
        struck=_over(period, last, lambda first, end: monthly.risk_month(facts, first, end).struck, begun),
        defused=now.defused,
        open=now.open,
        late=now.late,
        levels=tuple((str(risks.LEVELS.get(code, NOT_GRADED)), count) for code, count in now.levels),
        sweeps=Sweeps(len(reports), sum(done for done, _asked in reports), sum(asked for _done, asked in reports)),
        ahead=_ahead(session, period),
    )


def _ahead(session: Session, period: Period) -> tuple[str, ...]:
    """Important periods that touch the following period: 国庆（10月1日至10月7日）."""
    following = period.shifted(1)
    return tuple(
        f"{each.name}（{formats.short_day(each.first)}至{formats.short_day(each.last)}）"
        for each in sweeping.periods(session)
        if each.first <= following.last_day and each.last >= following.first_day
    )


def _aid(session: Session, period: Period, last: date) -> Aid | None:
    facts = queries.facts(session, aid.LEDGER)
    begun = _begun(session, facts, last)
    if begun is None:
        return None
    now = monthly.aid_month(facts, period.first_day, last)

    def total(first: date, end: date) -> AidMonth:
        return monthly.aid_month(facts, first, end)

    return Aid(
        families=_over(period, last, lambda first, end: _families(total(first, end)), begun),
        fen=_money(facts, period, last, begun),
        rows=_family_rows(facts, period, last),
        gatherings=tuple(
            AidRow(str(aid.KINDS[each.kind]), each.times, each.people, each.fen)
            for each in now.kinds
            if each.kind in aid.GATHERINGS
        ),
        waiting=now.waiting,
        followed=now.followed,
        eased=None if _few_followed(facts, period, last) else now.eased,
    )


def _families(found: AidMonth) -> int:
    return sum(each.times for each in found.kinds if each.kind not in aid.GATHERINGS)


def _money(facts: Sequence[Fact], period: Period, last: date, begun: _Begun) -> Count | None:
    """What all that was given came to in fen. What gatherings cost is told one by one: less that, it is the families'."""

    def families(each: Period) -> int:
        return _families(monthly.aid_month(facts, each.first_day, min(each.last_day, last)))

    def fen(first: date, end: date) -> int:
        return sum(each.fen for each in monthly.aid_month(facts, first, end).kinds)

    def base(each: Period, money: int | None) -> int | None:
        if money is None or telling.untold(each, families, FLOOR):
            return None
        helped = _families(monthly.aid_month(facts, each.first_day, _end(each, period, last)))
        return None if 0 < helped < FLOOR else money

    if telling.untold(period, families, FLOOR):
        return None
    found = _over(period, last, fen, begun)
    return Count(found.now, base(period.previous, found.before), base(period.year_before, found.year_before))


def _few_followed(facts: Sequence[Fact], period: Period, last: date) -> bool:
    """Whether what families said after they were helped would point at a few of them."""

    def followed(each: Period) -> int:
        return monthly.aid_month(facts, each.first_day, min(each.last_day, last)).followed

    return followed(period) < FLOOR or telling.untold(period, followed, FLOOR) > 0


def _family_rows(facts: Sequence[Fact], period: Period, last: date) -> tuple[AidRow, ...]:
    """Kinds of help with fewer than five families are put together: an amount beside one family would point at it."""
    by_kind = _families_of(facts, period, last)
    told = _told_kinds(facts, period, last)
    rows = [_row(str(aid.KINDS[kind]), [by_kind[kind]]) for kind in by_kind if kind in told.shown]
    merged = [by_kind[kind] for kind in by_kind if kind in told.merged]
    if merged and sum(each.times for each in merged) >= FLOOR:
        rows.append(_row(MERGED_AID if rows else "困难帮扶", merged))
    return tuple(rows)


def _told_kinds(facts: Sequence[Fact], period: Period, last: date) -> Told[str]:
    def month(each: Period) -> Told[str]:
        return telling.tell_month({kind: row.times for kind, row in _families_of(facts, each, last).items()}, FLOOR)

    return telling.tell(period, month, FLOOR)


def _families_of(facts: Sequence[Fact], period: Period, last: date) -> dict[str, AidKind]:
    """What families were given in a period, by kind."""
    found = monthly.aid_month(facts, period.first_day, min(period.last_day, last)).kinds
    return {each.kind: each for each in found if each.kind not in aid.GATHERINGS}


def _row(label: str, kinds: list[AidKind]) -> AidRow:
    return AidRow(
        label,
        sum(each.times for each in kinds),
        sum(each.people for each in kinds),
        sum(each.fen for each in kinds),
    )


def _explained(session: Session, period: Period, last: date) -> Explained | None:
    facts = queries.facts(session, policies.LEDGER)
    begun = _begun(session, facts, last)
    if begun is None:
        return None
    now = monthly.policy_month(facts, answers.given_between(session, period.first_day, last), last)

    def times(first: date, end: date) -> int:
        return sum(sum(ways.values()) for ways in answers.given_between(session, first, end).values())

    return Explained(
        times=_over(period, last, times, begun),
        channels=tuple((str(policies.CHANNELS[code]), count) for code, count in now.channels),
        questions=now.questions,
        valid=now.valid,
    )


def _measures(session: Session, period: Period, last: date) -> Measures | None:
    facts = queries.facts(session, measures.LEDGER)
    if _begun(session, facts, last) is None:
        return None
    now = monthly.measure_month(facts, period.first_day, last)
    return Measures(
        listed=now.listed,
        under_way=now.under_way,
        late=now.late,
        done=_lines(now, is_done=True),
        next=_lines(now, is_done=False),
    )


def _lines(now: MeasureMonth, *, is_done: bool) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            each.title,
            formats.plain_day(each.due_on) if each.due_on else "",
            str(measures.VERDICTS.get(each.verdict, "")) if is_done else "",
            each.target,
        )
        for each in (now.done if is_done else now.next)
    )
