"""A story: the office acts on three cases in a day, and at half past six three mailboxes get the same mail, once each."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask

from notices.models import OutboxRow
from petitions.mailbox import operations
from petitions.workflow import Action, State
from tests.fixtures import START, Clock
from tests.notices.conftest import Post
from tests.petitions.conftest import Casework
from web import tick

MAILBOXES = ("a-river@139.com", "b-river@189.cn", "c-river@wo.cn")


def test_every_mail_is_the_same_comes_at_the_same_hour_and_leaves_nothing_behind(
    app: Flask, session: Any, enterprise: Any, clock: Clock, post: Post
) -> None:
    session.rollback()
    work = Casework(session, enterprise, clock)
    numbers = []
    for to, state in zip(MAILBOXES, (State.REGISTERED, State.ACCEPTED, State.INVESTIGATING), strict=True):
        petition, key = work.lead_to(state)
        operations.leave(session, petition.id, to, key=key)
        numbers.append(petition)
    first, second, third = numbers
    for action, petition, given in (
        (Action.DECLINE, first, work.declining()[2]),
        (Action.WRITE, second, {"text": "我们在查，下周给您答复。"}),
        (Action.WRITE, second, {"text": "请再等两天。"}),
        (Action.WRITE, third, {"text": "查到了。"}),
    ):
        work.do(petition, action, "officer", **given)
        clock.advance(minutes=47)
    known = [each.number for each in numbers]
    session.commit()

    with app.app_context():
        tick.run()
        assert post.mails == []
        clock.set(START.replace(hour=18, minute=30))
        tick.run()
        tick.run()

    assert sorted(each["To"] for each in post.mails) == sorted(MAILBOXES)
    kinds = {(each["Subject"], each["From"], each["Date"], tuple(each.keys()), _text(each)) for each in post.mails}
    ((head, sender, _date, _names, said),) = kinds
    assert (head, sender) == ("有新进展，请凭查询码查看", "xinqiao@bridge.example")
    assert said.startswith("有新进展，请凭查询码查看")
    assert len({len(raw) - len(to) for raw, to in zip(post.raw, (each["To"] for each in post.mails), strict=True)}) <= 3
    whole = b"".join(post.raw).decode() + said
    assert not [each for each in (*known, "诉求", "津贴", "王芳", "岱山") if each in whole]
    with app.extensions["database"].reading() as reading:
        assert reading.execute(sa.select(sa.func.count()).select_from(OutboxRow)).scalar_one() == 0


def _text(mail: Any) -> str:
    body = mail.get_body()
    assert body is not None
    found: str = body.get_content()
    return found
