"""A voice straight from a phone is taken for what it is, and whatever else the file says about its owner is gone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.files import recordings
from petitions.files.sound import Malformed
from tests.petitions import recorded
from tests.petitions.recorded import TELLING

MADE: list[tuple[Callable[[], bytes], str]] = [
    (recorded.film, "audio/mp4"),
    (lambda: recorded.film(b"3gp4"), "audio/mp4"),
    (lambda: recorded.film(b"isom", b"vide", b"soun"), "video/mp4"),
    (lambda: recorded.film(b"qt  ", b"vide", b"soun", b"meta"), "video/quicktime"),
    (recorded.wav, "audio/wav"),
    (recorded.amr, "audio/amr"),
    (recorded.mp3, "audio/mpeg"),
    (recorded.aac, "audio/aac"),
    (recorded.ogg, "audio/ogg"),
    (recorded.webm, "audio/webm"),
    (lambda: recorded.webm(1), "video/webm"),
]


@pytest.mark.parametrize(("make", "media_type"), MADE, ids=[f"{place}-{row[1]}" for place, row in enumerate(MADE)])
def test_a_recording_keeps_its_sound_and_loses_who_where_and_when(make: Callable[[], bytes], media_type: str) -> None:
    original = make()
    assert recordings.looks_like_one(original)
    found, kept = recordings.clean(original)
    assert found == media_type
    assert kept.count(b"v") >= 100
    for trace in TELLING:
        assert trace not in kept
    # Cleaning what was cleaned changes nothing, so nothing was broken by it.
    assert recordings.clean(kept) == (found, kept)


@pytest.mark.parametrize("make", [row[0] for row in MADE])
def test_a_page_or_a_program_behind_a_recording_is_cut_off_or_refused(make: Callable[[], bytes]) -> None:
    for hidden in (b"<script>alert(1)</script>" * 3, b"PK\x03\x04" + b"evil" * 20, b"MZ\x90\x00" * 30):
        try:
            _type, kept = recordings.clean(make() + hidden)
        except Malformed:
            continue
        assert hidden not in kept


@pytest.mark.parametrize("make", [row[0] for row in MADE])
@given(data=st.data())
def test_whatever_is_broken_is_refused_in_so_many_words(make: Callable[[], bytes], data: st.DataObject) -> None:
    content = bytearray(make())
    for _change in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])
    with contextlib.suppress(Malformed):
        recordings.clean(cut)


def test_what_only_begins_like_a_recording_is_refused() -> None:
    for content in (
        b"",
        b"ID3\x03" + bytes(200),
        b"OggS" + bytes(300),
        b"#!AMR\n",
        b"RIFF\0\0\0\0WAVE",
        b"\xff\xfe<\0h\0",
    ):
        with pytest.raises(Malformed):
            recordings.clean(content)
