"""Sound as recorders write it: WAV, MP3, AAC, AMR and Ogg, rebuilt from its frames without names and tags; pure.

Only frames that follow each other as the format says are kept; what stands before, between or behind them is not
sound. Sources: RFC 2361 and Microsoft's RIFF, ISO/IEC 11172-3, ISO/IEC 14496-3, RFC 4867, RFC 3533 and RFC 7845.
"""

from __future__ import annotations

import struct
from collections.abc import Callable


class Malformed(Exception):
    """The bytes are not a recording of the kind they begin like."""


FEWEST_FRAMES = 3
WAV_KEPT = (b"fmt ", b"fact", b"data")
AMR, AMR_WIDE = b"#!AMR\n", b"#!AMR-WB\n"
# Bytes of a frame after its first, by frame type; types that are not there mean that it is no sound.
AMR_SIZES = {0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0}
AMR_WIDE_SIZES = {0: 17, 1: 23, 2: 32, 3: 36, 4: 40, 5: 46, 6: 50, 7: 58, 8: 60, 9: 5, 14: 0, 15: 0}
MP3_RATES = {  # kbit/s by (is version 1, layer)
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MP3_HERTZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
ID3_HEADER = 10
OGG_PAGE = struct.Struct("<4sBBQIIIB")
OGG_TAGS = {b"OpusHead": b"OpusTags", b"\x01vorbis": b"\x03vorbis", b"Speex   ": b""}


def clean_wav(content: bytes) -> bytes:
    """A WAV file of its format and its samples."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise Malformed
    kept: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + size]
        # A recorder that was cut off leaves the length of its samples too long.
        if name in WAV_KEPT and name not in kept and (len(body) == size or name == b"data"):
            kept[name] = body
        at += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= kept.keys() or len(kept[b"fmt "]) < 16:
        raise Malformed
    chunks = b"".join(
        name + len(kept[name]).to_bytes(4, "little") + kept[name] + b"\0" * (len(kept[name]) % 2)
        for name in WAV_KEPT
        if name in kept
    )
    return b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WAVE" + chunks


def clean_amr(content: bytes) -> bytes:
    """An AMR file of its frames."""
    head, sizes = (AMR_WIDE, AMR_WIDE_SIZES) if content.startswith(AMR_WIDE) else (AMR, AMR_SIZES)
    if not content.startswith(head):
        raise Malformed

    def length(at: int) -> int:
        # The first bit and the last two are always zero.
        return 1 + sizes.get(content[at] >> 3 & 15, -1) if content[at] & 0x83 == 0 else 0

    return head + _frames(content, len(head), length)


def clean_mp3(content: bytes) -> bytes:
    """An MP3 file of its frames: no names, no pictures, no words of a song."""
    return _frames(content, _behind_tags(content), lambda at: mp3_frame(content, at))


def clean_aac(content: bytes) -> bytes:
    """An AAC file (ADTS) of its frames."""
    return _frames(content, _behind_tags(content), lambda at: _aac_frame(content, at))


def clean_ogg(content: bytes) -> bytes:
    """An Ogg file of Opus, Vorbis or Speex whose tags are emptied."""
    out, at, page, codec = bytearray(content), 0, 0, b""
    while at < len(out):
        body, after = _ogg_page(out, at)
        if page == 0:
            codec = next((each for each in OGG_TAGS if out[body:after].startswith(each)), b"")
            if not codec:
                raise Malformed
        elif page == 1:
            _empty_tags(out, at, body, OGG_TAGS[codec])
        at, page = after, page + 1
    if page <= FEWEST_FRAMES - 1:
        raise Malformed
    return bytes(out)


def _frames(content: bytes, at: int, length: Callable[[int], int]) -> bytes:
    """The frames from a place on, as far as they follow each other. Raises Malformed when there are hardly any."""
    begin, found = at, 0
    while at < len(content) and (size := length(at)) > 0 and at + size <= len(content):
        at, found = at + size, found + 1
    if found < FEWEST_FRAMES:
        raise Malformed
    return content[begin:at]


def _behind_tags(content: bytes) -> int:
    """Where the frames begin, behind any ID3 tags."""
    at = 0
    while content[at : at + 3] == b"ID3" and at + ID3_HEADER <= len(content):
        size = 0
        for each in content[at + 6 : at + ID3_HEADER]:
            size = size << 7 | each & 0x7F
        at += ID3_HEADER + size + (ID3_HEADER if content[at + 5] & 0x10 else 0)
    # Some writers pad what they left of a tag with zeros.
    while at < len(content) and content[at] == 0:
        at += 1
    return at


def mp3_frame(content: bytes, at: int) -> int:
    """The length of the frame at a place; 0 when there is none."""
    head = int.from_bytes(content[at : at + 4], "big")
    version, layer = head >> 19 & 3, 4 - (head >> 17 & 3)
    rate, hertz, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    if head >> 21 != 0x7FF or version == 1 or layer == 4 or rate in (0, 15) or hertz == 3:
        return 0
    bits = MP3_RATES[version == 3, layer][rate] * 1000
    if layer == 1:
        return (12 * bits // MP3_HERTZ[version][hertz] + padding) * 4
    samples = 72 if layer == 3 and version != 3 else 144
    return samples * bits // MP3_HERTZ[version][hertz] + padding


def _aac_frame(content: bytes, at: int) -> int:
    """The length of the ADTS frame at a place; 0 when there is none."""
    head = content[at : at + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length > 7 else 0


def _ogg_page(out: bytearray, at: int) -> tuple[int, int]:
    """(where its body begins, where it ends) of the page at a place."""
    if at + OGG_PAGE.size > len(out):
        raise Malformed
    mark, version, *_rest, segments = OGG_PAGE.unpack_from(out, at)
    body = at + OGG_PAGE.size + segments
    after = body + sum(out[at + OGG_PAGE.size : body])
    if mark != b"OggS" or version != 0 or after > len(out):
        raise Malformed
    return body, after


def _empty_tags(out: bytearray, at: int, body: int, prefix: bytes) -> None:
    """Overwrite the comment packet, which begins the second page, with one that says nothing."""
    length = 0
    for lacing in out[at + OGG_PAGE.size : body]:
        length += lacing
        if lacing < 255:
            break
    else:
        # It goes on: a picture of an album, not what somebody recorded.
        raise Malformed
    empty = prefix + bytes(8) + (b"\x01" if prefix == b"\x03vorbis" else b"")
    if length < len(empty) or out[body : body + len(prefix)] != prefix:
        raise Malformed
    out[body : body + length] = empty + bytes(length - len(empty))
    _body, after = _ogg_page(out, at)
    out[at + 22 : at + 26] = bytes(4)
    out[at + 22 : at + 26] = _ogg_crc(out[at:after]).to_bytes(4, "little")


def _ogg_crc(page: bytes | bytearray) -> int:
    value = 0
    for each in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC[value >> 24 ^ each]
    return value


def _crc_row(number: int) -> int:
    value = number << 24
    for _bit in range(8):
        value = (value << 1 & 0xFFFFFFFF) ^ (0x04C11DB7 if value & 0x80000000 else 0)
    return value


_CRC = tuple(_crc_row(number) for number in range(256))
