"""What a browser recorded keeps its clusters; title, date, program and tags become empty space."""

from __future__ import annotations

import pytest

from petitions.files import webm
from petitions.files.sound import Malformed
from tests.petitions.recorded import element
from tests.petitions.recorded import webm as recorded


def test_a_recording_without_lengths_is_read_to_its_end() -> None:
    found, kept = webm.clean(recorded())
    assert found == "audio/webm"
    assert len(kept) == len(recorded())
    assert kept.count(b"v" * 300) == 2


def test_a_file_hung_on_a_film_is_emptied() -> None:
    attached = element(b"\x19\x41\xa4\x69", b"MZ evil.exe")
    _found, kept = webm.clean(recorded() + attached)
    assert b"evil" not in kept


@pytest.mark.parametrize(
    "content",
    [
        element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"other")),
        element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm")),
        recorded()[:-7],
        recorded() + element(b"\xfb", b"unknown"),
        recorded(17),
    ],
    ids=["another kind", "nothing in it", "cut off", "an unknown element", "only subtitles"],
)
def test_what_is_no_recording_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        webm.clean(content)
