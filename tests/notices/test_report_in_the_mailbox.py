"""A story: an officer sends an issued report; it arrives locked, and opens with the password told by phone."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from flask import Flask
from sqlalchemy.orm import Session

from database import Database
from reports.mailing import queries as mailing_queries
from reports.mailing import sending as mailing
from reports.period import Month
from tests.fixtures import START, Enterprise
from tests.notices.conftest import Post
from tests.reports.issued_reports import issued
from web import tick


def test_the_report_arrives_locked_and_who_got_it_is_on_record(
    app: Flask, session: Session, database: Database, enterprise: Enterprise, mailbox: Callable[[str], str], post: Post
) -> None:
    session.rollback()
    to = mailbox("leader")
    issued(session)
    people = enterprise.people
    october = Month(2026, 10)
    password = mailing.send(session, october, [people["leader"].id], mailing_id=5, actor=people["officer"], now=START)
    session.commit()
    assert post.mails == []
    with app.app_context():
        tick.run()
    (mail,) = post.mails
    (file,) = mail.iter_attachments()

    assert mail["To"] == to
    assert password.encode() not in post.raw[0]
    with pikepdf.open(io.BytesIO(file.get_content()), password=password) as pdf:
        assert len(pdf.pages) == 2
    with database.reading() as fresh:
        (sent,) = mailing_queries.sendings(fresh, october)
        assert sent.to == (("刘洋", START.date()),)
        assert mailing_queries.locked(fresh, 5) is None
