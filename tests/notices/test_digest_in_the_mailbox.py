"""A story: on a working day at eight the digest of a handler arrives by mail, once, whatever else happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from petitions.workflow import State
from tests.fixtures import START, Clock
from tests.notices.conftest import Post
from tests.petitions.conftest import Casework
from web import tick


def test_the_digest_arrives_once_with_the_case_that_is_due(
    app: Flask, session: Any, enterprise: Any, clock: Clock, mailbox: Callable[[str], str], post: Post
) -> None:
    session.rollback()
    to = mailbox("handler")
    petition, _ = Casework(session, enterprise, clock).lead_to(State.INVESTIGATING)
    due_on = petition.next_due
    assert due_on is not None
    session.commit()
    clock.set(START.replace(year=due_on.year, month=due_on.month, day=due_on.day, hour=8, minute=0))

    with app.app_context():
        for _minute in range(3):
            tick.run()
            clock.advance(minutes=1)
    body = post.mails[0].get_body()

    assert [each["To"] for each in post.mails] == [to]
    assert body is not None
    assert f"{petition.number}　调查核实（承办人）　今天到期" in body.get_content()
    assert petition.number not in post.mails[0]["Subject"]
    clock.advance(days=1)
    with app.app_context():
        tick.run()
        tick.run()
    assert [each["Subject"][-5:] for each in post.mails] == ["1月25日", "1月26日"]
