"""A follow-up asks only those who were given aid, and neither slips nor results say that one family was helped."""

from datetime import date, timedelta

import pytest

from accounts.models import Unit
from ledgers import aid
from ledgers import operations as ledgers
from ledgers.models import LedgerEntry
from surveys import follow_up, operations
from surveys.items import SLIPS, Definition
from surveys.models import FollowUp
from web.errors import Refusal

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 24)


@pytest.fixture
def helped(session, enterprise, clock):
    """`helped("一车间", 3)` gives aid to three families of a unit; `people=40` is a gathering."""

    def go(unit, families=1, *, on=date(2026, 11, 1), people=None, state=aid.GIVEN):
        for _family in range(families):
            row = ledgers.add(
                session,
                "aid",
                {
                    "title": "大病救助",
                    "kind": "illness" if people is None else "cooling",
                    "unit": enterprise.units[unit],
                    "people": people or 3,
                },
                actor=enterprise.people["officer"],
                now=clock(),
            )
            session.get(LedgerEntry, row.id).content = row.content | {"given_on": on.isoformat()}
            row.state = state
        session.flush()

    return go


@pytest.fixture
def start(session, enterprise, clock):
    """Make the draft."""
    return lambda first=FIRST, last=LAST: follow_up.start(
        session, first, last, actor=enterprise.people["officer"], now=clock()
    )


def planned(session, enterprise, who="officer"):
    found = follow_up.plan(session, enterprise.people[who], FIRST, LAST)
    return {each.unit: (each.recipients, each.slips) for each in found.units}


def test_families_count_once_and_a_gathering_counts_its_people(session, enterprise, helped):
    helped("一车间", 6)
    helped("三车间", people=40)
    assert planned(session, enterprise) == {"生产一部／一车间": (6, 6), "生产二部／三车间": (40, 40)}


def test_a_unit_with_one_family_gets_as_many_slips_as_the_floor(session, enterprise, helped):
    helped("检修班")
    assert planned(session, enterprise) == {"生产一部／检修班": (1, follow_up.FLOOR)}


def test_what_was_given_at_another_time_or_not_yet_is_not_asked_after(session, enterprise, helped):
    helped("一车间", on=FIRST - timedelta(days=1))
    helped("一车间", on=LAST + timedelta(days=1))
    helped("一车间", state=aid.PLANNED)
    helped("二车间", state=aid.FOLLOWED)
    assert list(planned(session, enterprise)) == ["生产一部／二车间"]


def test_the_draft_is_the_built_in_questionnaire_by_slips_and_remembers_whom_it_is_for(session, helped, start):
    helped("一车间", 2)
    survey = start()
    definition = Definition.from_json(survey.definition)
    assert (survey.questionnaire, definition.admission) == ("aid", SLIPS)
    assert definition.title == "2026年11月帮扶慰问回访"
    found = follow_up.of(session, survey.id)
    assert (found.first_day, found.last_day) == (FIRST, LAST)
    assert [each.id for each, _asked in follow_up.made(session)] == [survey.id]


@pytest.mark.parametrize(("first", "last", "field"), [(LAST, FIRST, "last"), (date(2024, 1, 1), LAST, "last")])
def test_days_that_make_no_sense_are_refused_in_words(helped, start, first, last, field):
    helped("一车间")
    with pytest.raises(Refusal) as refused:
        start(first, last)
    assert refused.value.field == field


def test_without_a_recipient_there_is_no_draft(session, enterprise, start):
    with pytest.raises(Refusal) as refused:
        start()
    assert "没有发放过帮扶" in str(refused.value.message)
    assert session.query(FollowUp).count() == 0


@pytest.fixture
def opened(session, enterprise, clock, start):
    """The follow-up, open for a week."""

    def go():
        survey = start()
        survey.closes_at = clock() + timedelta(days=7)
        operations.open_(session, survey, actor=enterprise.people["officer"], now=clock())
        return survey

    return go


def test_slips_are_suggested_by_reporting_unit_and_none_for_units_without_recipients(
    session, enterprise, helped, opened
):
    helped("一车间", 7)
    helped("检修班")
    survey = opened()
    definition = Definition.from_json(survey.definition)
    found = follow_up.suggested(session, survey, definition, enterprise.people["officer"])
    by_name = {unit.name: found[unit.id] for unit in definition.choosable_units}
    assert by_name["一车间"] == 7
    assert sum(by_name.values()) == 7 + follow_up.FLOOR
    assert set(by_name.values()) == {0, 7, follow_up.FLOOR}


def test_nothing_is_suggested_for_other_surveys_or_once_the_units_have_changed(
    session, enterprise, helped, opened, open_survey
):
    helped("一车间", 7)
    survey, officer = opened(), enterprise.people["officer"]
    definition = Definition.from_json(survey.definition)
    other = open_survey()
    assert follow_up.suggested(session, other, Definition.from_json(other.definition), officer) is None
    session.get(Unit, enterprise.units["二车间"]).headcount += 30
    session.flush()
    assert follow_up.suggested(session, survey, definition, officer) is None
