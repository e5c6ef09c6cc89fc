"""Reading units, accounts and offices: plain rows in a fixed order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts import queries
from accounts.roles import Role
from web.errors import Missing


def test_offices_tell_founder_members_and_sheets(session: Session, enterprise: Any) -> None:
    today = date(2026, 11, 24)
    offices = {office.kind: office for office in queries.offices(session, today)}

    assert set(offices) == {"union", "discipline", "identity"}
    union = offices["union"]
    assert (union.founder, union.founded_on, union.unit) == ("王芳", today, "岱山能源集团")
    assert {member.name for member in union.members} == {"王芳", "李强"}
    assert {member.admitted_by for member in union.members} == {"", "王芳"}
    assert not union.sheets_valid
    assert queries.unconfirmed(session, enterprise.people["officer"].id, today) == [union]
    assert queries.unconfirmed(session, enterprise.people["leader"].id, today) == []
    with pytest.raises(Missing):
        queries.office(session, 4711, today + timedelta(days=1))


def test_candidates_hold_the_role_and_are_not_inside_yet(session: Session, enterprise: Any) -> None:
    union = queries.office(session, enterprise.groups["union"], date(2026, 11, 24))

    assert queries.candidates(session, union) == []


def test_the_last_administrator_is_known(session: Session, enterprise: Any) -> None:
    assert queries.administrators(session) == {enterprise.people["admin"].id}
    queries.account(session, enterprise.people["admin"].id).active = False
    session.flush()
    assert queries.administrators(session) == frozenset()


def test_a_demonstrations_people_stand_in_the_order_of_their_roles(session: Session, enterprise: Any) -> None:
    roles = [person.roles[0] for person in queries.demo_people(session)]

    assert roles == sorted(roles, key=list(Role).index)


def test_what_the_audit_log_is_about_has_a_name(session: Session, enterprise: Any) -> None:
    names = queries.subject_names(session)

    assert names[f"account:{enterprise.people['officer'].id}"] == "王芳"
    assert names[f"unit:{enterprise.units['一车间']}"] == "生产一部／一车间"
    assert names[f"group:{enterprise.groups['union']}"] == "诉求受理 岱山能源集团"


def test_an_account_that_may_not_sign_in_is_not_found_by_name(session: Session, enterprise: Any) -> None:
    found = queries.account_by_username(session, "HANDLER ")
    assert found is not None
    found.active = False
    session.flush()

    assert queries.account_by_username(session, "handler") is None
    assert queries.account_by_username(session, "handler", active=None) is found
