"""A case that an entry came from is reached by those who may know of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from ledgers import sources
from ledgers.declaration import Source
from petitions import ledger_source
from petitions.kinds import Kind
from web.errors import Refusal


def test_only_whoever_may_know_of_a_case_is_led_to_it(session: Session, enterprise: Any, casework: Any) -> None:
    case = casework.file()[0]
    assert ledger_source.case_address(session, case.number, enterprise.people["officer"]) == (
        f"/desk/petitions/{case.id}/"
    )
    assert ledger_source.case_address(session, case.number, enterprise.people["keeper"]) is None
    # Written otherwise it would not be found again when the case is destroyed.
    assert ledger_source.case_address(session, f" {case.number.lower()}", enterprise.people["officer"]) is None


def test_an_entry_names_no_case_that_its_writer_may_not_know_of(
    session: Session, enterprise: Any, casework: Any
) -> None:
    officer, mine = enterprise.people["officer"], casework.file()[0]
    assert sources.named(session, f"petition:{mine.number}", officer) == Source("petition", mine.number)
    accused = casework.file(Kind.ACCUSATION)[0]
    for number in (accused.number, "XF202611ZZZZ"):
        with pytest.raises(Refusal) as refused:
            sources.named(session, f"petition:{number}", officer)
        assert refused.value.message == sources.NOT_KNOWN


def test_photos_of_entries_are_cleaned_as_petitions_are_and_refused_in_words(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        ledger_source.cleaned(b"no photo")
    assert refused.value.field == "file"
