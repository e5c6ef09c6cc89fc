"""Writes the demonstration's units, people, preferences and offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from accounts import operations, preferences, sign_in_operations
from accounts.people import Assignment, Person
from accounts.roles import Role
from demo.enterprise import OFFICES, ORGANISATION, PASSWORD, PEOPLE, PUBLISHER, UNITS
from vault import account_keys, reading_groups, recovery


@dataclass(frozen=True)
class Staffing:
    """What the rest of the demonstration acts with: unit ids by name, people by user name, office ids by kind."""

    units: dict[str, int]
    people: dict[str, Person]
    offices: dict[str, int]

    @property
    def top(self) -> int:
        """The enterprise itself."""
        return self.units[ORGANISATION]


def found(session: Session, *, now: datetime, confirmed: datetime) -> Staffing:
    """Set the enterprise up as an administrator and two officers would; recovery sheets were confirmed lately."""
    units = _units(session, now)
    people = {row[0]: _person(session, row, units, now) for row in PEOPLE}
    preferences.write(
        session,
        organisation=ORGANISATION,
        publisher=PUBLISHER,
        report_recipients="公司领导班子成员",
        visit_place="综合楼一楼职工服务中心",
        visit_phone="0000-8888",
    )
    return Staffing(units, people, _offices(session, units[ORGANISATION], people, now, confirmed))


def _units(session: Session, now: datetime) -> dict[str, int]:
    units: dict[str, int] = {}
    for position, (name, parent, headcount) in enumerate(UNITS):
        parent_id = units[parent] if parent else None
        unit = operations.add_unit(
            session, name=name, parent_id=parent_id, headcount=headcount, position=position, actor=None, now=now
        )
        units[name] = unit.id
    return units


def _person(session: Session, row: tuple[str, str, str, Role, str], units: dict[str, int], now: datetime) -> Person:
    username, name, title, role, unit = row
    assignments = [Assignment(role, units[unit])]
    account = operations.add_account(
        session,
        username=username,
        name=name,
        title=title,
        password=PASSWORD,
        assignments=assignments,
        actor=None,
        now=now,
    )
    keys = account_keys.unlock(session, account.id, PASSWORD, cost=sign_in_operations.password_cost())
    return Person(account.id, name, tuple(assignments), keys)


def _offices(
    session: Session, top: int, people: dict[str, Person], now: datetime, confirmed: datetime
) -> dict[str, int]:
    offices: dict[str, int] = {}
    for kind, (first, second) in OFFICES:
        founder = people[first].keys
        assert founder is not None
        group = reading_groups.found_group(session, kind=kind, unit_id=top, founder=founder, now=now)
        reading_groups.admit(session, group.id, people[second].id, by=founder, now=now)
        # As if the three sheets had been printed, confirmed and put into three safes.
        reading_groups.set_recovery(
            session, group.id, recovery.print_sheets(group.id).public, by=founder, now=confirmed
        )
        offices[kind] = group.id
    return offices
