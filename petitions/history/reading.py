"""Writing down that somebody at the desk opened what is sealed in a case; its petitioner may ask who did."""

from __future__ import annotations

from flask import request

from petitions import queries
from petitions.history import operations
from web import clock
from web.access import person
from web.transactions import apart, database, session


def note(petition_id: int) -> None:
    """Write down, once a day, that the signed-in person opened a case or anything of it."""
    with database().reading() as reading:
        was_read = queries.was_read(reading, petition_id, person().id, clock.today())
    if not was_read:
        with apart() as own:
            operations.note_reading(own, petition_id, actor=person(), now=clock.now())


def note_after_sending(petition_id: int) -> None:
    """The same where a form that was sent comes back, for it shows the case also to whoever never opened it before.

    Whatever the request has begun is taken back, so that nobody waits for it.
    """
    if request.method == "POST":
        session().rollback()
        note(petition_id)
