"""What stands in the demonstration's ledgers names units and people there are, kinds the ledgers know, and each thing once."""

from __future__ import annotations

import pytest

from demo.enterprise import PEOPLE, UNITS
from demo.ledger_texts.aid import AID_TITLES
from demo.ledger_texts.measures import MEASURES
from demo.ledger_texts.policies import ONLY_IN, POLICIES
from demo.ledger_texts.risks import RISKS
from ledgers import aid, measures, policies, risks

NAMES = {name for name, _parent, _people in UNITS}
HANDLERS = {username for username, *_rest in PEOPLE}


@pytest.mark.parametrize(
    ("rows", "kinds"), [(MEASURES, measures.KINDS), (POLICIES, policies.KINDS), (RISKS, risks.KINDS)]
)
def test_each_row_is_told_once_and_is_of_a_kind_there_is(
    rows: tuple[tuple[object, ...], ...], kinds: dict[str, str]
) -> None:
    assert len({row[0] for row in rows}) == len(rows) >= 10
    assert {row[1] for row in rows} <= set(kinds)
    for row in rows:
        for text in row:
            assert not isinstance(text, str) or 0 < len(text) <= 200, text


def test_units_and_handlers_are_those_of_the_enterprise() -> None:
    assert {row[7] for row in MEASURES} | {row[5] for row in RISKS} | set(ONLY_IN.values()) <= NAMES
    assert set(ONLY_IN) <= {row[0] for row in POLICIES}
    assert {row[8] for row in MEASURES} | {row[6] for row in RISKS} <= HANDLERS


def test_every_sort_of_aid_has_its_title() -> None:
    assert set(AID_TITLES) <= set(aid.KINDS)
