"""Moving cases: numbers, keys given and taken, refusals, two people at once, and a history that cannot be altered."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from petitions.workflow import Action, State


def test_a_case_goes_from_filing_to_the_archive(casework: Any) -> None:
    petition, _key = casework.lead_to(State.ARCHIVED)

    assert re.fullmatch(r"XF202611[0-9A-HJKMNP-TV-Z]{4}", petition.number)
    assert petition.version == 10
    assert petition.closed_on == date(2026, 11, 24)
