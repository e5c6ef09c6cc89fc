"""Those who joined are told of news at a mailbox of their own, which neither the office, the first petitioner nor others read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from notices import sealed_mail
from notices.models import OutboxRow
from petitions import rekeying, workflow
from petitions.joint import mailboxes, speaking, voice_page, voices
from petitions.joint.models import Joining, VoiceMailbox
from petitions.mailbox import telling
from petitions.redaction import versions as redactions
from petitions.workflow import Action, CaseRole, State
from tests.petitions.conftest import Casework, Joint, count
from tests.petitions.joint.test_routes import join, open_joining
from tests.petitions.mailbox.conftest import ADDRESS, settings, waiting  # noqa: F401 - the application sends mail
from tests.petitions.phone import file_one, open_case, token
from vault import seal
from web.errors import Refusal

SECOND = "north-gate@qq.com"


@pytest.fixture
def told(casework: Casework, joint_case: Joint) -> Callable[[], set[str | None]]:
    """Both who joined left a mailbox; `told()` says where notices wait to go, and forgets them."""
    mailboxes.leave(casework.session, joint_case.first, ADDRESS, receipt_key=joint_case.first_key)
    mailboxes.leave(casework.session, joint_case.second, SECOND, receipt_key=joint_case.second_key)

    def found() -> set[str | None]:
        addresses = {sealed_mail.address_of(row) for row in waiting(casework)}
        casework.session.execute(sa.delete(OutboxRow))
        return addresses

    return found


def row_of(casework: Casework, joint: Joint) -> Joining:
    return casework.session.get_one(Joining, joint.petition.id)


def test_they_are_told_of_what_their_history_shows_and_of_nothing_between_others(
    casework: Casework, joint_case: Joint, told: Callable[[], set[str | None]]
) -> None:
    case, seen = joint_case.petition, set()
    steps = [
        (Action.SAY, None, {"text": "还没发。"}),
        (Action.WRITE, "officer", {"text": "在查。"}),
        *(each for each in casework.way(State.REPLIED) if each[0] in {Action.DRAFT, Action.APPROVE, Action.REPLY}),
        (Action.ASK_REVIEW, None, {"text": "不服。"}),
    ]
    for action, who, given in steps:
        state, before = case.state, len(voice_page.timeline(casework.session, case.id))
        casework.follow(case, joint_case.key, [(action, who, given)])
        row = next(each for each in workflow.TRANSITIONS if each.action is action and state in each.sources)
        is_shown = len(voice_page.timeline(casework.session, case.id)) > before
        is_news = is_shown and (who is None or CaseRole.PETITIONER in row.told)
        seen.add(is_news)
        assert told() == ({ADDRESS, SECOND} if is_news else set()), action
    assert seen == {True, False}


def test_an_answer_to_one_is_told_to_that_one_alone(
    casework: Casework, joint_case: Joint, told: Callable[[], set[str | None]]
) -> None:
    officer = casework.enterprise.people["officer"]
    speaking.answer(
        casework.session, joint_case.petition.id, joint_case.first, "查到了。", actor=officer, now=casework.clock()
    )

    assert told() == {ADDRESS}


def test_neither_the_office_nor_the_first_petitioner_nor_the_administrator_opens_an_address(
    app: Flask, casework: Casework, joint_case: Joint, told: Callable[[], set[str | None]]
) -> None:
    row, kept = row_of(casework, joint_case), casework.session.get_one(VoiceMailbox, joint_case.first)
    voice = voices.voice(casework.session, joint_case.first)
    assert voice.key_for_office is not None
    own = seal.open_with(voices.office_pair(row, joint_case.key), voice.key_for_office)
    mail = seal.open_bytes(joint_case.key, row.mail_private_for_case or b"", mailboxes.private_place(row.petition_id))
    inner = seal.open_with(seal.KeyPair.from_private(mail), kept.sealed)
    folder = app.extensions["instance_key"].derive(sealed_mail.PURPOSE)

    def opens(key: bytes, sealed: bytes, place: str) -> bool:
        try:
            return ADDRESS in seal.open_text(key, sealed, place)
        except seal.SealBroken:
            return False

    # The case's key, what the office holds of this voice and of all, the shared key, and the receipt of another.
    theirs = {joint_case.key, own, mail, voices.shared_key(row, joint_case.key), joint_case.second_key}
    inside, place = mailboxes.inner_place(voice.id), mailboxes.place(voice.id)
    assert not any(opens(key, inner, inside) or opens(key, kept.sealed_for_voice, place) for key in theirs)
    assert not any(opens(folder, sealed, inside) for sealed in (kept.sealed, kept.sealed_for_voice))
    # The attack works: both seals in one hand.
    assert opens(folder, inner, inside)


def test_whoever_holds_the_redacted_version_alone_tells_them_also_after_the_keys_were_exchanged(
    casework: Casework, joint_case: Joint, told: Callable[[], set[str | None]]
) -> None:
    case, row = joint_case.petition, row_of(casework, joint_case)
    casework.do(case, Action.REDACT, "officer", text="某车间津贴没有发。")
    before = row.mail_private_for_case
    key = rekeying.exchange(casework.session, case, casework.present(case, joint_case.key))
    redaction = redactions.of_case(casework.session, case.id)
    assert redaction is not None
    assert before is not None
    told()

    remembered = seal.open_bytes(joint_case.key, before, mailboxes.private_place(case.id))
    kept = casework.session.get_one(VoiceMailbox, joint_case.first)
    with pytest.raises(seal.SealBroken):
        seal.open_with(seal.KeyPair.from_private(remembered), kept.sealed)
    assert mailboxes.masked(casework.session, joint_case.first, joint_case.first_key) == "w***@139.com"
    assert redactions.key_under(redaction, key)
    casework.do(
        case, Action.HEAR, "handler", first=casework.clock().date(), last=casework.clock().date(), text="听了双方。"
    )
    assert told() == {ADDRESS, SECOND}


def test_whoever_withdraws_takes_it_along_and_the_others_are_told_that_the_first_petitioner_did(
    casework: Casework, joint_case: Joint, told: Callable[[], set[str | None]]
) -> None:
    today = casework.clock().date()
    speaking.withdraw(
        casework.session, joint_case.first, is_pressed=False, text="", receipt_key=joint_case.first_key, today=today
    )
    casework.do(joint_case.petition, Action.WITHDRAW, None, key=casework.present(joint_case.petition, joint_case.key))

    assert told() == {SECOND}
    with pytest.raises(Refusal) as refused:
        mailboxes.leave(casework.session, joint_case.first, ADDRESS, receipt_key=joint_case.first_key)
    assert refused.value.message == telling.NOT_OFFERED


def test_a_case_from_before_offers_it_once_somebody_who_holds_it_took_a_step(
    casework: Casework, joint_case: Joint
) -> None:
    row = row_of(casework, joint_case)
    row.mail_public = row.mail_private_for_case = None
    with pytest.raises(Refusal) as refused:
        mailboxes.leave(casework.session, joint_case.first, ADDRESS, receipt_key=joint_case.first_key)
    assert refused.value.message == telling.NOT_OFFERED

    casework.do(joint_case.petition, Action.WRITE, "officer", text="在查。")
    mailboxes.leave(casework.session, joint_case.first, ADDRESS, receipt_key=joint_case.first_key)

    assert mailboxes.masked(casework.session, joint_case.first, joint_case.first_key) == "w***@139.com"


def test_nothing_is_news_that_has_no_line_in_their_history() -> None:
    rows = [row for row in workflow.TRANSITIONS if mailboxes.is_told(row, by_petitioner=True)]

    assert Action.WITHDRAW in {row.action for row in rows}
    assert not {row.action for row in rows} & {Action.SAY, Action.WRITE, Action.CHECK_IN, Action.ASK_RECUSAL}
    assert all(row.timeline for row in rows)


def test_it_is_left_changed_and_removed_on_their_own_page(app: Flask, enterprise: Any, session: Any) -> None:
    first, phone = app.test_client(), app.test_client()
    open_case(first, file_one(first))
    code = join(phone, open_joining(first))
    assert "进去以后可以留邮箱" in phone.post("/join/leave", data={"receipt": code}).get_data(as_text=True)
    phone.post("/case", data={"code": code})
    page = phone.get("/case/joint").get_data(as_text=True)
    assert "这几个地址总是一起收信" in page
    sent = {"token": token(page)}

    refused = phone.post("/case/joint/mailbox", data=sent | {"mailbox": "wang@works.example"})
    assert refused.status_code == 422
    assert "请换一个私人邮箱" in refused.get_data(as_text=True)
    assert "wang@works.example" in refused.get_data(as_text=True)
    assert phone.post("/case/joint/mailbox", data={"mailbox": ADDRESS}).status_code == 409
    left = phone.post("/case/joint/mailbox", data=sent | {"mailbox": ADDRESS})
    assert (left.status_code, left.location) == (303, "/case/joint#mailbox")
    page = phone.get("/case/joint").get_data(as_text=True)
    assert "w***@139.com" in page
    assert ADDRESS not in page
    assert "139.com" not in first.get("/case").get_data(as_text=True).replace("别留。", "")
    assert phone.post("/case/joint/mailbox/remove", data={"token": "made up"}).status_code == 409
    assert phone.post("/case/joint/mailbox/remove", data=sent).status_code == 303
    assert count(session, VoiceMailbox) == 0
