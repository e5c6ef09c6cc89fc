"""A small enterprise on a fresh instance, set up through the product's own operations, for a benchmark to load."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from accounts import operations as account_operations
from accounts import preferences, sign_in_operations, unit_operations
from accounts.people import Assignment, Person
from accounts.roles import Role
from accounts.unit_lists import from_text
from app import create_app
from config import Settings
from surveys import operations as survey_operations
from surveys.items import FIVE_POINT, Definition, Item
from vault import account_keys, reading_groups
from web import clock

UNITS = "岱山能源集团\n" + "\n".join(
    f"  {name}车间 {people}" for name, people in zip("一二三四五六七八", range(80, 160, 10), strict=True)
)
PASSWORD = "一座桥 benchmark"
ITEMS = 20
OFFICES = (("union", Role.OFFICER), ("discipline", Role.INSPECTOR), ("identity", Role.KEEPER))


@dataclass(frozen=True)
class Instance:
    """Where it lies, and the address of the survey that is open."""

    folder: Path
    survey: str


def build(folder: Path) -> Instance:
    """Units, an office of each kind with two members, and one open survey of twenty items."""
    app = create_app(Settings(instance=folder))
    database = app.extensions["database"]
    with app.test_request_context(), database.writing() as session, session.begin():
        slug = _open_survey(session, enterprise(session, UNITS))
    database.dispose()
    return Instance(folder, f"/s/{slug}")


def enterprise(session: Session, units: str) -> Person:
    """Units from an indented list with headcounts, and an office of each kind with two members; returns an officer."""
    preferences.write(session, organisation="岱山能源集团", visit_place="综合楼一楼")
    root, *_ = unit_operations.add_units(session, from_text(units), below=None, actor=None, now=clock.now())
    officer, *_ = [office(session, kind, role, root) for kind, role in OFFICES]
    return officer


def office(session: Session, kind: str, role: Role, unit_id: int) -> Person:
    """Two members of an office; returns the first."""
    first, second = (_person(session, f"{kind}{number}", role, unit_id) for number in (1, 2))
    assert first.keys is not None
    group = reading_groups.found_group(session, kind=kind, unit_id=unit_id, founder=first.keys, now=clock.now())
    reading_groups.admit(session, group.id, second.id, by=first.keys, now=clock.now())
    return first


def _person(session: Session, username: str, role: Role, unit_id: int) -> Person:
    assignments = [Assignment(role, unit_id)]
    account = account_operations.add_account(
        session,
        username=username,
        name=username,
        password=PASSWORD,
        assignments=assignments,
        actor=None,
        now=clock.now(),
    )
    keys = account_keys.unlock(session, account.id, PASSWORD, cost=sign_in_operations.password_cost())
    return Person(account.id, username, tuple(assignments), keys)


def _open_survey(session: Session, officer: Person) -> str:
    now = clock.now()
    survey = survey_operations.make(session, "wellbeing", actor=officer, now=now)
    whole = Definition.from_json(survey.definition)
    survey.definition = replace(whole, items=first_items(whole)).to_json()
    survey.closes_at = now + timedelta(days=7)
    survey_operations.open_(session, survey, actor=officer, now=now)
    return survey.slug


def first_items(definition: Definition) -> tuple[Item, ...]:
    """The twenty five-point items that every benchmark of a survey asks."""
    return tuple(item for item in definition.items if item.type in FIVE_POINT)[:ITEMS]
