"""A month's figures are what the ledgers hold; few families are put together so that no amount points at one."""

from datetime import date, timedelta

import pytest

from ledgers import never_events, operations
from ledgers.answers import operations as answer_operations
from ledgers.sweeps import operations as sweep_operations
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from reports.gathering import ledger_figures
from reports.gathering.ledger_figures import MERGED_AID
from reports.period import Month, Quarter, Year

MONTH = Month(2026, 11)
TODAY = date(2026, 11, 30)


@pytest.fixture
def given(session, enterprise, clock):
    """`given("illness", 3000_00, times=2)` gives aid of a kind so often this month."""
    officer = enterprise.people["officer"]

    def go(kind, fen, times=1, day=date(2026, 11, 10)):
        for _time in range(times):
            contents = {"title": "救助", "kind": kind, "unit": enterprise.units["一车间"], "day": day}
            row = operations.add(session, "aid", contents, actor=officer, now=clock())
            operations.perform(session, row.id, "check", {}, actor=officer, now=clock())
            handed = {"given_on": day, "people": 3, "amount": fen}
            operations.perform(session, row.id, "give", handed, actor=officer, now=clock())

    return go


def _gather(session):
    return ledger_figures.gather(session, MONTH, today=TODAY)


def test_empty_ledgers_say_nothing(session, enterprise):
    assert _gather(session) is None


def test_kinds_with_few_families_are_put_together_and_gatherings_stay_apart(session, given):
    given("hardship", 100_000, times=6)
    given("illness", 300_000, times=3)
    given("study", 500_000, times=2)
    given("cooling", 2_000_000)
    found = _gather(session).aid
    assert [(row.label, row.times) for row in found.rows] == [("困难救助", 6), (MERGED_AID, 5)]
    assert [row.label for row in found.gatherings] == ["送清凉"]
    assert found.families.now == 11
    assert found.fen.now == 600_000 + 900_000 + 1_000_000 + 2_000_000


def test_what_stays_below_five_after_putting_together_is_only_in_the_total(session, given):
    given("illness", 300_000, times=2)
    given("study", 100_000)
    found = _gather(session).aid
    assert found.rows == ()
    assert found.families.now == 3


def test_no_sum_tells_what_a_few_families_were_given(session, given):
    """What gatherings cost stands in rows of their own: less that, the sum would be the families'."""
    given("illness", 300_000, day=date(2026, 10, 10))
    given("warmth", 2_000_000)
    found = _gather(session).aid.fen
    assert (found.now, found.before) == (2_000_000, None)
    given("study", 100_000)
    assert _gather(session).aid.fen is None
    given("study", 100_000, times=4)
    assert _gather(session).aid.fen.now == 2_500_000
    # The quarter, less this month, would tell what one family was given in October.
    assert ledger_figures.gather(session, Quarter(2026, 4), today=date(2026, 12, 31)).aid.fen is None


def test_one_kind_too_small_takes_another_with_it(session, given):
    given("hardship", 100_000, times=6)
    given("illness", 300_000, times=1)
    assert [row.times for row in _gather(session).aid.rows] in ([7], [])


def test_the_month_before_is_compared_once_something_was_listed(session, given):
    given("hardship", 100_000, times=2)
    assert _gather(session).aid.families.before is None
    given("hardship", 100_000, times=1, day=date(2026, 10, 5))
    found = _gather(session).aid
    assert (found.families.now, found.families.before, found.families.year_before) == (2, 1, None)


def test_a_month_that_runs_is_compared_with_as_many_days_of_the_month_before(session, given):
    given("hardship", 100_000, times=2, day=date(2026, 10, 1))
    given("hardship", 100_000, times=3, day=date(2026, 10, 20))
    given("hardship", 100_000, times=1)
    running = ledger_figures.gather(session, MONTH, today=date(2026, 11, 15)).aid
    assert (running.families.now, running.families.before) == (1, 2)
    assert _gather(session).aid.families.before == 5


def test_risks_with_sweeps_and_measures_and_explanations(session, enterprise, clock):
    officer, unit = enterprise.people["officer"], enterprise.units["一车间"]
    contents = {"title": "转岗顾虑", "kind": "reform", "unit": unit, "demands": "讲清", "day": date(2026, 11, 24)}
    row = operations.add(session, "risks", contents, actor=officer, now=clock())
    for step, filled in (("register", {}), ("grade", {"level": "red"})):
        operations.perform(session, row.id, step, filled, actor=officer, now=clock())
    for name in ("生产二部", "机关"):
        sweep_operations.report_zero(session, enterprise.units[name], actor=officer, now=clock())
    policy = {"title": "夜班津贴怎么算", "kind": "pay", "answer": "15 元", "basis": "办法", "day": date(2026, 11, 1)}
    answer = operations.add(session, "policies", policy, actor=officer, now=clock())
    operations.perform(session, answer.id, "publish", {}, actor=officer, now=clock())
    answer_operations.explain(session, answer.id, "call", actor=officer, now=clock())
    measure = {
        "title": "热饭", "kind": "deed", "said": "凉", "plan": "送", "target": "热",
        "unit": unit, "day": date(2026, 11, 2), "due": date(2026, 11, 20),
    }  # fmt: skip
    operations.add(session, "measures", measure, actor=officer, now=clock())
    found = _gather(session)
    assert (found.risks.found.now, found.risks.open, found.risks.levels) == (1, 1, (("红（重点）", 1),))
    assert (found.risks.sweeps.rounds, found.risks.sweeps.reported, found.risks.sweeps.asked) == (5, 3, 15)
    assert found.explained.questions == (("夜班津贴怎么算", 1),)
    assert found.explained.channels == (("电话解释", 1),)
    assert (found.measures.listed, found.measures.under_way, found.measures.late) == (1, 1, 1)


def test_the_five_are_counted_to_the_last_day_of_the_month(session, enterprise, clock):
    officer = enterprise.people["officer"]
    yearly_operations.choose(session, 2026, never_events.VARIANTS["A"][1], actor=officer, now=clock())
    item = yearly.items(session, 2026)[2]
    contents = {
        "title": "集体反映", "kind": str(item.id), "unit": enterprise.units["一车间"],
        "level": "group", "day": TODAY - timedelta(days=20),
    }  # fmt: skip
    row = operations.add(session, "never_events", contents, actor=officer, now=clock())
    operations.perform(session, row.id, "confirm", {}, "认定", actor=officer, now=clock())
    rows = _gather(session).never_events
    assert [(each.happened, each.year, each.days) for each in rows][2] == (1, 1, 20)
    assert sum(each.happened for each in rows) == 1


def test_important_days_of_the_following_period_are_told(session, enterprise, given, clock):
    officer = enterprise.people["officer"]
    operations.add(
        session,
        "risks",
        {
            "title": "某事",
            "kind": "pay",
            "unit": enterprise.units["一车间"],
            "day": date(2026, 11, 3),
            "demands": "某事",
        },
        actor=officer,
        now=clock(),
    )
    sweep_operations.add_period(session, "元旦", date(2026, 12, 30), date(2027, 1, 2), actor=officer, now=clock())
    assert _gather(session).risks.ahead == ("元旦（12月30日至1月2日）",)
    assert ledger_figures.gather(session, Month(2026, 10), today=TODAY) is None


def test_a_year_of_aid_is_compared_with_the_year_before_only(session, given):
    given("hardship", 100_000, times=6)
    families = ledger_figures.gather(session, Year(2026), today=TODAY).aid.families
    assert (families.now, families.before, families.year_before) == (6, None, None)
