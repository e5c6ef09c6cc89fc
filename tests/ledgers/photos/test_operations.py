"""Photos are cleaned before they are kept, sealed where families are, and leave a line in the history."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from ledgers import operations, queries
from ledgers.models import LedgerEntry
from ledgers.photos import operations as photos
from ledgers.photos.models import LedgerPhoto
from web.errors import Forbidden, Missing, Refusal

Listed = Callable[..., LedgerEntry]


def picture() -> bytes:
    """A photo that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "telltale-phone"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_loses_what_it_says_about_its_phone_and_leaves_a_line(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, handler = listed(), enterprise.people["handler"]
    photo = photos.hang(session, row.id, picture(), actor=handler, now=clock())
    media_type, content = photos.opened(session, row.id, photo.id, handler)
    assert media_type == "image/jpeg"
    assert b"telltale" in picture()
    assert b"telltale" not in content
    assert [line.action for line in queries.history(session, row.id)] == ["add", "photo"]
    photos.take_down(session, row.id, photo.id, actor=handler, now=clock())
    assert photos.of_entry(session, row.id) == []
    assert queries.history(session, row.id)[-1].action == "photo-removed"


def test_a_photo_of_a_family_is_sealed(session: Session, listed: Listed, enterprise: Any, clock: Any) -> None:
    row, officer = listed("aid"), enterprise.people["officer"]
    photo = photos.hang(session, row.id, picture(), actor=officer, now=clock())
    stored = session.get_one(LedgerPhoto, photo.id).content
    assert b"JFIF" not in stored
    assert b"JFIF" in photos.opened(session, row.id, photo.id, enterprise.people["officer2"])[1]
    with pytest.raises(Refusal):
        photos.opened(session, row.id, photo.id, enterprise.people["leader"])


def test_what_is_no_photo_is_refused_in_words_and_ten_are_enough(
    session: Session, listed: Listed, enterprise: Any, clock: Any, monkeypatch: Any
) -> None:
    row, officer = listed(), enterprise.people["officer"]
    with pytest.raises(Refusal) as refused:
        photos.hang(session, row.id, b"no photo", actor=officer, now=clock())
    assert refused.value.field == "file"
    monkeypatch.setattr(photos, "MOST_PHOTOS", 0)
    with pytest.raises(Refusal):
        photos.hang(session, row.id, picture(), actor=officer, now=clock())


def test_only_those_who_write_or_answer_for_it_hang_and_take_down(
    session: Session, listed: Listed, enterprise: Any, clock: Any
) -> None:
    row, officer = listed(), enterprise.people["officer"]
    with pytest.raises(Forbidden):
        photos.hang(session, row.id, picture(), actor=enterprise.people["leader"], now=clock())
    operations.change(session, row.id, {"owner": officer.id}, actor=officer, now=clock())
    with pytest.raises(Missing):
        photos.hang(session, row.id, picture(), actor=enterprise.people["handler"], now=clock())
    with pytest.raises(Missing):
        photos.take_down(session, row.id, 5, actor=officer, now=clock())
