"""A case is read for its letters with its key and no other."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions.letters import case_read
from petitions.workflow import State
from vault import seal


def test_another_key_opens_nothing(session: Session, casework: Any) -> None:
    petition, _key = casework.lead_to(State.REPLIED)
    with pytest.raises(seal.SealBroken):
        case_read.read(session, petition, seal.random_key())
