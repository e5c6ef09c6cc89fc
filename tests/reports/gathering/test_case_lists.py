"""Cases in a list have numbers and no names, and a unit or topic with few among them is not told."""

from dataclasses import replace

from petitions.kinds import CATEGORIES, LegalClass
from reports.gathering import case_lines, case_lists
from tests.reports.gathering.test_unit_cases import BARE, TREE


def test_a_unit_and_a_topic_with_few_cases_are_not_told():
    few = [replace(BARE, unit_id=5, category="women")] * 3 + [replace(BARE, unit_id=4, category="hours")] * 2
    lines = case_lists.listed([*[BARE] * 5, *few], TREE, CATEGORIES)
    assert {(line.unit, line.category) for line in lines} == {("一部／一车间", "工资报酬与奖金"), ("—", "其他")}


def test_accusations_and_cases_somebody_must_not_learn_of_stand_in_no_list():
    secret = [replace(BARE, legal_class=LegalClass.ACCUSATION), replace(BARE, is_restricted=True)]
    assert case_lists.listed(secret, TREE, CATEGORIES) == ()


def test_a_case_of_a_unit_that_is_gone_is_listed_without_it():
    (line, *_others) = case_lists.listed([replace(BARE, unit_id=99)] * 5, TREE, CATEGORIES)
    assert line.unit == case_lines.NOT_SHOWN
