"""The list of 包案 as officers and leaders read it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from petitions.workflow import Action, State


def test_an_officer_reads_who_looks_after_what(
    client: FlaskClient, session: Session, casework: Any, sign_in: Any
) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    casework.do(petition, Action.SPONSOR, "officer", leader_id=casework.enterprise.people["leader"].id)
    number = petition.number
    session.commit()
    sign_in(client, "officer")
    page = client.get("/desk/petitions/sponsored/").get_data(as_text=True)
    assert "在包 1 件，今年办结 0 件" in page
    assert number in page


@pytest.mark.parametrize("name", ["officer", "leader", "handler", "inspector", "keeper", "admin"])
def test_who_reads_it(client: FlaskClient, sign_in: Any, name: str) -> None:
    sign_in(client, name)
    answer = client.get("/desk/petitions/sponsored/")
    assert answer.status_code == (403 if name in {"keeper", "admin"} else 200)
