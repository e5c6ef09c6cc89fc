"""Families lie sealed: no row, no history and no file holds a word of them, and only the union office opens them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from ledgers import aid, desk_page, operations, sealing
from ledgers.models import LedgerEntry, LedgerEvent
from vault import reading_groups
from vault.seal import SealBroken
from web.errors import Refusal

from .conftest import FAMILY

Listed = Callable[..., LedgerEntry]
NOTE = "送到家里，他爱人签收"


def test_no_row_and_no_file_holds_a_word_of_a_family(
    session: Session, listed: Listed, enterprise: Any, clock: Any, database: Database
) -> None:
    row, officer = listed("aid"), enterprise.people["officer"]
    operations.change(session, row.id, {"name": "司马青"}, actor=officer, now=clock())
    operations.perform(session, row.id, "check", {}, NOTE, actor=officer, now=clock())
    session.commit()
    kept = str([list(session.execute(sa.select(table.__table__))) for table in (LedgerEntry, LedgerEvent)])
    files = b"".join(path.read_bytes() for path in database.settings.instance.glob("xinqiao.db*"))
    for word in ("欧阳青禾", "司马青", "13987654321", FAMILY, NOTE):
        assert word not in kept
        assert word.encode() not in files


def test_the_union_office_opens_it_and_its_notes(session: Session, listed: Listed, enterprise: Any, clock: Any) -> None:
    row = listed("aid")
    operations.change(session, row.id, {"name": "司马青"}, actor=enterprise.people["officer"], now=clock())
    operations.perform(session, row.id, "check", {}, NOTE, actor=enterprise.people["officer"], now=clock())
    page = desk_page.load_entry(session, aid.LEDGER, row.id, enterprise.people["officer2"])
    assert (page.entry.value("name"), page.entry.value("family")) == ("司马青", FAMILY)
    assert page.history[1].changes == (("姓名", "■■", "■■"),)
    assert page.history[2].note == NOTE


@pytest.mark.parametrize("name", ["leader", "handler"])
def test_others_see_the_figures_and_not_the_family(
    session: Session, listed: Listed, enterprise: Any, name: str
) -> None:
    row = listed("aid", owner=enterprise.people["handler"].id)
    page = desk_page.load_entry(session, aid.LEDGER, row.id, enterprise.people[name])
    assert page.is_shut
    assert dict(page.facts())["金额"] == "3,000 元"
    assert "欧阳青禾" not in str(page.facts()) + str(page.texts())


def test_an_officer_who_is_no_member_neither_empties_nor_changes_what_is_sealed(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed("aid"), enterprise.people["officer"]
    reading_groups.remove_member(
        session,
        enterprise.groups["union"],
        enterprise.people["officer2"].id,
        by=officer.keys,
        open_subjects={sealing.subject(row.id)},
    )
    outside = enterprise.people["officer2"]
    assert not desk_page.load_entry(session, aid.LEDGER, row.id, outside).may_change
    with pytest.raises(Refusal):
        operations.change(session, row.id, {"name": "改"}, actor=outside, now=clock())
    with pytest.raises(Refusal):
        operations.perform(session, row.id, "check", {}, NOTE, actor=outside, now=clock())
    page = desk_page.load_entry(session, aid.LEDGER, row.id, officer)
    assert page.entry.value("name") == "欧阳青禾"


def test_what_is_sealed_opens_in_its_place_only(session: Session, listed: Listed, enterprise: Any) -> None:
    first, second = listed("aid"), listed("aid")
    key = sealing.required_key(session, first.id, enterprise.people["officer"])
    assert first.sealed is not None
    with pytest.raises(SealBroken):
        sealing.open_contents(key, second.id, first.sealed)
