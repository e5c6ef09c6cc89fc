"""What surveys need done without anybody asking: bands of how many have answered, and urns emptied after the closing."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from surveys import box, operations, queries, rewriting
from web import tick
from web.transactions import database


def register(app: Flask) -> None:
    """Let `tick` do it."""
    tick.tick_task(app, "surveys", keep_up)


def keep_up(now: datetime) -> None:
    """Once a day note how many have answered, in bands; when a survey has closed, empty its urns for good."""
    databases = database()
    with databases.reading() as reading:
        running = [survey.id for survey in queries.open_surveys(reading, now)]
        ended = [survey.id for survey in queries.unfinished_closed(reading, now)]
    for survey_id in ended:
        with databases.box_reading() as opened:
            waiting = box.waiting(opened, survey_id)
        if waiting:
            box.close(databases, survey_id)
    for survey_id in running:
        with databases.box_reading() as opened:
            totals = box.answered(opened, survey_id)
        with databases.writing() as writing, writing.begin():
            survey = queries.survey_to_change(writing, survey_id)
            if (survey.answered or {}).get("on") != now.date().isoformat():
                operations.note_answered(writing, survey, totals, on=now.date())
    rewriting.clear_log(databases)
