"""What a backup and its restoring mean for surveys: keys apart, and an open survey that takes no more answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import Flask

from accounts import audit
from surveys import operations, queries
from surveys.ballot_box import box
from web import backup
from web.transactions import database


def register(app: Flask) -> None:
    """Tell the backup which rows open ballots or sign tickets, and what to do after a restore."""
    backup.keep_apart(app, "main", "subject_key_wrap", "subject LIKE 'survey:%'")
    # FILE holds the instance key, under which these are sealed; apart from it they sign nothing.
    backup.keep_apart(app, "box", "ticket_key", "1 = 1")
    backup.after_restore(app, end_open_surveys)


def end_open_surveys(now: datetime) -> Iterable[str]:
    """Close every survey that the backup found open: which answers came after it, and what they spent, is not known."""
    with database().writing() as session, session.begin():
        ended = queries.open_surveys(session, now)
        for survey in ended:
            assert survey.opened_at is not None
            survey.closes_at = max(now, survey.opened_at + timedelta(seconds=1))
            audit.record(session, None, "survey.end-by-restore", operations.subject(survey), now=now)
    for survey in ended:
        box.shut(database(), survey.id)
    return [f"{len(ended)} open survey(s) take no more answers since this restore."] if ended else []
