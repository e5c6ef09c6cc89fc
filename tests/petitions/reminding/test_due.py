"""What is late, due today and due within a week never overlaps, leaves nothing out, and stands by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from petitions.reminding import due
from petitions.reminding.due import Line
from petitions.transitions.states import State

TODAY = date(2026, 11, 24)
LINES = st.lists(
    st.builds(
        Line,
        id=st.integers(1, 1000),
        number=st.from_regex(r"XF202611[A-Z]{4}", fullmatch=True),
        state=st.sampled_from(State),
        due_on=st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90)),
    )
)


@given(LINES, st.integers(0, 60))
def test_every_line_within_the_days_set_stands_in_exactly_one_group(lines: list[Line], days: int) -> None:
    found = due.grouped(lines, TODAY, days)

    assert list(found) == [due.LATE, due.TODAY, due.SOON]
    told = [line for group in found.values() for line in group]
    assert sorted(told, key=repr) == sorted((each for each in lines if each.due_on <= due.until(TODAY, days)), key=repr)
    assert [each.due_on for each in told] == sorted(each.due_on for each in told)


def test_the_ends_of_the_groups() -> None:
    ends = {-1: due.LATE, 0: due.TODAY, 1: due.SOON, 7: due.SOON}
    for days, group in ends.items():
        line = Line(1, "XF202611AAAA", State.FILED, TODAY + timedelta(days=days))
        assert due.grouped([line], TODAY, 7)[group] == [line]
    beyond = Line(1, "XF202611AAAA", State.FILED, TODAY + timedelta(days=8))
    assert not any(due.grouped([beyond], TODAY, 7).values())


def test_a_line_says_its_step_and_whose_it_is() -> None:
    line = Line(1, "XF202611AAAA", State.INVESTIGATING, TODAY)

    assert (line.step, line.owner) == ("调查核实", "承办人")
    assert Line(1, "XF202611AAAA", State.CLOSED, TODAY).owner == ""
