"""Voice and film straight from a phone: known by their bytes, rebuilt or emptied of what tells, never re-recorded; pure.

A voice can be recognised whatever is done to the file; the form says so before anything is sent.
"""

from __future__ import annotations

from petitions.files import mp4, sound, webm
from petitions.files.sound import Malformed


def looks_like_one(content: bytes) -> bool:
    """Whether a file begins like a recording."""
    return _format(content) != ""


def clean(content: bytes) -> tuple[str, bytes]:
    """(media type, content) as it will be kept. Raises Malformed."""
    found = _format(content)
    if found == "mp4":
        return mp4.clean(content)
    if found == "webm":
        return webm.clean(content)
    if found == "wav":
        return "audio/wav", sound.clean_wav(content)
    if found == "amr":
        return "audio/amr", sound.clean_amr(content)
    if found == "ogg":
        return "audio/ogg", sound.clean_ogg(content)
    if found == "aac":
        return "audio/aac", sound.clean_aac(content)
    if found == "mp3":
        return "audio/mpeg", sound.clean_mp3(content)
    raise Malformed


def _format(content: bytes) -> str:
    head = content[:12]
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "webm"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"#!AMR"):
        return "amr"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"\xff") and len(head) > 1 and head[1] & 0xF6 == 0xF0:
        return "aac"
    if head.startswith(b"ID3") or sound.mp3_frame(content, 0):
        return "mp3"
    return ""
