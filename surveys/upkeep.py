"""What surveys need done without anybody asking: bands of how many have answered, and urns emptied after the closing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from flask import Flask

from surveys import operations, queries
from surveys.ballot_box import box, rewriting
from web import clock, doctor, tick
from web.transactions import database


def register(app: Flask) -> None:
    """Let `tick` do it, and `doctor` ask what the database server keeps of ballots."""
    tick.tick_task(app, "surveys", keep_up)
    doctor.doctor_check(app, "ballots", check)


def keep_up(now: datetime) -> None:
    """Once a day note how many have answered, in bands; when a survey has closed, empty its urns for good."""
    databases = database()
    with databases.reading() as reading:
        running = [survey.id for survey in queries.open_surveys(reading, now)]
        ended = [survey.id for survey in queries.unfinished_closed(reading, now)]
    for survey_id in ended:
        with databases.box_reading() as opened:
            is_closed = box.is_closed(opened, survey_id)
        if not is_closed:
            # A reader may keep the log in use; the next minute tries again.
            with suppress(rewriting.LogNotCleared):
                box.close(databases, survey_id)
    for survey_id in running:
        with databases.box_reading() as opened:
            totals = box.answered(opened, survey_id)
        with databases.writing() as writing, writing.begin():
            survey = queries.survey_to_change(writing, survey_id)
            if (survey.answered or {}).get("on") != now.date().isoformat():
                operations.note_answered(writing, survey, totals, on=now.date())
    rewriting.clear_log(databases)


def check() -> Iterable[doctor.Finding]:
    """What would keep the order of answers after a survey has closed."""
    databases = database()
    now = clock.now()
    with databases.reading() as reading:
        running, ended = len(queries.open_surveys(reading, now)), queries.unfinished_closed(reading, now)
    with databases.box_reading() as opened:
        unclosed = [survey.slug for survey in ended if not box.is_closed(opened, survey.id)]
    if unclosed:
        yield doctor.warning(f"The box of {', '.join(unclosed)} is not rewritten yet; run: flask tick")
    for grant in rewriting.server_log_grants(databases):
        yield doctor.refused(
            f"After closing, the server's write-ahead log still shows the order of answers. Let the role clear it: {grant}"
        )
    if running and rewriting.is_log_kept(databases):
        yield doctor.warning(
            f"{running} survey(s) are open while the server's write-ahead log is archived, replicated or held back: it "
            "keeps each answer as it came. Delete those copies after the release (docs/operations.md)."
        )
    if not unclosed:
        yield doctor.good("No closed box waits for its rewriting.")
