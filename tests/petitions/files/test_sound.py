"""Frames that follow each other are sound; tags before, between and behind them are not."""

from __future__ import annotations

import struct
import wave
from io import BytesIO

import pytest

from petitions.files import sound
from tests.petitions import recorded


def test_a_wav_that_any_player_reads_stays_one() -> None:
    made = BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(b"\1\2" * 1000)
    with wave.open(BytesIO(sound.clean_wav(made.getvalue()))) as kept:
        assert (kept.getframerate(), kept.readframes(2000)) == (16_000, b"\1\2" * 1000)


def test_a_wav_whose_recorder_was_cut_off_keeps_what_there_is() -> None:
    kept = sound.clean_wav(recorded.wav()[:-100])
    assert kept.endswith(b"v" * 300)
    assert struct.unpack("<I", kept[-304:-300]) == (300,)


def test_an_mp3_is_its_frames() -> None:
    kept = sound.clean_mp3(recorded.mp3())
    assert len(kept) == 20 * 417
    assert kept.startswith(b"\xff\xfb")


@pytest.mark.parametrize(
    ("head", "length"),
    [
        (0xFFFB9000, 417),  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
        (0xFFFB9200, 418),  # with padding
        (0xFFF36000, 156),  # MPEG 2 layer III, 48 kbit/s, 22.05 kHz
        (0xFFFDA400, 576),  # MPEG 1 layer II, 192 kbit/s, 48 kHz
        (0xFFFBF000, 0),  # a rate that does not exist
        (0xFFFB9C00, 0),
        (0xFFE99000, 0),
        (0x12345678, 0),
    ],
)
def test_a_frame_is_as_long_as_the_standard_says(head: int, length: int) -> None:
    assert sound.mp3_frame(head.to_bytes(4, "big"), 0) == length


def test_an_ogg_stays_valid_under_its_own_checksum() -> None:
    kept = sound.clean_ogg(recorded.ogg())
    at = kept.index(b"OggS", 4)
    body = bytearray(kept[at : kept.index(b"OggS", at + 4)])
    stored = int.from_bytes(body[22:26], "little")
    body[22:26] = bytes(4)
    value = 0
    for byte in body:
        value ^= byte << 24
        for _bit in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    assert stored == value


@pytest.mark.parametrize(
    ("clean", "content"),
    [
        (sound.clean_wav, b"RIFF\0\0\0\0WAVEdata\0\0\0\0"),
        (sound.clean_amr, b"#!AMR\n\xff\xff"),
        (sound.clean_amr, b"#!AMX\n"),
        (sound.clean_mp3, b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + b"\xff\xfb\x90\0" * 9),
        (sound.clean_aac, b"\xff\xf1" + bytes(50)),
        (sound.clean_ogg, recorded.ogg().replace(b"OpusHead", b"theora\0\0")),
        (sound.clean_ogg, recorded.ogg()[:60]),
    ],
)
def test_what_is_not_made_of_frames_is_refused(clean: object, content: bytes) -> None:
    with pytest.raises(sound.Malformed):
        clean(content)  # type: ignore[operator]
