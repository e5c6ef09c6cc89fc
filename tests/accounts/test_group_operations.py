"""Writes to reading groups: whose role fits, what moves when a member leaves, and what is written down."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts import group_operations
from accounts.models import AuditEntry
from accounts.people import Assignment, Person
from accounts.roles import Role
from vault import reading_groups, seal, subject_keys
from vault.models import SubjectKeyWrap
from web.errors import Forbidden, Missing, Refusal


def test_a_unit_gets_one_office_of_a_kind(session: Session, enterprise: Any, clock: Any) -> None:
    unit = enterprise.units["生产一部"]
    token = group_operations.prepare(session, kind="union", unit_id=unit, actor=None, now=clock())

    assert reading_groups.group_of_link(session, token) is not None
    with pytest.raises(Refusal):
        group_operations.prepare(session, kind="union", unit_id=unit, actor=None, now=clock())


def test_a_role_over_another_unit_does_not_found(session: Session, enterprise: Any, clock: Any) -> None:
    """An officer of one division does not read for another."""
    token = group_operations.prepare(
        session, kind="union", unit_id=enterprise.units["生产一部"], actor=None, now=clock()
    )
    officer = enterprise.people["officer"]
    elsewhere = Person(
        officer.id, officer.name, (Assignment(Role.OFFICER, enterprise.units["生产二部"]),), officer.keys
    )

    with pytest.raises(Refusal):
        group_operations.found(session, token, actor=elsewhere, now=clock())
    group_operations.found(session, token, actor=officer, now=clock())


def test_a_stranger_neither_admits_nor_removes_nor_prints(session: Session, enterprise: Any, clock: Any) -> None:
    group, inspector = enterprise.groups["union"], enterprise.people["inspector"]
    member = enterprise.people["officer"].id

    with pytest.raises(Forbidden):
        group_operations.remove(session, group, member, actor=inspector, now=clock())
    with pytest.raises(Forbidden):
        group_operations.print_sheets(session, group, actor=inspector, now=clock())
    with pytest.raises((Refusal, Forbidden)):
        group_operations.admit(session, group, inspector.id, actor=inspector, now=clock())
    with pytest.raises(Missing):
        group_operations.remove(session, 4711, member, actor=inspector, now=clock())


def test_a_package_says_what_is_closed_and_that_stays_with_the_old_pair(
    session: Session, app: Flask, enterprise: Any, clock: Any
) -> None:
    group, key = enterprise.groups["union"], seal.random_key()
    for subject in ("petition:open", "petition:closed"):
        subject_keys.seal_subject(session, subject, key, group)
    group_operations.register_open_subjects(app, lambda _session, subjects: subjects - {"petition:closed"})
    before = _wrapped_to(session, "petition:closed"), _wrapped_to(session, "petition:open")

    officer, leaving = enterprise.people["officer"], enterprise.people["officer2"]
    group_operations.remove(session, group, leaving.id, actor=officer, now=clock())

    assert _wrapped_to(session, "petition:closed") == before[0]
    assert _wrapped_to(session, "petition:open") != before[1]
    assert subject_keys.open_subject(session, "petition:closed", officer.keys) == key


def test_every_step_names_who_did_it(session: Session, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    sheets = group_operations.print_sheets(session, enterprise.groups["union"], actor=officer, now=clock())
    typed = [[words[at] for at in asked] for words, asked in zip(sheets.words, sheets.asked, strict=True)]

    assert group_operations.confirm_sheets(session, sheets, [], actor=officer, now=clock()) == [0, 1, 2]
    assert group_operations.confirm_sheets(session, sheets, typed, actor=officer, now=clock()) == []

    last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)).one()
    assert (last.action, last.account_id) == ("group.sheets-confirmed", officer.id)


def _wrapped_to(session: Session, subject: str) -> object:
    wanted = sa.select(SubjectKeyWrap.group_key_id).where(SubjectKeyWrap.subject == subject)
    return session.scalars(wanted).one()
