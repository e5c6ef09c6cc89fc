"""A story: the desk on bad days. Somebody is gone in the middle, keys change under open forms, two act on one case, a book is pasted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accounts import group_operations
from accounts import operations as accounts
from accounts.roles import Role
from petitions import queries
from petitions.models import Petition
from petitions.workflow import Action, State
from tests.petitions.desks import Desk, text_of
from vault import subject_keys

#: About two hundred pages of an office document.
BOOK = "夜班津贴三个月没有发，问了班组说在核。" * 6_500


def version_in(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found
    return found[1]


def test_a_handler_who_is_gone_in_the_middle_is_replaced_and_opens_nothing_any_more(casework: Any, desk: Desk) -> None:
    petition, _ = casework.lead_to(State.INVESTIGATING)
    session, people = casework.session, casework.enterprise.people
    other = casework.add_person("handler2", "钱进", Role.HANDLER, "生产二部")
    gone = people["handler"]
    assert desk("handler").get(f"/desk/petitions/{petition.id}/").status_code == 200

    accounts.change_account(
        session,
        gone.id,
        name=gone.name,
        title="",
        assignments=list(gone.assignments),
        active=False,
        despite_work=True,
        actor=people["admin"],
        now=casework.clock(),
    )

    assert desk("handler").get(f"/desk/petitions/{petition.id}/").status_code in (302, 401)
    waiting = text_of(desk("officer").get("/desk/petitions/?view=open"))
    assert petition.number in waiting
    casework.do(petition, Action.ASSIGN, "officer", handler_id=other.id)
    readers = subject_keys.readers(session, queries.subject(petition.id))
    assert gone.id not in readers
    assert other.id in readers


def test_a_form_that_was_open_while_the_office_changed_its_key_is_still_taken(casework: Any, desk: Desk) -> None:
    petition, _ = casework.lead_to(State.REGISTERED)
    page = f"/desk/petitions/{petition.id}/accept"
    form = desk("officer").get(page).get_data(as_text=True)
    people = casework.enterprise.people

    group_operations.remove(
        casework.session,
        casework.enterprise.groups["union"],
        people["officer2"].id,
        actor=people["officer"],
        now=casework.clock(),
    )
    answer = desk("officer").post(page, data={"version": version_in(form), "procedure": "ordinary"})
    found = text_of(desk("officer").post("/desk/petitions/search/", data={"words": "夜班津贴"}))

    assert answer.status_code == 302
    assert petition.number in found
    casework.session.expire_all()
    assert casework.session.get(Petition, petition.id).state is State.ACCEPTED


def test_of_two_officers_who_give_the_same_cases_away_one_is_told_case_by_case(casework: Any, desk: Desk) -> None:
    cases = [casework.lead_to(State.ACCEPTED)[0] for _each in range(2)]
    ticked = [f"{each.id}.{each.version}" for each in cases]
    handler = casework.enterprise.people["handler"].id

    order = {"case": ticked, "handler_id": handler, "go": "1"}
    first = text_of(desk("officer").post("/desk/petitions/bulk/assign", data=order))
    second = text_of(desk("officer2").post("/desk/petitions/bulk/assign", data=order))

    assert "一件不落" in first
    assert second.count("刚刚有人处理过") == 2
    assert "都还没有办" in second


@pytest.mark.parametrize(("action", "state"), [(Action.REPLY, State.APPROVED), (Action.INVESTIGATE, State.ASSIGNED)])
def test_a_book_that_is_pasted_is_refused_in_a_sentence_and_still_there(
    casework: Any, desk: Desk, action: Action, state: State
) -> None:
    petition, _ = casework.lead_to(state)
    who = "officer" if action is Action.REPLY else "handler"

    answer = desk(who).post(f"/desk/petitions/{petition.id}/{action.value}", data={"record": "material", "text": BOOK})

    assert len(BOOK) > 100_000
    assert answer.status_code == 422
    assert "最多 10 万字" in text_of(answer)
    assert BOOK in answer.get_data(as_text=True)
    casework.session.expire_all()
    assert casework.session.get(Petition, petition.id).state is state


def test_a_text_as_long_as_may_be_is_taken_found_and_shown_in_an_excerpt(casework: Any, desk: Desk) -> None:
    petition, _ = casework.lead_to(State.ASSIGNED)
    long = BOOK[:99_990] + "压轴的话"

    taken = desk("handler").post(
        f"/desk/petitions/{petition.id}/investigate", data={"record": "material", "text": long}
    )
    found = desk("officer").post("/desk/petitions/search/", data={"words": "压轴的话"})

    assert taken.status_code == 302
    assert "<mark>压轴的话</mark>" in found.get_data(as_text=True)
    assert len(found.get_data()) < 50_000
