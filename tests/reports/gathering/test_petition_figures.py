"""A period's petitions: counted to its day, compared with its bases, and nothing that points at a person."""

from datetime import date

import pytest
import sqlalchemy as sa

from accounts import preferences
from figures.comparison import Ratio
from petitions.in_place import Judgement
from petitions.models import Petition
from petitions.outcome.models import Rating
from reports.gathering import petition_figures
from reports.period import Month, Quarter, Year

OCTOBER = Month(2026, 10)


@pytest.fixture
def gathered(session, october):
    """October's petitions as of the clock's day."""

    def go(month=OCTOBER, today=date(2026, 11, 24)):
        return petition_figures.gather(session, month, preferences.read(session), today=today)

    return go


def labels(rows):
    return {row.label: row.count.now if row.count else None for row in rows}


def test_a_month_counts_what_came_in_and_compares_with_the_month_before(gathered):
    petitions = gathered()
    assert petitions.registered.now == 16
    assert petitions.registered.before == 8
    assert petitions.people.now == 24 + 1 + 9 + 1 + 1
    assert petitions.collective.now == 1


def test_months_before_the_first_case_are_no_base(gathered):
    assert gathered().registered.year_before is None
    august = gathered(Month(2026, 8))
    assert august.registered.now == 1
    assert august.registered.before is None


def test_a_month_before_anything_was_recorded_has_no_petitions(gathered):
    assert gathered(Month(2026, 7)) is None


def test_a_running_month_is_counted_to_today_only(gathered):
    half = gathered(today=date(2026, 10, 5))
    assert half.registered.now == 5


def test_accusations_are_counted_once_and_never_broken_down(gathered):
    petitions = gathered()
    assert labels(petitions.classes)["检举控告"] == 1
    assert "廉洁与作风" not in labels(petitions.categories)
    assert sum(labels(petitions.channels).values()) == 15
    assert not any(line.number == "XF202610ACCU" for line in petitions.ledger)


def test_a_case_that_somebody_must_not_learn_of_stands_in_no_list(gathered):
    petitions = gathered()
    assert petitions.unlisted == 2
    assert not any(line.number == "XF202610HIDE" for line in petitions.ledger)


def test_categories_with_few_cases_are_put_together_and_cannot_be_computed(gathered):
    rows = labels(gathered().categories)
    # 工资 13, 女职工 1 and 工时 1: the two small ones together are 2, so the large one joins them.
    assert "女职工权益" not in rows
    assert "工时、加班与休假" not in rows
    assert all(count is None or count >= 5 for count in rows.values())


def test_units_with_few_cases_appear_only_inside_a_larger_one(gathered):
    petitions = gathered()
    names = labels(petitions.units)
    assert not any("检修班" in name or "二车间" in name for name in names)
    assert all(count >= 5 for count in names.values())
    assert not any("检修班" in line.unit for line in petitions.ledger)


def test_a_category_kept_out_of_the_table_is_not_told_in_the_ledger_either(gathered):
    petitions = gathered()
    told = {line.category for line in petitions.ledger}
    assert "女职工权益" not in told
    assert told <= set(labels(petitions.categories)) | {"其他"}


def test_rates_follow_their_formulas(gathered):
    rates = {rate.key: rate.now for rate in gathered().rates}
    assert rates["on_time"] == Ratio(12, 13)
    assert rates["satisfied"] == Ratio(9, 12)
    assert rates["solved"] == Ratio(12, 12)
    assert rates["notified"] == Ratio(12, 12)


def test_a_rate_over_fewer_than_five_ratings_is_not_told(gathered):
    early = {rate.key: rate.now for rate in gathered(today=date(2026, 10, 16)).rates}
    assert early["satisfied"] == Ratio(0, 0)
    assert gathered(today=date(2026, 10, 16)).ratings == ()


def test_both_readings_of_a_rate_are_frozen_and_none_that_would_tell_what_a_few_said(gathered):
    further = {rate.key: rate for rate in gathered().further}
    assert not {rate.key for rate in gathered().rates} & set(further)
    assert further["on_time_all"].now.whole > further["overdue"].now.whole
    assert further["solved_half"].now == Ratio(12, 12)
    assert "90日" in further["at_once"].formula


def test_a_reading_without_a_few_cases_is_not_told_beside_the_one_with_them(gathered, session):
    def reasonable():
        return {rate.key: rate.now for rate in gathered().further}["solved_reasonable"]

    rated = session.execute(sa.select(Rating.petition_id).order_by(Rating.petition_id)).scalars().all()
    assert reasonable() == Ratio(12, 12)
    for left_out, told in ((1, Ratio(0, 0)), (5, Ratio(7, 7))):
        chosen = sa.update(Petition).where(Petition.id.in_(rated[:left_out]))
        session.execute(chosen.values(judgement=Judgement.UNREASONABLE))
        assert reasonable() == told


def test_a_late_case_is_listed_with_its_days(gathered):
    (late,) = gathered().late
    assert (late.number, late.days, late.unit) == ("XF202608LATE", 21, "机关")
    # The only one of its month: no table of August tells what it is about, and so neither does this.
    assert late.category == "其他"


def test_duties_are_counted_against_their_evidence(gathered):
    solve = gathered().duties[0]
    assert (solve.owed, solve.done) == (12, 11)


def test_the_trend_begins_with_the_first_month_recorded(gathered):
    assert [point.month for point in gathered().trend] == ["2026-08", "2026-09", "2026-10"]


def test_a_quarter_counts_its_three_months_and_compares_with_the_quarter_before(gathered, file_case):
    file_case("XF202607OLDX", date(2026, 7, 31))
    fourth = gathered(Quarter(2026, 4), today=date(2027, 1, 5))
    assert (fourth.registered.now, fourth.registered.before, fourth.registered.year_before) == (16, 10, None)


def test_a_year_has_one_base_and_its_trend_does_not_run_ahead_of_today(gathered, file_case):
    file_case("XF202501OLDX", date(2025, 1, 31))
    year = gathered(Year(2026), today=date(2027, 1, 5))
    assert (year.registered.now, year.registered.before, year.registered.year_before) == (25, 1, None)
    assert year.trend[-1].month == "2026-12"
    assert gathered(Year(2026)).trend[-1].month == "2026-10"


def test_a_year_recorded_from_autumn_on_is_nothing_to_compare_a_whole_year_with(gathered, file_case):
    file_case("XF202511OLDX", date(2025, 11, 5))
    assert gathered(Year(2026)).registered.before is None
    assert gathered(Quarter(2026, 1)).registered.before is None


def test_a_running_quarter_is_compared_with_as_many_days_of_the_quarter_before(gathered, file_case):
    file_case("XF202607OLDX", date(2026, 7, 31))
    running = gathered(Quarter(2026, 4))

    assert (running.registered.now, running.registered.before) == (16, 2)


def test_the_months_of_a_quarter_add_up_to_it(gathered):
    quarter = gathered(Quarter(2026, 3), today=date(2026, 11, 24))
    inside = [point for point in quarter.trend if point.month in {"2026-07", "2026-08", "2026-09"}]
    assert sum(point.registered for point in inside) == quarter.registered.now
    assert all(len(point.shares) == len(quarter.rates) for point in quarter.trend)
