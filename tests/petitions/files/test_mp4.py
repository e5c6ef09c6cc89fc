"""Boxes are kept in their places; dates, places, owners and tracks that are neither heard nor seen are overwritten."""

from __future__ import annotations

import pytest

from petitions.files import mp4
from petitions.files.sound import Malformed
from tests.petitions.recorded import box, film


def test_nothing_is_moved_so_that_the_tables_into_the_file_stay_right() -> None:
    original = film(b"isom", b"vide", b"soun")
    _type, kept = mp4.clean(original)
    assert len(kept) == len(original)
    assert kept.index(b"voice") == original.index(b"voice")


def test_the_second_it_was_made_is_gone_everywhere() -> None:
    _type, kept = mp4.clean(film())
    assert bytes.fromhex("e1234567") not in kept


def test_a_track_of_places_is_emptied() -> None:
    original = film(b"qt  ", b"vide", b"meta")
    _type, kept = mp4.clean(original)
    assert original.count(b"trak") == 2
    assert kept.count(b"trak") == 1


@pytest.mark.parametrize(
    "content",
    [
        box(b"ftyp", b"isom" + bytes(8)),
        box(b"ftyp", b"isom" + bytes(8)) + box(b"mdat", b"x"),
        film() + b"trailing",
        film().replace(b"moov", b"evil"),
        box(b"ftyp", b"isom" + bytes(8)) + b"\xff\xff\xff\xffmoov",
        film(b"isom", b"text"),
    ],
    ids=["empty", "no movie", "something behind", "an unknown box", "longer than the file", "nothing to hear"],
)
def test_what_is_no_recording_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        mp4.clean(content)


def test_boxes_in_boxes_without_end_are_refused() -> None:
    nested = b""
    for _level in range(50):
        nested = box(b"moov", nested)
    with pytest.raises(Malformed):
        mp4.clean(box(b"ftyp", b"isom" + bytes(8)) + nested)
