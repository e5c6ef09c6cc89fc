"""Writing down that somebody at the desk opened what is sealed in a case; its petitioner may ask who did."""

from __future__ import annotations

from petitions import operations, queries
from web import clock
from web.access import person
from web.transactions import apart, session


def note(petition_id: int) -> None:
    """Write down, once a day, that the signed-in person opened a case or anything of it."""
    if not queries.was_read(session(), petition_id, person().id, clock.today()):
        with apart() as own:
            operations.note_reading(own, petition_id, actor=person(), now=clock.now())
