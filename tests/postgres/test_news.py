"""A story: two cases of one mailbox move at the same moment on a real server; one mail waits, and neither step fails."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from database import Database
from notices import sealed_mail
from notices.models import OutboxRow
from tests.fixtures import START

pytestmark = pytest.mark.postgres
ADDRESS = "west-river@139.com"


@pytest.mark.parametrize("first_fails", [False, True])
def test_the_second_waits_for_the_first_and_goes_on(app: Flask, database: Database, first_fails: bool) -> None:
    done: list[Any] = []

    def second() -> None:
        try:
            with app.app_context(), database.writing() as session, session.begin():
                sealed_mail.put(session, ADDRESS, "news", now=START)
                # The step it belongs to is stored after it all the same.
                done.append(session.execute(sa.text("SELECT 1")).scalar_one())
        except sa.exc.SQLAlchemyError as broken:
            done.append(broken)

    with app.app_context(), database.writing() as session:
        sealed_mail.put(session, ADDRESS, "news", now=START)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.5)
        assert done == []
        session.rollback() if first_fails else session.commit()
    thread.join(10)

    assert done == [1]
    with app.app_context(), database.reading() as reading:
        assert [sealed_mail.address_of(row) for row in reading.execute(sa.select(OutboxRow)).scalars()] == [ADDRESS]
