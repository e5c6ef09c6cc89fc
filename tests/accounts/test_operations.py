"""Writes to accounts: which roles exclude each other, what set-up makes, and what the log keeps."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import operations, queries
from accounts.models import AuditEntry
from accounts.operations import NewAccount
from accounts.roles import Role
from accounts.unit_lists import from_text
from tests.accounts.conftest import PASSWORD, account
from web.errors import Refusal


def test_roles_that_exclude_each_other_are_refused_before_anything_is_kept(session: Session, clock: Any) -> None:
    with pytest.raises(Refusal):
        account(session, clock, Role.OFFICER, Role.KEEPER)

    assert not queries.any_account(session)


def test_only_one_set_up_wins(session: Session, clock: Any) -> None:
    admin, officer = NewAccount("zhaomin", "赵敏", PASSWORD), NewAccount("wangfang", "王芳", PASSWORD)
    facts = {"organisation": "集团", "units": from_text("集团\n  一部 3"), "administrator": admin, "officer": officer}

    operations.set_up(session, **facts, now=clock())

    with pytest.raises(Refusal):
        operations.set_up(session, **facts, now=clock())
    assert PASSWORD not in repr(admin)
    held = {person.name: person.roles for person in queries.people(session)}
    assert held == {"赵敏": {Role.ADMIN}, "王芳": {Role.OFFICER}}


def test_what_was_done_is_written_down_without_a_password(session: Session, clock: Any) -> None:
    made = account(session, clock, Role.HANDLER)
    admin = queries.people(session)[0]
    with pytest.raises(Refusal):
        operations.reset_password(session, made.id, actor=admin, now=clock())
    operations.change_preferences(session, {"handling_days": 45}, actor=admin, now=clock())

    rows = session.execute(sa.select(AuditEntry.action, AuditEntry.details)).all()
    assert [row.action for row in rows][-1] == "preferences.change"
    assert PASSWORD not in str(rows)
