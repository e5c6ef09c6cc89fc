"""Taking ballots and signing tickets for an open survey; a box that does not know it yet is told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from database import Database
from surveys import queries
from surveys.ballot_box import box, invitations
from surveys.lifecycle import Stage
from vault.instance_key import InstanceKey


def take(
    database: Database,
    survey: queries.Answering,
    unit: int | None,
    sealed: bytes,
    *,
    spent: bytes | None = None,
    is_valid: Callable[[sa.Connection], bool] | None = None,
    now: Callable[[], datetime],
) -> bool:
    """Take a sealed ballot into the box; returns whether an urn was emptied. Raises what `box.take` raises.

    The box may not know an open survey because it was opened a moment ago, or restored.
    """
    try:
        return box.take(database, survey.id, unit, sealed, spent=spent, is_valid=is_valid, now=now)
    except box.Shut:
        with database.main.connect() as reading:
            present = queries.answering(reading, survey.slug)
        if queries.stage(present, now()) is not Stage.OPEN or present.closes_at is None:
            raise
    box.open_(database, survey.id, present.closes_at)
    return box.take(database, survey.id, unit, sealed, spent=spent, is_valid=is_valid, now=now)


def draw(
    database: Database,
    link: str,
    blinded: bytes,
    *,
    instance_key: InstanceKey,
    now: Callable[[], datetime],
) -> bytes:
    """Sign a blinded ticket for a personal link. Raises what `invitations.draw` raises."""
    try:
        return invitations.draw(database, link, blinded, instance_key=instance_key, now=now)
    except invitations.Shut:
        found = invitations.find(database, link)
        with database.reading() as session:
            present = queries.survey(session, found.survey_id)
        if queries.stage(present, now()) is not Stage.OPEN or present.closes_at is None:
            raise
    box.open_(database, present.id, present.closes_at)
    return invitations.draw(database, link, blinded, instance_key=instance_key, now=now)
