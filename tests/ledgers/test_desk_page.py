"""What pages show of an entry: contents in words, the filter as a sentence, the history with what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Account
from database import Database
from ledgers import desk_page, measures, operations, queries
from ledgers.models import LedgerEntry

from .conftest import TODAY

Listed = Callable[..., LedgerEntry]


def test_contents_are_told_in_words(session: Session, listed: Listed, enterprise: Any) -> None:
    row = listed()
    page = desk_page.load_entry(session, measures.LEDGER, row.id, enterprise.people["officer"])
    facts = dict(page.facts())
    assert facts["类别"] == "问题整改"
    assert facts["责任单位"] == "生产一部／一车间"
    assert facts["责任人"] == "张伟"
    assert facts["在“您说我们办”公开"] == "是"
    assert "考核结论" not in facts
    assert dict(page.texts())["举措"].startswith("工资科")


def test_the_history_tells_what_changed_from_what_to_what(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed(), enterprise.people["officer"]
    operations.change(session, row.id, {"unit": enterprise.units["三车间"]}, actor=officer, now=clock())
    operations.perform(session, row.id, "start", {}, "先核对", actor=officer, now=clock())
    added, changed, started = desk_page.load_entry(session, measures.LEDGER, row.id, officer).history
    assert (added.label, added.who, added.changes) == ("登记", "王芳", ())
    assert changed.changes == (("责任单位", "生产一部／一车间", "生产二部／三车间"),)
    assert (started.label, started.state, started.note) == ("开始办", "正在办", "先核对")


def test_whoever_stands_in_an_entry_stays_there_when_it_is_corrected_after_they_left(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    row = listed()
    handler = enterprise.people["handler"].id
    session.execute(sa.update(Account).where(Account.id == handler).values(active=False))
    page = desk_page.load_entry(session, measures.LEDGER, row.id, enterprise.people["officer"])
    assert page.names.people["张伟（已不在岗）"] == handler
    assert "张伟" not in page.names.people
    assert "张伟（已不在岗）" not in page.words.names.people


def test_sealed_entries_are_opened_with_one_question_however_many(
    session: Session, listed: Listed, enterprise: Any, database: Database
) -> None:
    rows = [queries.as_entry(listed("aid")) for _each in range(3)]
    asked: list[str] = []
    sa.event.listen(database.main, "before_cursor_execute", lambda *told: asked.append(told[2]))
    opened = desk_page.with_opened(session, rows, enterprise.people["officer"])
    assert [each.value("name") for each in opened] == ["欧阳青禾"] * 3
    assert len(asked) == 1
    assert desk_page.with_opened(session, rows, enterprise.people["leader"]) == rows


def test_a_handler_is_offered_their_own_steps_and_a_leader_none(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    row = listed()
    offered = {
        name: [
            step.code for step in desk_page.load_entry(session, measures.LEDGER, row.id, enterprise.people[name]).steps
        ]
        for name in ("officer", "handler", "leader")
    }
    assert offered == {"officer": ["start", "drop"], "handler": ["start"], "leader": []}


def test_the_filter_is_a_sentence_and_nonsense_counts_as_not_asked(
    session: Session, listed: Listed, enterprise: Any
) -> None:
    listed()
    officer = enterprise.people["officer"]
    asked = {"view": "all", "kind": "fix", "unit": str(enterprise.units["生产一部"]), "words": "津贴"}
    page = desk_page.load_list(session, measures.LEDGER, officer, asked, today=TODAY)
    assert page.sentence == "全部，问题整改，生产一部及下属单位，事项或编号含“津贴”，新登记的在前。"
    assert len(page.listed.rows) == 1
    odd = {"view": "x", "kind": "y", "unit": "z", "first": "昨天", "page": "-1"}
    assert len(desk_page.load_list(session, measures.LEDGER, officer, odd, today=TODAY).listed.rows) == 1


def test_tones_of_limits(session: Session, listed: Listed, enterprise: Any) -> None:
    listed(day=TODAY - timedelta(days=5), due=TODAY - timedelta(days=1))
    listed(due=TODAY + timedelta(days=3))
    listed(due=TODAY + timedelta(days=30))
    officer = enterprise.people["officer"]
    page = desk_page.load_list(session, measures.LEDGER, officer, {}, today=TODAY)
    assert [page.tone(row, TODAY) for row in page.listed.rows] == ["late", "soon", "good"]
    late = {ledger.name: counts["overdue"] for ledger, counts in desk_page.overview(session, officer, today=TODAY)}
    assert late["measures"] == 1
    assert sum(late.values()) == 1


def test_what_has_no_unit_is_listed_as_the_whole_enterprises(client: Any, sign_in: Any, listed: Any) -> None:
    listed("policies")
    page = sign_in(client, "officer").get("/desk/ledgers/policies/").get_data(as_text=True)
    assert 'data-label="单位">全企业</td>' in page
