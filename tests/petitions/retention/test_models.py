"""A case is held once, with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from petitions.retention.models import RetentionHold


def test_a_case_that_is_not_there_cannot_be_held(casework: Any) -> None:
    officer, today = casework.enterprise.people["officer"], casework.clock().date()
    casework.session.add(RetentionHold(petition_id=5, account_id=officer.id, placed_on=today, reason_sealed=b"r"))

    with pytest.raises(IntegrityError):
        casework.session.flush()
