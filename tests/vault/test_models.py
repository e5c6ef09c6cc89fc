"""Facts the tables of the vault state."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vault.models import ReadingGroup, SubjectKeyWrap


def test_a_wrap_is_for_a_group_or_for_a_holder_never_for_both_or_neither(session: Session) -> None:
    session.add(SubjectKeyWrap(subject="petition:1", purpose="handle", sealed=b"x"))
    with pytest.raises(IntegrityError, match="to_a_group_or_to_a_holder"):
        session.flush()


def test_a_group_is_founded_or_waits_for_its_founder(session: Session) -> None:
    session.add(ReadingGroup(kind="union", unit_id=1))
    with pytest.raises(IntegrityError, match="founded_or_waiting"):
        session.flush()


def test_only_known_kinds_of_office_exist(session: Session) -> None:
    session.add(ReadingGroup(kind="friends", unit_id=1, founding_hash=b"x"))
    with pytest.raises(IntegrityError, match="kind_known"):
        session.flush()
