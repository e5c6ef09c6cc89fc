"""The administrator at work, and an account made for a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import operations
from accounts.models import Account
from accounts.people import Assignment
from accounts.roles import Role

PASSWORD = "一座桥 operations"


@pytest.fixture
def officer(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The officer's browser."""
    return sign_in(client, "officer")


@pytest.fixture
def admin(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The administrator's browser."""
    return sign_in(client, "admin")


def account(session: Session, clock: Any, *roles: Role) -> Account:
    """王芳 of the only unit, with these roles."""
    root = operations.add_unit(session, name="集团", parent_id=None, actor=None, now=clock())
    return operations.add_account(
        session,
        username=" WangFang ",
        name=" 王芳 ",
        password=PASSWORD,
        assignments=[Assignment(role, root.id) for role in roles],
        actor=None,
        now=clock(),
    )
