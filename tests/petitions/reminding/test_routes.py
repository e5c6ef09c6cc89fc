"""The desk reminds each of what is due, and a leader of what is late for long, by number only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from petitions.workflow import State
from tests.fixtures import START, Clock


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def late(casework: Any, clock: Clock) -> Any:
    """A case with the handler that is late by five days."""
    petition, _ = casework.lead_to(State.INVESTIGATING)
    casework.session.commit()
    clock.set(datetime.combine(petition.next_due + timedelta(days=5), START.timetz()))
    return petition


@pytest.fixture
def at(app: Flask, sign_in: Callable[..., FlaskClient]) -> Callable[[str], FlaskClient]:
    """`at("officer")`: a browser of this person."""
    return lambda who: sign_in(app.test_client(), who)


def test_each_is_reminded_on_the_desk_and_on_a_page_of_its_own(late: Any, at: Callable[[str], FlaskClient]) -> None:
    for who in ("officer", "handler"):
        for page in ("/desk/", "/desk/petitions/reminders/"):
            shown = _text(at(who).get(page))
            assert late.number in shown
            assert "已超 5 天" in shown


def test_a_leader_sees_the_number_and_no_door_to_the_case(
    late: Any, at: Callable[[str], FlaskClient], casework: Any
) -> None:
    officer, leader = at("officer"), at("leader")
    assert late.number not in _text(leader.get("/desk/"))
    named = {"group_id": casework.enterprise.groups["union"], "leader_id": casework.enterprise.people["leader"].id}
    assert "督促领导已经改好" in _text(
        officer.post("/desk/petitions/reminders/leader", data=named, follow_redirects=True)
    )
    for page in ("/desk/", "/desk/petitions/reminders/"):
        shown = _text(leader.get(page))
        assert late.number in shown
        assert f"/desk/petitions/{late.id}/" not in shown
    assert leader.get(f"/desk/petitions/{late.id}/").status_code == 404


def test_a_handler_names_no_leader(late: Any, at: Callable[[str], FlaskClient]) -> None:
    assert at("handler").post("/desk/petitions/reminders/leader", data={"group_id": 1}).status_code == 403


def test_nobody_can_be_named_who_is_no_leader(late: Any, at: Callable[[str], FlaskClient], casework: Any) -> None:
    wrong = {"group_id": casework.enterprise.groups["union"], "leader_id": casework.enterprise.people["handler"].id}

    assert at("officer").post("/desk/petitions/reminders/leader", data=wrong).status_code == 422


def test_where_nothing_is_due_the_page_says_what_would_be_here(casework: Any, at: Callable[[str], FlaskClient]) -> None:
    casework.session.commit()
    shown = _text(at("handler").get("/desk/petitions/reminders/"))

    assert "7 天内没有到期的诉求" in shown
    assert "到期提醒" not in _text(at("handler").get("/desk/"))
