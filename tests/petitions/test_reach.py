"""A case one may not know of does not exist; a step that is over ends what its holder knows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from petitions import reach
from petitions.models import Petition
from petitions.workflow import State


def test_a_case_one_may_not_know_of_does_not_exist(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.DRAFTED)

    for who in ("officer", "officer2", "handler", "leader"):
        assert reach.visible(casework.session, petition.id, people[who]).id == petition.id
        assert reach.id_of_number(casework.session, petition.number.lower(), people[who]) == petition.id
    for who in ("admin", "inspector", "keeper"):
        with pytest.raises(NoResultFound):
            reach.visible(casework.session, petition.id, people[who])
        assert reach.id_of_number(casework.session, petition.number, people[who]) is None


def test_a_finished_step_ends_what_its_holder_knows(casework: Any) -> None:
    people = casework.enterprise.people
    petition, _key = casework.lead_to(State.APPROVED)

    assert not reach.roles(casework.session, petition, people["handler"])
    assert not reach.roles(casework.session, petition, people["leader"])


def test_a_handler_knows_of_the_cases_given_to_them_and_of_no_other(casework: Any) -> None:
    handler = casework.enterprise.people["handler"]
    given, _ = casework.lead_to(State.ASSIGNED)
    casework.file()

    known = casework.session.query(Petition.id).where(reach.may_know(casework.session, handler)).all()

    assert known == [(given.id,)]
