"""Categories are read once in a transaction, and anew after somebody changed them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from petitions import offices
from petitions.categories import queries
from petitions.categories.models import ContentCategory
from petitions.categories.tree import CategoryTree, Stage


def test_filing_reads_none_of_them_again(session: Session) -> None:
    asked: list[str] = []
    shown = offices.front(session)
    session.rollback()

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    session.connection()
    shown.bring_to(session)
    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        assert queries.tree(session) is shown.categories
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)
    assert asked == []


def test_what_was_kept_stands_in_its_order_with_what_was_declared_after_it(session: Session) -> None:
    for place, (code, label) in enumerate([("other", "别的事"), ("pay", "薪酬")], start=1):
        session.add(
            ContentCategory(code=code, report_code=code, position=place, label=label, english="", stage=Stage.SHOWN)
        )
    session.flush()
    queries.forget(session)
    found = queries.tree(session)
    assert [row.code for row in found.rows][:3] == ["other", "pay", "contract"]
    assert found != CategoryTree()
    assert found.first_of("pay").label == "薪酬"
