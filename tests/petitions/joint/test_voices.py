"""A code that is wrong costs what a right one costs, and one code never opens what another should."""

from __future__ import annotations

from typing import Any

import pytest

from petitions import queries, receipt
from petitions.joint import joining, voice_page, voices
from petitions.joint.joining import Adding
from petitions.joint.voices import About
from petitions.workflow import Action, State
from tests.petitions.conftest import Casework

INSTANCE_KEY = bytes(range(32))


@pytest.fixture
def joined(casework: Casework) -> tuple[Any, bytes, str, str]:
    """A joint case with one voice: petition, case key, joining code, the voice's receipt."""
    petition, key = casework.lead_to(State.REGISTERED)
    now = casework.clock()
    code = joining.open_joining(
        casework.session, petition.id, About("标题", "说明"), key=key, instance_key=INSTANCE_KEY, now=now
    )
    own = receipt.mint()
    joining.join(casework.session, code, Adding(), code=own, instance_key=INSTANCE_KEY, now=now)
    return petition, key, code, own


def test_a_joining_code_is_no_receipt_and_a_receipt_is_no_joining_code(
    casework: Casework, joined: tuple[Any, bytes, str, str]
) -> None:
    _petition, _key, code, own = joined
    session = casework.session
    assert voices.by_receipt(session, code, instance_key=INSTANCE_KEY) is None
    assert voices.invited(session, own, instance_key=INSTANCE_KEY) is None
    assert voices.invited(session, receipt.mint(), instance_key=INSTANCE_KEY) is None
    assert voices.by_receipt(session, own, instance_key=bytes(32)) is None


def test_a_case_that_nobody_joined_has_none_to_show(casework: Casework) -> None:
    petition, key = casework.file()
    assert voices.own(casework.session, petition.id, key) is None
    assert voices.for_office(casework.session, petition.id, key) == []
    assert voices.count(casework.session, petition.id) == 0


def test_a_merged_joint_case_shows_where_the_leading_one_stands_and_its_answer(
    casework: Casework, joined: tuple[Any, bytes, str, str]
) -> None:
    petition, _key, _code, own = joined
    leading, leading_key = casework.lead_to(State.REGISTERED)
    casework.do(petition, Action.MERGE, "officer", leading_id=leading.id)
    found = voices.by_receipt(casework.session, own, instance_key=INSTANCE_KEY)
    assert found is not None
    page = voice_page.load(casework.session, *found, today=casework.clock().date())
    assert page.leading == queries.Leading(State.REGISTERED, is_answered=False)
    casework.follow(leading, leading_key, casework.way(State.REPLIED)[1:])
    page = voice_page.load(casework.session, *found, today=casework.clock().date())
    assert [each.text for each in page.told if each.action is Action.RELAY]
