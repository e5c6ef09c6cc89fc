"""The audit log is a chain: nothing can be changed, removed or slipped in unseen."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import audit
from accounts.models import AuditEntry
from tests.conftest import START


def _entries(session: Session) -> list[AuditEntry]:
    session.expire_all()
    return list(session.execute(sa.select(AuditEntry).order_by(AuditEntry.sequence)).scalars())


@pytest.fixture
def log(session: Session) -> Session:
    """Five recorded actions."""
    for number in range(5):
        audit.record(session, None, "unit.add", f"unit:{number}", now=START, name=f"车间{number}")
    session.commit()
    return session


def test_an_untouched_log_verifies(log: Session) -> None:
    assert audit.first_broken(_entries(log)) is None


@pytest.mark.parametrize(
    "change",
    [
        sa.update(AuditEntry).where(AuditEntry.sequence == 3).values(subject="unit:99"),
        sa.update(AuditEntry).where(AuditEntry.sequence == 3).values(details={"name": "别的"}),
        sa.update(AuditEntry).where(AuditEntry.sequence == 3).values(account_id=7),
        sa.delete(AuditEntry).where(AuditEntry.sequence == 3),
    ],
)
def test_a_change_behind_the_products_back_is_found(log: Session, change: sa.Executable) -> None:
    log.execute(change)
    assert audit.first_broken(_entries(log)) == 3


def test_rewriting_an_entry_with_a_digest_of_its_own_breaks_the_next(log: Session) -> None:
    entries = _entries(log)
    entries[2].action = "unit.close"
    entries[2].digest = audit.link(entries[1].digest, entries[2])
    assert audit.first_broken(entries) == 4
