"""The petitioner, the desk and the keepers read the same request, each with a key of their own."""

from __future__ import annotations

from typing import Any

import pytest

from petitions.identity import operations as identity_operations
from petitions.identity import page as identity_page
from petitions.identity.asking import Standing
from petitions.workflow import Action
from web.errors import Missing


def test_all_three_read_the_same_words(casework: Any) -> None:
    petition, key = casework.file_confidential()
    people, session, today = casework.enterprise.people, casework.session, casework.clock().date()
    given = {
        "reason": "核对考勤。",
        "urgency": "说要轻生。",
        "actor": people["officer"],
        "now": casework.clock(),
    }
    request = identity_operations.ask(session, petition.id, **given)
    identity_operations.decide(
        session, request.id, agrees=False, words="先打热线。", actor=people["keeper"], now=casework.clock()
    )

    [at_case] = identity_page.asked(session, petition.id, key, today=today)
    at_desk = identity_page.for_desk(session, petition, key, people["officer2"], today=today)
    [at_keepers] = identity_page.for_keeper(session, people["keeper2"], today=today)

    assert at_desk is not None
    assert at_desk.asked == [at_case] == [at_keepers.asked]
    assert (at_case.reason, at_case.urgency, at_case.refusal) == ("核对考勤。", "说要轻生。", "先打热线。")
    assert (at_case.asker, at_case.keeper, at_case.standing) == ("王芳", "黄丽", Standing.REFUSED)
    assert at_keepers.number == petition.number


def test_a_handler_reads_who_asked_and_may_not_ask(casework: Any) -> None:
    petition, key = casework.file_confidential()
    people, session, today = casework.enterprise.people, casework.session, casework.clock().date()
    casework.do(petition, Action.REGISTER, "officer", category="pay")

    shown = identity_page.for_desk(session, petition, key, people["handler"], today=today)

    assert shown is not None
    assert (shown.may_ask, shown.mine) == (False, None)
    assert "只有受理这件诉求的机构成员" in (shown.barrier or "")


def test_a_case_without_a_sealed_name_shows_nothing(casework: Any) -> None:
    petition, key = casework.file()
    officer, today = casework.enterprise.people["officer"], casework.clock().date()

    assert identity_page.for_desk(casework.session, petition, key, officer, today=today) is None
    assert identity_page.asked(casework.session, petition.id, key, today=today) == []


def test_a_request_that_is_not_theirs_is_missing_for_a_keeper(casework: Any) -> None:
    keeper, today = casework.enterprise.people["keeper"], casework.clock().date()

    with pytest.raises(Missing):
        identity_page.one_for_keeper(casework.session, 5, keeper, today=today)
