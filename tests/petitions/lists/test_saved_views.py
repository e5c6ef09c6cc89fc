"""Views are named, found again, shared with the office, and hold filters only."""

from __future__ import annotations

from typing import Any

import pytest

from petitions.lists import saved_views
from petitions.lists.models import SavedView
from web.errors import Missing, Refusal

ASKED = {"view": "open", "category": "pay", "handler": "me", "words": "夜班津贴", "csrf_token": "x", "page": "3"}


def keep(casework: Any, name: str, who: str = "officer", **asked: str) -> SavedView:
    return saved_views.save(casework.session, name, {**ASKED, **asked}, actor=casework.enterprise.people[who])


def names(casework: Any, who: str) -> list[str]:
    return [each.name for each in saved_views.seen_by(casework.session, casework.enterprise.people[who])]


def test_a_view_keeps_its_filters_and_no_word_that_was_looked_for(casework: Any) -> None:
    row = keep(casework, "  我的  工资 ")

    assert row.name == "我的 工资"
    assert row.asked == {"view": "open", "category": "pay", "handler": "me"}
    assert saved_views.address(row) == {**row.asked, "saved": str(row.id)}
    assert keep(casework, "别的", view="nonsense").asked["view"] == "all"


@pytest.mark.parametrize("name", ["", "  ", "一" * 21, "工资"])
def test_a_name_that_cannot_be_is_refused_with_what_to_do(casework: Any, name: str) -> None:
    keep(casework, "工资")

    with pytest.raises(Refusal):
        keep(casework, name)


def test_without_a_filter_there_is_nothing_to_keep(casework: Any) -> None:
    with pytest.raises(Refusal) as refused:
        saved_views.save(casework.session, "全部", {"view": "all"}, actor=casework.enterprise.people["officer"])

    assert "先筛选" in str(refused.value.message)


def test_so_many_tabs_are_enough(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 1)
    keep(casework, "工资")

    with pytest.raises(Refusal) as refused:
        keep(casework, "食堂")

    assert "先删掉" in str(refused.value.message)


def test_a_view_is_ones_own_until_it_is_shared_with_the_office(casework: Any) -> None:
    session, people = casework.session, casework.enterprise.people
    row = keep(casework, "工资")
    assert names(casework, "officer2") == []

    saved_views.change(session, row.id, "工资类", casework.enterprise.groups["union"], actor=people["officer"])

    assert names(casework, "officer2") == ["工资类"]
    assert names(casework, "handler") == names(casework, "inspector") == []
    # Whoever is in the office looks after what is the office's.
    saved_views.change(session, row.id, "工资报酬", None, actor=people["officer2"])
    assert (names(casework, "officer"), names(casework, "officer2")) == (["工资报酬"], [])


def test_nobody_shares_with_an_office_that_is_not_theirs(casework: Any) -> None:
    row = keep(casework, "工资")

    with pytest.raises(Refusal):
        saved_views.change(
            casework.session,
            row.id,
            "工资",
            casework.enterprise.groups["discipline"],
            actor=casework.enterprise.people["officer"],
        )


def test_a_view_of_somebody_else_is_not_there(casework: Any) -> None:
    row = keep(casework, "工资")

    for verb in (
        lambda who: saved_views.delete(casework.session, row.id, actor=who),
        lambda who: saved_views.change(casework.session, row.id, "x", None, actor=who),
    ):
        with pytest.raises(Missing):
            verb(casework.enterprise.people["officer2"])


def test_a_deleted_view_is_gone(casework: Any) -> None:
    row = keep(casework, "工资")

    assert saved_views.delete(casework.session, row.id, actor=casework.enterprise.people["officer"]) == "工资"
    assert names(casework, "officer") == []
