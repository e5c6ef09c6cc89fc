"""Constraints that hold whatever the code does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledgers.models import LedgerEntry, LedgerEvent


def test_a_number_is_given_once(session: Session, listed: Callable[..., LedgerEntry]) -> None:
    first, second = listed(), listed()
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.update(LedgerEntry).where(LedgerEntry.id == second.id).values(number=first.number))


def test_a_source_has_kind_and_number_or_neither(session: Session, listed: Callable[..., LedgerEntry]) -> None:
    row = listed()
    with pytest.raises(sa.exc.IntegrityError, match="source_whole"):
        session.execute(sa.update(LedgerEntry).where(LedgerEntry.id == row.id).values(source_kind="petition"))


def test_history_goes_with_its_entry(session: Session, listed: Callable[..., LedgerEntry], clock: Any) -> None:
    row = listed()
    session.execute(sa.delete(LedgerEntry).where(LedgerEntry.id == row.id))
    assert session.execute(sa.select(LedgerEvent)).first() is None
