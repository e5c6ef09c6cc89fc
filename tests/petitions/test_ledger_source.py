"""A case that an entry came from is reached by those who may know of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import ledger_source
from web.errors import Refusal


def test_only_whoever_may_know_of_a_case_is_led_to_it(session: Session, enterprise: Any, casework: Any) -> None:
    case = casework.file()[0]
    assert ledger_source.case_address(session, case.number, enterprise.people["officer"]) == (
        f"/desk/petitions/{case.id}/"
    )
    assert ledger_source.case_address(session, case.number, enterprise.people["keeper"]) is None


def test_photos_of_entries_are_cleaned_as_petitions_are_and_refused_in_words(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        ledger_source.cleaned(b"no photo")
    assert refused.value.field == "file"
