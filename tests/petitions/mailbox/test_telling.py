"""News reach the mailbox exactly where the table of transitions says that the petitioner is told, and say nothing else."""

from __future__ import annotations

import dataclasses
from typing import Any

import sqlalchemy as sa

from notices import sealed_mail
from notices.models import OutboxRow
from petitions import workflow
from petitions.identity import operations as identity_operations
from petitions.kinds import Kind, LegalClass
from petitions.mailbox import operations, sealing, telling
from petitions.workflow import Action, CaseRole, Procedure, State
from tests.petitions.mailbox.conftest import ADDRESS, left_at, waiting
from vault.models import ReadingGroup


def told(casework: Any) -> list[str | None]:
    """Where the notices that wait go; they are forgotten then."""
    found = [sealed_mail.address_of(row) for row in waiting(casework)]
    casework.session.execute(sa.delete(OutboxRow))
    return found


def test_every_step_tells_as_the_table_says_and_the_petitioners_own_tell_nothing(casework: Any) -> None:
    petition, key = left_at(casework, State.FILED)
    seen = set()
    for action, who, given in [*casework.way(State.CLOSED), (Action.SAY, None, {"text": "谢谢。"})]:
        before = petition.state
        casework.follow(petition, key, [(action, who, given)])
        row = next(each for each in workflow.TRANSITIONS if each.action is action and before in each.sources)
        is_told = who is not None and CaseRole.PETITIONER in row.told
        seen.add(is_told)
        assert told(casework) == [ADDRESS] * is_told, action
    assert seen == {True, False}


def test_a_request_for_the_sealed_name_is_told_because_days_to_object_run(casework: Any) -> None:
    petition, key = casework.file_confidential()
    casework.do(petition, Action.REGISTER, "officer", category="pay")
    casework.do(petition, Action.ACCEPT, "officer", procedure=Procedure.ORDINARY)
    operations.leave(casework.session, petition.id, ADDRESS, key=key)

    officer = casework.enterprise.people["officer"]
    identity_operations.ask(casework.session, petition.id, reason="要核对考勤。", actor=officer, now=casework.clock())

    assert told(casework) == [ADDRESS]


def test_withdrawing_takes_the_mailbox_away_and_a_case_that_turns_into_an_accusation_says_it_once_more(
    casework: Any,
) -> None:
    petition, key = left_at(casework, State.REGISTERED)
    casework.do(petition, Action.WITHDRAW, None, key=key)
    assert (sealing.of_case(casework.session, petition.id), told(casework)) == (None, [])

    petition, key = left_at(casework, State.REGISTERED)
    discipline = casework.enterprise.groups["discipline"]
    casework.session.get_one(ReadingGroup, discipline).recovery_confirmed_on = casework.clock().date()
    casework.do(petition, Action.TRANSFER, "officer", office_id=discipline, reason="反映的是收礼。")
    assert told(casework) == [ADDRESS]
    casework.do(petition, Action.TAKE, "inspector")
    assert petition.legal_class is LegalClass.ACCUSATION
    assert (sealing.of_case(casework.session, petition.id), told(casework)) == (None, [ADDRESS])


def test_it_is_offered_where_news_can_come_and_nobody_is_accused(app: Any, casework: Any) -> None:
    petition, _key = casework.lead_to(State.ACCEPTED)
    accusation, _key = casework.file(Kind.ACCUSATION)
    archived, _key = casework.lead_to(State.ARCHIVED)

    assert [telling.is_offered(each) for each in (petition, accusation, archived)] == [True, False, False]
    app.extensions["settings"] = _without_mail(app)
    assert not telling.is_offered(petition)


def test_where_no_mail_leaves_any_more_nothing_is_put(app: Any, casework: Any) -> None:
    petition, _key = left_at(casework, State.ACCEPTED)
    app.extensions["settings"] = _without_mail(app)
    casework.do(petition, Action.WRITE, "officer", text="我们在查。")

    assert told(casework) == []


def test_the_mail_names_no_case_and_no_enterprise(app: Any) -> None:
    with app.test_request_context():
        assert telling.text("") == telling.text("x").replace("：x", "。")
        assert telling.subject() == "有新进展，请凭查询码查看"


def _without_mail(app: Any) -> Any:
    return dataclasses.replace(app.extensions["settings"], smtp_url="", smtp_from="")
