"""Which cases are pending, late or due soon on a day, and how items, visits and people are counted."""

from petitions.in_place import Duty, Judgement
from petitions.kinds import Channel, LegalClass
from petitions.rates import selection
from petitions.rates.selection import people
from tests.petitions.rates.conftest import OCTOBER, case, day


def test_pending_is_what_is_neither_answered_nor_declined_that_day():
    waiting = case()
    declined = case(decided_on="10-7")
    answered = case(decided_on="10-7", accepted_on="10-7", replied_on="10-20")
    assert selection.pending([waiting, declined, answered], day("10-31")) == [waiting]
    assert selection.pending([waiting, declined, answered], day("10-6")) == [waiting, declined, answered]
    assert selection.pending([waiting], day("10-4")) == []


def test_late_cases_come_with_the_longest_first():
    late = [
        case(number="b", handle_due="10-20"),
        case(number="a", handle_due="10-1"),
        case(number="c", handle_due="10-31"),
    ]
    assert [each.number for each in selection.late(late, day("10-31"))] == ["a", "b"]


def test_due_soon_reaches_from_today_to_the_last_day_asked_for():
    cases = [case(number=str(number), handle_due=f"10-{20 + number}") for number in range(10)]
    found = selection.due_soon(cases, day("10-22"), 3)
    assert [each.number for each in found] == ["2", "3", "4", "5"]


def test_handling_time_runs_from_acceptance_to_reply():
    days = selection.handling_days([case(accepted_on="10-1", replied_on="10-11"), case(replied_on=None)], OCTOBER)
    assert days == [10]
    assert selection.mean(days) == selection.median(days) == 10
    assert selection.mean([]) is selection.median([]) is None


def test_duties_apply_by_judgement_and_are_kept_by_evidence():
    kept = case(replied_on="10-9", judgement=Judgement.REASONABLE, duties_done=frozenset({Duty.SOLVE}))
    owed = case(replied_on="10-9", judgement=Judgement.PARTLY, hardship=True)
    accusation = case(replied_on="10-9", legal_class=LegalClass.ACCUSATION, hardship=True)
    found = {each.duty: (each.applied, each.kept) for each in selection.duties([kept, owed, accusation], OCTOBER)}
    assert found == {Duty.SOLVE: (2, 1), Duty.PERSUADE: (1, 0), Duty.AID: (1, 0), Duty.LAW: (0, 0)}


def test_a_case_done_again_is_pending_until_it_is_answered_again():
    reopened = case(replied_on="10-1", last_replied_on="10-1", reopened_on="10-10")
    answered = case(replied_on="10-1", last_replied_on="10-20", reopened_on="10-10")
    assert selection.pending([reopened, answered], day("10-31")) == [reopened]
    assert selection.pending([reopened, answered], day("10-15")) == [reopened, answered]


def test_what_ended_without_an_answer_is_neither_pending_nor_declined():
    diverted = case(decided_on="10-7", ended_on="10-7")
    assert selection.pending([diverted], day("10-31")) == []
    assert selection.declined([diverted], OCTOBER) == []


def test_items_visits_and_people_are_three_counts():
    alone = case(channel=Channel.VISIT, people=1)
    crowd = case(channel=Channel.VISIT, people=7)
    found = selection.volume([alone, crowd, case(people=3)], OCTOBER, collective_people=5)
    assert found == selection.Volume(3, 2, 8, 1, 7)


def test_people_are_counted_in_the_month_in_which_they_came_or_joined():
    before = case(filed_on="8-10", people=3, joined=(day("10-5"), day("11-2")))
    now = case(filed_on="10-9", people=2)
    assert people([before, now], OCTOBER) == 2 + 1
