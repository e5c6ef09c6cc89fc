"""People grouped in two ways: compared with an attacker who tries every few people in exact fractions."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from figures.two_ways import UNTOLD, is_safe

K = 3
GROUPS = st.sampled_from(["a", "b", "c", UNTOLD])
PEOPLE = st.dictionaries(st.tuples(GROUPS, GROUPS), st.integers(0, 3), max_size=6)


def row_of(pair):
    """The published sums a person counts in."""
    return [("month", pair[0])] * (pair[0] != UNTOLD) + [("unit", pair[1])] * (pair[1] != UNTOLD)


def rank(pairs):
    """How many of the published sums are independent over these people."""
    sums = sorted({each for pair in pairs for each in row_of(pair)})
    rows = [[Fraction(each in row_of(pair)) for each in sums] for pair in pairs]
    found = 0
    for column in range(len(sums)):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for other in rows[found + 1 :]:
            factor = other[column] / pivot[column]
            other[:] = [value - factor * base for value, base in zip(other, pivot, strict=True)]
        found += 1
    return found


def attacked(people):
    """Whether something that follows from the sums rests on one or two people."""
    persons = [pair for pair, count in people.items() for _person in range(count)]
    whole = rank(persons)
    return any(
        rank([pair for place, pair in enumerate(persons) if place not in few]) < whole
        for size in range(1, K)
        for few in combinations(range(len(persons)), size)
    )


@given(PEOPLE)
def test_it_is_safe_exactly_where_the_attacker_finds_nothing(people):
    assert is_safe(people, K) != attacked(people)


def test_a_quarter_beside_its_months_gives_the_month_that_is_not_told():
    months = {("七月", "车间"): 6, ("八月", "车间"): 7}
    assert is_safe(months, 5)
    assert not is_safe({**months, (UNTOLD, "车间"): 3}, 5)
    assert is_safe({**months, (UNTOLD, "车间"): 5}, 5)


def test_two_readings_of_which_one_has_four_more_are_not_safe():
    assert not is_safe({("first", "second"): 20, (UNTOLD, "second"): 4}, 5)


def test_groups_of_both_ways_that_bear_the_same_name_are_two():
    assert is_safe({(1, 1): 5, (1, 2): 5, (2, 1): 5}, 5)
    assert not is_safe({(1, 1): 4}, 5)


def test_nobody_at_all_is_safe():
    assert is_safe({}, 5)
    assert is_safe({(UNTOLD, UNTOLD): 1}, 5)
