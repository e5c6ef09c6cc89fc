"""The audit log is a chain: nothing can be changed, removed or slipped in unseen."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import audit
from accounts.models import AuditCut, AuditEntry
from tests.fixtures import START


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
    assert audit.first_broken(_entries(log), []) is None


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
    assert audit.first_broken(_entries(log), []) == 3


def test_rewriting_an_entry_with_a_digest_of_its_own_breaks_the_next(log: Session) -> None:
    entries = _entries(log)
    entries[2].action = "unit.close"
    entries[2].digest = audit.link(entries[1].digest, entries[2])
    assert audit.first_broken(entries, []) == 4


@pytest.fixture
def cut(log: Session) -> Session:
    """The same log twice cut: entries 1 and 2, then 3, are gone, and entries 6 and 7 tell of it."""
    for through, removed in ((2, 2), (3, 1)):
        digest = log.get_one(AuditEntry, through).digest
        made = AuditCut(through=through, digest=digest, cut_on=START.date(), removed=removed)
        log.add(made)
        audit.record(log, None, audit.CUT, now=START, **audit.cut_facts(made))
        log.execute(sa.delete(AuditEntry).where(AuditEntry.sequence <= through))
    log.commit()
    return log


def _broken(session: Session) -> int | None:
    entries = _entries(session)
    return audit.first_broken(entries, list(session.execute(sa.select(AuditCut).order_by(AuditCut.through)).scalars()))


def test_what_is_left_of_a_log_verifies_from_the_digest_kept_at_the_cut(cut: Session) -> None:
    assert [entry.sequence for entry in _entries(cut)] == [4, 5, 6, 7]
    assert _broken(cut) is None


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (sa.update(AuditCut).where(AuditCut.through == 3).values(digest=b"x" * 32), 4),
        (sa.update(AuditCut).where(AuditCut.through == 3).values(removed=2), 4),
        (sa.update(AuditCut).where(AuditCut.through == 2).values(removed=1), 4),
        (sa.update(AuditCut).where(AuditCut.through == 2).values(digest=b"x" * 32), 4),
        (sa.update(AuditCut).where(AuditCut.through == 3).values(cut_on=START.date().replace(day=1)), 4),
        (sa.delete(AuditCut).where(AuditCut.through == 2), 4),
        (sa.delete(AuditCut).where(AuditCut.through == 3), 3),
        (sa.delete(AuditCut), 1),
        (sa.delete(AuditEntry).where(AuditEntry.sequence == 4), 4),
        (sa.delete(AuditEntry).where(AuditEntry.sequence == 7), 4),
        (sa.delete(AuditEntry), 4),
    ],
)
def test_a_cut_that_was_altered_hidden_or_deepened_is_found(cut: Session, change: sa.Executable, first: int) -> None:
    cut.execute(change)
    assert _broken(cut) == first


def test_a_cut_that_the_log_does_not_tell_of_is_found(log: Session) -> None:
    digest = log.get_one(AuditEntry, 2).digest
    log.add(AuditCut(through=2, digest=digest, cut_on=START.date(), removed=2))
    log.execute(sa.delete(AuditEntry).where(AuditEntry.sequence <= 2))
    assert _broken(log) == 3
