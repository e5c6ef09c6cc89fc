"""A survey is its maker's office's: its members change it; before it is published they and the leaders above them read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import operations as accounts
from accounts.people import Assignment, Person
from accounts.roles import Role
from surveys import offices, operations, queries
from surveys.items import Definition
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

    page = browser.get(address).text
    assert "提前截止" not in page
    assert "答了多少" not in page
    assert browser.get(f"{address}/slips/").status_code == 403
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


@pytest.fixture
def company_leader(session: Session, enterprise: Any, clock: Any) -> str:
    """A leader of one company by their user name; the union office stands above it."""
    held = [Assignment(Role.LEADER, enterprise.units["生产一部"])]
    accounts.add_account(
        session, username="lizhu", name="李主", password=enterprise.password, assignments=held, actor=None, now=clock()
    )
    session.commit()
    return "lizhu"


def test_what_is_not_published_is_for_the_office_and_the_leaders_above_it(
    app: Flask,
    sign_in: Callable[..., FlaskClient],
    counted_survey: Callable[..., Survey],
    company_leader: str,
    other: Person,
    session: Session,
    enterprise: Any,
    clock: Any,
) -> None:
    draft = operations.make(session, "youth", actor=enterprise.people["officer"], now=clock())
    session.commit()
    survey = counted_survey({})
    titles = [Definition.from_json(each.definition).title for each in (draft, survey)]
    pages = [f"/desk/surveys/{draft.id}{page}" for page in ("", "/preview", "/look", "/questionnaire.xlsx")]
    pages += [f"/desk/surveys/{survey.id}{page}" for page in ("", "/results", "/results.csv", "/slips/", "/preview")]
    drafts_copy = f"/desk/surveys/{draft.id}/copy"
    session.rollback()
    for name in (company_leader, "sunqi"):
        browser = sign_in(app.test_client(), name)
        for page in pages:
            answer = browser.get(page)
            assert (answer.status_code, "还没有公布" in answer.text) == (403, True), page
        for page in ("/desk/surveys/", "/desk/"):
            assert not any(title in browser.get(page).text for title in titles), page
    assert browser.post(drafts_copy).status_code == 403
    assert not any(title in browser.get("/desk/surveys/new").text.split("照以前的")[1:] for title in titles)
    leader = sign_in(app.test_client(), "leader")
    assert [leader.get(page).status_code for page in pages if "slips" not in page] == [200] * (len(pages) - 1)

    survey.released_on = clock().date()
    address = f"/desk/surveys/{survey.id}/results"
    session.commit()
    browser = sign_in(app.test_client(), company_leader)
    assert titles[1] in browser.get("/desk/surveys/").text
    assert browser.get(address).status_code == 200


def test_the_questions_of_an_open_survey_are_everybodys(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], open_survey: Callable[..., Survey], company_leader: str
) -> None:
    address = f"/desk/surveys/{open_survey().id}"
    browser = sign_in(client, company_leader)

    assert all(browser.get(address + page).status_code == 200 for page in ("", "/preview", "/poster.pdf"))
    assert "答了多少" not in browser.get(address).text
    assert browser.get(f"{address}/results").status_code == 403
