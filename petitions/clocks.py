"""The clocks of a case as a step turns them: which stop, which are given more time, which start. Limits are `deadlines`."""

from __future__ import annotations

from accounts import preferences
from petitions import deadlines, queries, workflow
from petitions.calendar import queries as calendar_queries
from petitions.conduct import Conduct
from petitions.deadlines import ClockKind
from petitions.models import CaseClock
from petitions.workflow import Action


def turn(doing: Conduct) -> None:
    """Stop, extend and start what the row says, and remember what is due first."""
    case = doing.petition
    is_new = doing.row.action is Action.FILE
    # The last round of each kind; earlier ones have stopped.
    kept = {} if is_new else {row.kind: row for row in queries.clock_rows(doing.session, case.id)}
    is_over = case.state in workflow.FINISHED_STATES
    for kind, clock in kept.items():
        if clock.stopped_on is None and (kind in doing.row.stops or (is_over and kind in deadlines.ENDING_WITH_CASE)):
            clock.stopped_on = doing.today
    for kind in doing.row.extends:
        if kind in kept and kept[kind].stopped_on is None:
            _extend(doing, kept[kind])
    for kind in doing.row.starts if doing.starts is None else doing.starts:
        before = kept.get(kind)
        if before is not None and before.stopped_on is None:
            before.stopped_on = doing.today
        kept[kind] = _start(doing, kind, before.round + 1 if before is not None else 1)
    running = [row.due_on for row in kept.values() if row.stopped_on is None and row.kind in deadlines.DUTIES]
    case.next_due = min(running, default=None)


def _start(doing: Conduct, kind: ClockKind, number: int) -> CaseClock:
    rule, chosen = deadlines.RULES[kind], preferences.read(doing.session)
    days = doing.days or getattr(chosen, rule.setting)
    started = doing.counts_from or doing.today
    days_worked = calendar_queries.working_days(doing.session, (started.year, started.year + 1))
    due = doing.due_on or deadlines.due(started, days, workdays=rule.workdays, calendar=days_worked)
    if doing.due_on is not None:
        days = (due - started).days
    if doing.row.action is Action.FILE:
        doing.petition.respond_days = chosen.respond_workdays
        doing.petition.respond_by = days_worked.add_workdays(started, chosen.respond_workdays)
    clock = CaseClock(petition_id=doing.petition.id, kind=kind, round=number, started_on=started, due_on=due, days=days)
    doing.add(clock)
    return clock


def _extend(doing: Conduct, clock: CaseClock) -> None:
    """Move the last day by what was granted; the day it was before stays with the clock."""
    started, more = clock.started_on, doing.more_days
    days_worked = calendar_queries.working_days(doing.session, (started.year, started.year + 1))
    clock.extended_from = clock.extended_from or clock.due_on
    clock.due_on = deadlines.extended(started, clock.days, more, calendar=days_worked)
    clock.days += more
