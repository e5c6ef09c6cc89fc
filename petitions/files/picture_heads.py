"""Whether a picture comes to its pixels after as few parts as a camera or a program writes before them; pure.

Pillow goes through the head of a picture part by part and, where a JPEG holds what is no part, byte by byte. A file made
of nothing but empty parts would keep it busy for seconds, so such a file is refused before it is opened.
"""

from __future__ import annotations

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
#: Far more than any picture has: a colour profile may take 255 parts, a long EXIF block a few more.
MOST_PARTS = 2_000
#: Bytes between the parts of a JPEG that belong to none; some cameras fill up to a whole block of the card.
MOST_FILLING = 64 * 1024
#: Chunks of a PNG, those with pixels included: 20 MB in pieces of a kilobyte are 20,000.
MOST_CHUNKS = 40_000

START_OF_SCAN = 0xDA
# Stuffing, restarts, the beginning and TEM stand alone, without a length.
ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})


def is_plain(content: bytes) -> bool:
    """Whether the parts of a JPEG or PNG are few enough to be gone through; any other picture is."""
    if content.startswith(JPEG):
        return _is_plain_jpeg(content)
    return not content.startswith(PNG) or _is_plain_png(content)


def _is_plain_jpeg(content: bytes) -> bool:
    at, filling = len(JPEG), 0
    for _part in range(MOST_PARTS):
        found = content.find(b"\xff", at)
        begins = found
        while found >= 0 and content[begins : begins + 1] == b"\xff":
            begins += 1
            if begins - at > MOST_FILLING:
                return False
        filling += (found if found >= 0 else len(content)) - at + max(0, begins - found - 1)
        if filling > MOST_FILLING:
            return False
        if found < 0 or begins >= len(content) or content[begins] == START_OF_SCAN:
            return True
        at = begins + 1
        if content[begins] not in ALONE:
            at += max(2, int.from_bytes(content[at : at + 2]))
    return False


def _is_plain_png(content: bytes) -> bool:
    at = len(PNG)
    for _chunk in range(MOST_CHUNKS):
        if at >= len(content) or content[at + 4 : at + 8] == b"IEND":
            return True
        # Length, name, what is in it, checksum.
        at += 12 + int.from_bytes(content[at : at + 4])
    return False
