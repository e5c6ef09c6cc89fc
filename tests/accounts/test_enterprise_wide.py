"""What there is once for the whole enterprise: whose role covers a part of it reads it and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import operations
from accounts.people import Assignment
from accounts.roles import Role

CHANGES = (
    "/desk/reports/2026-10/submit",
    "/desk/reports/2026-10/check",
    "/desk/reports/2026-10/issue",
    "/desk/petitions/categories/",
    "/desk/petitions/calendar/",
)


@pytest.fixture
def part(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], session: Session, enterprise: Any, clock: Any
) -> FlaskClient:
    """The browser of an officer whose role covers one company."""
    operations.add_account(
        session,
        username="sunqi",
        name="孙企",
        password=enterprise.password,
        assignments=[Assignment(Role.OFFICER, enterprise.units["生产一部"])],
        actor=None,
        now=clock(),
    )
    session.commit()
    return sign_in(client, "sunqi")


def test_an_officer_of_one_company_changes_none_of_it(part: FlaskClient) -> None:
    for path in CHANGES:
        answer = part.post(path)
        assert (answer.status_code, "全企业只有一份" in answer.text) == (403, True), path


def test_they_read_what_everybody_at_the_desk_reads_and_no_figures_that_still_move(part: FlaskClient) -> None:
    assert part.get("/desk/petitions/categories/").status_code == 200
    assert part.get("/desk/reports/").status_code == 200
    assert part.get("/desk/reports/2026-10.pdf").status_code == 404


def test_an_officer_of_the_whole_enterprise_does(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    officer = sign_in(client, "officer")
    assert all(officer.post(path).status_code != 403 for path in CHANGES)
