"""What a quarter and a year tell beside their months: an exact attacker must not find one to four cases in any difference."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.gathering import telling
from reports.period import Month, Quarter, Year

FLOOR = 5
LABELS = ("工资", "食堂", "安全")
#: The total of a month is always told, also a small one, so a month here has nothing or at least the floor.
counts = st.fixed_dictionaries({label: st.sampled_from([0, 1, 2, 3, 4, 5, 6, 9]) for label in LABELS}).filter(
    lambda month: not 0 < sum(month.values()) < FLOOR
)


def attacked(quarters, longer):
    """One to four cases that sums and differences of what was printed give away, tried set by set; None if there are none.

    `longer` are the reports over months: (numbers of the months, what is told). Who reads a month does not know which
    labels its 其他（合并） holds: every label it does not tell is unknown.
    """
    months = [month for quarter in quarters for month in quarter]
    told = [telling.tell_month(month, FLOOR) for month in months]
    cells = [(label, number) for number in range(len(months)) for label in LABELS if label not in told[number].shown]
    rows = [[Fraction(number == month) for _label, number in cells] for month in range(len(months))]
    for numbers, report in longer:
        rows += [
            [Fraction(label == one and number in numbers) for one, number in cells] for label in sorted(report.shown)
        ]
    basis = reduced(rows)
    for size in range(1, len(cells) + 1):
        for chosen in combinations(range(len(cells)), size):
            few = sum(months[cells[each][1]].get(cells[each][0], 0) for each in chosen)
            if 0 < few < FLOOR and lies_in([Fraction(each in chosen) for each in range(len(cells))], basis):
                return {cells[each] for each in chosen}
    return None


def reduced(rows):
    """A basis of the row space: each with its first place, cleared from the others."""
    basis = []
    for row in rows:
        row = cleared(row, basis)
        first = next((place for place, value in enumerate(row) if value), None)
        if first is not None:
            basis.append((first, [value / row[first] for value in row]))
    return basis


def cleared(row, basis):
    for first, known in basis:
        if row[first]:
            factor = row[first]
            row = [value - factor * other for value, other in zip(row, known, strict=True)]
    return row


def lies_in(row, basis):
    return not any(cleared(row, basis))


def told_of(*quarters):
    return telling.tell_longer([[telling.tell_month(month, FLOOR) for month in months] for months in quarters], FLOOR)


@given(st.lists(counts, min_size=3, max_size=3))
def test_a_quarter_beside_its_months_gives_no_few_cases_away(months):
    assert attacked([months], [(range(3), told_of(months))]) is None


@given(st.lists(st.lists(counts, min_size=2, max_size=2), min_size=2, max_size=2))
@settings(max_examples=15, deadline=None)
def test_a_year_beside_its_quarters_and_months_gives_no_few_cases_away(quarters):
    longer = [(range(4), told_of(*quarters))]
    longer += [(range(first, first + 2), told_of(quarters[first // 2])) for first in (0, 2)]
    assert attacked(quarters, longer) is None


def test_the_same_attack_on_a_quarter_told_without_its_months_succeeds():
    months = [{"工资": 6, "食堂": 9, "安全": 0}, {"工资": 7, "食堂": 9, "安全": 0}, {"工资": 3, "食堂": 9, "安全": 6}]
    careless = telling.tell_month({"工资": 16, "食堂": 27, "安全": 6}, FLOOR)
    assert attacked([months], [(range(3), careless)]) is not None
    assert "工资" not in told_of(months).shown


def test_what_a_month_hid_only_to_cover_another_stays_hidden_in_the_quarter():
    months = [{"工资": 3, "食堂": 6, "安全": 9}, {"工资": 8, "食堂": 7, "安全": 9}]
    assert telling.tell_month(months[0], FLOOR).shown == {"安全"}
    careless = telling.tell_month({"工资": 11, "食堂": 13, "安全": 18}, FLOOR)
    assert attacked([months], [(range(2), careless)]) == {("工资", 0)}
    assert told_of(months).shown == {"安全"}


def test_a_year_tells_what_its_months_were_too_few_for():
    month = {"工资": 2, "食堂": 3, "安全": 4}
    year = told_of(*[[month, month, month]] * 4)
    assert year.shown == {"工资", "食堂", "安全"}
    assert year.counts == {"工资": 24, "食堂": 36, "安全": 48}


def test_what_every_month_told_a_quarter_tells():
    months = [{"工资": 6, "食堂": 0}, {"工资": 7, "食堂": 8}, {"工资": 9, "食堂": 5}]
    told = told_of(months)
    assert (told.shown, told.merged) == ({"工资", "食堂"}, frozenset())


def test_a_forced_label_is_never_told_apart():
    months = [telling.tell_month({"工资": 9, "食堂": 9}, FLOOR)] * 3
    assert telling.tell_longer([months], FLOOR, forced={"工资"}).merged == {"工资"}


def test_a_period_of_any_kind_is_told_through_its_months():
    def month(each):
        return telling.tell_month({"工资": 6 if each.months[0].month < 10 else 0}, FLOOR)

    assert telling.tell(Month(2026, 7), month, FLOOR).shown == {"工资"}
    assert telling.tell(Quarter(2026, 3), month, FLOOR).counts == {"工资": 18}
    year = telling.tell(Year(2026), month, FLOOR)
    assert (year.counts, year.shown) == ({"工资": 54}, {"工资"})


def test_a_count_is_untold_while_a_difference_would_tell_it():
    ratings = {Month(2026, 7): 9, Month(2026, 8): 8, Month(2026, 9): 3}

    def given_in(period):
        return sum(ratings.get(month, 0) for month in period.months)

    assert telling.untold(Month(2026, 9), given_in, FLOOR) == 3
    assert telling.untold(Quarter(2026, 3), given_in, FLOOR) == 3
    assert telling.untold(Year(2026), given_in, FLOOR) == 3
    ratings[Month(2026, 8)] = 2
    assert telling.untold(Quarter(2026, 3), given_in, FLOOR) == 0
    assert telling.untold(Year(2025), given_in, FLOOR) == 0
