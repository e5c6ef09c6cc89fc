"""The desk's home counts what waits for its reader, and compares this month with as many days of the last."""

from __future__ import annotations

from datetime import date
from typing import Any

from petitions.desk import home as desk_home
from petitions.workflow import State

TODAY = date(2026, 11, 24)


def panel(casework: Any, who: str = "officer", today: date = TODAY) -> dict[str, Any]:
    return desk_home.panel(casework.session, casework.enterprise.people[who], today=today)


def test_it_counts_what_waits(casework: Any) -> None:
    casework.lead_to(State.FILED)
    casework.lead_to(State.CLOSED)

    found = panel(casework)

    assert found["counts"]["mine"] == 1
    assert [each.label for each in found["compared"]] == ["收到", "答复", "办结"]
    assert [each.now for each in found["compared"]] == [2, 1, 1]
    assert not found["is_not_admitted"]


def test_a_month_is_compared_with_as_many_days_of_the_one_before(casework: Any) -> None:
    casework.lead_to(State.CLOSED)

    came_in, *_rest = desk_home.compared(
        casework.session, casework.enterprise.people["officer"], today=date(2026, 12, 31)
    )
    early, *_rest = desk_home.compared(casework.session, casework.enterprise.people["officer"], today=date(2026, 12, 1))

    assert (came_in.now, came_in.before) == (0, 1)
    assert came_in.change.absolute() == "−1"
    assert early.before == 0


def test_who_may_know_of_no_case_sees_no_counts_of_any(casework: Any) -> None:
    casework.lead_to(State.CLOSED)

    found = panel(casework, "keeper")

    assert found["compared"] == []
