"""The table refuses a grant that nobody or the wrong one gave."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from petitions.identity.asking import Answer
from petitions.identity.models import IdentityRequest


@pytest.mark.parametrize(
    "wrong",
    [
        {"objection_until": None},
        {"answer": Answer.OBJECTED},
        {"is_granted": True},
        {"granted_until": "today"},
        {"is_granted": True, "decided_on": "today", "keeper_id": "asker", "granted_until": "today"},
        {
            "is_granted": True,
            "decided_on": "today",
            "keeper_id": "keeper",
            "granted_until": "today",
            "answer": Answer.OBJECTED,
            "answered_on": "today",
        },
    ],
)
def test_what_may_not_be_is_refused_by_the_table_itself(casework: Any, wrong: dict[str, Any]) -> None:
    petition, _key = casework.file_confidential()
    people, today = casework.enterprise.people, casework.clock().date()
    said = {"today": today, "asker": people["officer"].id, "keeper": people["keeper"].id}
    facts = {
        "petition_id": petition.id,
        "account_id": people["officer"].id,
        "asked_on": today,
        "objection_until": today,
        "key_sealed": b"k",
        "reason_sealed": b"r",
    }
    changed = {name: said.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()}

    casework.session.add(IdentityRequest(**(facts | changed)))

    with pytest.raises(IntegrityError):
        casework.session.flush()
