"""您说我们办 shows what was marked public, and no name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ledgers import operations
from ledgers.models import LedgerEntry
from ledgers.progress import page as progress
from tests.ledgers.conftest import TODAY

Listed = Callable[..., LedgerEntry]


def test_only_what_is_public_and_not_dropped_is_shown(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    assert not progress.any_public(session, today=TODAY)
    listed(title="不公开", is_public=False)
    dropped = listed(title="不办了")
    listed(title="后到期", due=TODAY + timedelta(days=40))
    listed(title="先到期")
    operations.perform(session, dropped.id, "drop", {}, "合并", actor=enterprise.people["officer"], now=clock())
    assert [each.title for each in progress.load(session, today=TODAY).doing] == ["先到期", "后到期"]
    assert progress.any_public(session, today=TODAY)


def test_what_was_done_stays_for_a_year_with_its_result(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed(), enterprise.people["officer"]
    for step, given in (
        ("start", {}),
        ("submit", {"result": "公示了"}),
        ("check", {"verdict": "met", "result": "差错为 0"}),
    ):
        operations.perform(session, row.id, step, given, "好", actor=officer, now=clock())
    (done,) = progress.load(session, today=TODAY).done
    assert (done.verdict, done.result) == ("达到目标", "差错为 0")
    later = TODAY + timedelta(days=400)
    assert progress.load(session, today=later).done == []
    # No door leads to an empty page.
    assert progress.any_public(session, today=TODAY)
    assert not progress.any_public(session, today=later)


def test_what_missed_its_target_or_runs_late_is_not_painted_as_done(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed(title="没做到"), enterprise.people["officer"]
    for step, given in (
        ("start", {}),
        ("submit", {"result": "试了"}),
        ("check", {"verdict": "missed", "result": "差错还有 5 起"}),
    ):
        operations.perform(session, row.id, step, given, "好", actor=officer, now=clock())
    listed(title="还有时间")
    found = progress.load(session, today=TODAY)
    assert [(each.verdict, each.tone) for each in found.done] == [("没有达到", "late")]
    assert found.doing[0].tone == "good"
    assert progress.load(session, today=TODAY + timedelta(days=31)).doing[0].tone == "late"
