"""A survey is its maker's office's: its members change it, whoever else may read surveys looks on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import operations as accounts
from accounts.people import Assignment, Person
from accounts.roles import Role
from surveys import offices, operations, queries
from surveys.models import Survey
from vault import account_keys, reading_groups
from web.errors import Refusal


@pytest.fixture
def other(session: Session, enterprise: Any, clock: Any) -> Person:
    """An officer of a company, the only one of its own union office; signs in as sunqi."""
    held = [Assignment(Role.OFFICER, enterprise.units["生产一部"])]
    made = accounts.add_account(
        session,
        username="sunqi",
        name="孙企",
        password=enterprise.password,
        assignments=held,
        actor=None,
        now=clock(),
    )
    keys = account_keys.unlock(session, made.id, enterprise.password, cost="cheap")
    reading_groups.found_group(session, kind="union", unit_id=held[0].unit_id, founder=keys, now=clock())
    session.commit()
    return Person(made.id, made.name, tuple(held), keys)


def test_it_belongs_to_the_office_of_whoever_makes_it_wherever_that_stands(
    session: Session, enterprise: Any, other: Person, clock: Any
) -> None:
    union = enterprise.groups["union"]
    officer = enterprise.people["officer"]
    [company] = reading_groups.groups_of(session, other.id)
    for maker, office in ((officer, union), (other, company)):
        assert operations.make(session, "youth", actor=maker, now=clock()).group_id == office

    reading_groups.admit(session, company, officer.id, by=other.keys, now=clock())
    assert offices.of_maker(session, officer) == union, "of two the one nearest to the enterprise"


def test_somebody_no_office_has_admitted_makes_none(session: Session, enterprise: Any, clock: Any) -> None:
    with pytest.raises(Refusal) as refused:
        operations.make(session, "youth", actor=enterprise.people["leader"], now=clock())

    assert refused.value.status == 403
    assert "接纳您" in str(refused.value.message)


def test_an_officer_of_another_office_looks_and_changes_nothing(
    client: FlaskClient,
    sign_in: Callable[..., FlaskClient],
    slip_survey: Callable[..., tuple[Survey, dict[int, list[str]]]],
    other: Person,
    session: Session,
) -> None:
    survey, codes = slip_survey()
    closes_at, unit = survey.closes_at, next(iter(codes))
    browser = sign_in(client, "sunqi")
    address = f"/desk/surveys/{survey.id}"

    assert "提前截止" not in browser.get(address).text
    for path, form in (
        ("/forward", {"at_once": "1"}),
        (f"/slips/{unit}/spare", {"number": "20"}),
        ("/publish", {"understood": "1"}),
        ("/delete", {}),
        ("/count", {}),
    ):
        answer = browser.post(address + path, data=form)
        assert (answer.status_code, "接纳您" in answer.text) == (403, True), path
    assert browser.get(f"{address}/edit").status_code == 403
    session.expire_all()
    assert queries.survey(session, survey.id).closes_at == closes_at


def test_another_offices_survey_may_be_copied_into_ones_own(
    client: FlaskClient,
    sign_in: Callable[..., FlaskClient],
    open_survey: Callable[..., Survey],
    other: Person,
    session: Session,
) -> None:
    copy = sign_in(client, "sunqi").post(f"/desk/surveys/{open_survey().id}/copy").headers["Location"]

    assert queries.survey(session, int(copy.rsplit("/", 1)[1])).group_id in reading_groups.groups_of(session, other.id)
