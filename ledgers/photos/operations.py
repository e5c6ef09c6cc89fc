"""Photos of entries: cleaned by what the application registered, sealed where the ledger is, each a line of history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session, undefer

from accounts.people import Person
from database import random_id
from ledgers import operations, sealing
from ledgers.photos.models import LedgerPhoto
from ledgers.registry import LEDGERS
from web.errors import Missing, Refusal

HUNG, TAKEN_DOWN = "photo", "photo-removed"
MOST_PHOTOS = 10
TOO_MANY = _l("一条最多挂 10 个文件。请先移去不要的。")

#: content → (media type, cleaned content); raises Refusal with a sentence.
Cleaner = Callable[[bytes], tuple[str, bytes]]


@dataclass(frozen=True)
class Photo:
    """A photo as pages list it."""

    id: int
    media_type: str
    day: date

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.media_type.startswith("image/")


def register_cleaner(app: Flask, clean: Cleaner) -> None:
    """Let `clean` re-write every photo before it is kept."""
    app.extensions["ledger_photo_cleaner"] = clean


def of_entry(session: Session, entry_id: int) -> list[Photo]:
    """The photos of an entry, oldest first."""
    wanted = sa.select(LedgerPhoto.id, LedgerPhoto.media_type, LedgerPhoto.day).where(LedgerPhoto.entry_id == entry_id)
    return [Photo(*row) for row in session.execute(wanted.order_by(LedgerPhoto.day, LedgerPhoto.id))]


def hang(session: Session, entry_id: int, content: bytes, *, actor: Person, now: datetime) -> LedgerPhoto:
    """Clean a photo and hang it on an entry. Raises Refusal, naming the field, for what cannot be taken."""
    entry = operations.note(session, entry_id, HUNG, actor=actor, now=now)
    if len(of_entry(session, entry_id)) >= MOST_PHOTOS:
        raise Refusal(TOO_MANY, field="file")
    clean: Cleaner = current_app.extensions["ledger_photo_cleaner"]
    media_type, cleaned = clean(content)
    photo = LedgerPhoto(id=random_id(), entry_id=entry_id, day=now.date(), media_type=media_type, content=cleaned)
    photo.is_sealed = LEDGERS[entry.ledger].is_sealed
    if photo.is_sealed:
        key = sealing.required_key(session, entry_id, actor)
        photo.content = sealing.seal_photo(key, entry_id, photo.id, cleaned)
    session.add(photo)
    session.flush()
    return photo


def take_down(session: Session, entry_id: int, photo_id: int, *, actor: Person, now: datetime) -> None:
    """Remove a photo that does not belong there; the history keeps that it was there. Raises Missing."""
    operations.note(session, entry_id, TAKEN_DOWN, actor=actor, now=now)
    _photo(session, entry_id, photo_id)
    session.execute(sa.delete(LedgerPhoto).where(LedgerPhoto.id == photo_id))


def opened(session: Session, entry_id: int, photo_id: int, who: Person) -> tuple[str, bytes]:
    """(media type, content) of a photo for somebody who may see its entry. Raises Missing; Refusal without the key."""
    photo = _photo(session, entry_id, photo_id)
    if not photo.is_sealed:
        return photo.media_type, photo.content
    key = sealing.required_key(session, entry_id, who)
    return photo.media_type, sealing.open_photo(key, entry_id, photo_id, photo.content)


def _photo(session: Session, entry_id: int, photo_id: int) -> LedgerPhoto:
    wanted = sa.select(LedgerPhoto).where(LedgerPhoto.id == photo_id, LedgerPhoto.entry_id == entry_id)
    found = session.execute(wanted.options(undefer(LedgerPhoto.content))).scalar_one_or_none()
    if found is None:
        raise Missing
    return found
