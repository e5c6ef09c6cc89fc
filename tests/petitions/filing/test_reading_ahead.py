"""Whoever will read a petition is told by name before anything is stored, and it is who then reads it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from petitions import intake, queries
from petitions.filing import reading_ahead
from petitions.intake import Filing
from petitions.kinds import Kind, Naming
from petitions.offices import front
from tests.petitions.conftest import Casework
from vault import subject_keys


def _filing(**changed: Any) -> Filing:
    return Filing(
        **(
            {"kind": Kind.PROBLEM, "naming": Naming.ANONYMOUS, "category": "pay", "unit_id": None, "text": "话"}
            | changed
        )
    )


def test_the_names_are_those_whose_keys_then_open_it(casework: Casework) -> None:
    casework.second_office()
    units, people = casework.enterprise.units, casework.enterprise.people
    for changed in (
        {"unit_id": units["三车间"]},
        {"unit_id": units["一车间"]},
        {"unit_id": units["三车间"], "concerned": frozenset({people["officer3"].id})},
        {"unit_id": units["生产二部"], "concerns_leader": True},
    ):
        filing = _filing(**changed)
        shown = front(casework.session)
        ahead = reading_ahead.look(filing, shown)
        case = intake.file_petition(casework.session, filing, actor=None, now=casework.clock())
        readers = subject_keys.readers(casework.session, queries.subject(case.id))
        assert set(ahead.names) == {each.name for each in people.values() if each.id in readers}, changed


def test_what_concerns_the_leader_of_a_unit_goes_to_the_office_above(casework: Casework) -> None:
    casework.second_office()
    shown, units = front(casework.session), casework.enterprise.units
    assert reading_ahead.look(_filing(unit_id=units["生产二部"]), shown).names == ("何平", "高敏")
    above = reading_ahead.look(_filing(unit_id=units["生产二部"], concerns_leader=True), shown)
    assert above.names == ("李强", "王芳")
    # A workshop of that unit still goes to the unit's own office: its leader is another.
    assert reading_ahead.look(_filing(unit_id=units["三车间"], concerns_leader=True), shown).names == ("何平", "高敏")
    # With nothing above, the office of the enterprise itself takes it.
    top = reading_ahead.look(_filing(unit_id=units["岱山能源集团"], concerns_leader=True), shown)
    assert top.names == ("李强", "王芳")


def test_a_name_in_confidence_says_who_keeps_it_and_a_dead_end_says_so(casework: Casework) -> None:
    shown, people = front(casework.session), casework.enterprise.people
    assert reading_ahead.look(_filing(naming=Naming.CONFIDENTIAL), shown).keepers == ("周涛", "黄丽")
    everybody = frozenset(people[each].id for each in ("officer", "officer2", "inspector", "inspector2"))
    dead_end = reading_ahead.look(_filing(concerned=everybody), shown)
    assert dead_end.names == ()
    assert "没有留下记录" in dead_end.refusal


def test_the_page_asks_with_choices_alone_and_stores_nothing(
    client: FlaskClient, enterprise: Any, session: Any
) -> None:
    answer = client.post("/petition/readers", data={"kind": "problem", "naming": "confidential", "unit": "x"})
    assert answer.get_json() == {
        "office": "union",
        "names": ["李强", "王芳"],
        "keepers": ["周涛", "黄丽"],
        "refusal": "",
    }
    assert "Set-Cookie" not in answer.headers
    accusation = client.post("/petition/readers", data={"kind": "accusation"}).get_json()
    assert accusation["names"] == []
    assert accusation["refusal"]


@pytest.mark.parametrize("odd", [{"kind": "x", "concerned": "abc"}, {}, {"unit": "999999999999999999999"}])
def test_odd_choices_are_taken_for_none(client: FlaskClient, enterprise: Any, odd: dict[str, str]) -> None:
    assert client.post("/petition/readers", data=odd).get_json()["names"] == ["李强", "王芳"]
