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
from ledgers.sweeps import operations as sweeps

CHANGES = (
    "/desk/reports/2026-10/submit",
    "/desk/reports/2026-10/check",
    "/desk/reports/2026-10/issue",
    "/desk/petitions/categories/",
    "/desk/petitions/calendar/",
    "/desk/ledgers/risks/periods/1/remove",
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
    for path in ("/desk/petitions/categories/", "/desk/petitions/categories/other", "/desk/petitions/calendar/"):
        page = part.get(path)
        assert page.status_code == 200, path
        assert "全企业只有一份" in page.text, path
        assert 'method="post"' not in page.text.split("<main")[1], path
    assert part.get("/desk/reports/").status_code == 200
    assert part.get("/desk/reports/2026-10.pdf").status_code == 404
    assert part.get("/desk/reports/2026-10/words.docx").status_code == 403
    assert part.get("/desk/reports/2026-10/mail").status_code == 403


def test_important_periods_are_shown_to_them_without_a_form(
    part: FlaskClient, session: Session, enterprise: Any, clock: Any
) -> None:
    today = clock().date()
    sweeps.add_period(session, "重要会议", today, today, actor=enterprise.people["officer"], now=clock())
    session.commit()
    page = part.get("/desk/ledgers/risks/sweep").text
    typed = {"name": "会", "first": "2026-11-24", "last": "2026-11-24"}

    assert "重要会议" in page
    assert "全企业只有一份" in page
    assert "设为重要时期" not in page
    assert "由选定的单位报" in page, "their own units they choose"
    assert part.post("/desk/ledgers/risks/periods", data=typed).status_code == 403


def test_an_officer_of_the_whole_enterprise_does(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    officer = sign_in(client, "officer")
    assert all(officer.post(path).status_code != 403 for path in CHANGES)
