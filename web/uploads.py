"""Reading a posted form with files: what was typed comes first and survives whatever is wrong with the files.

Flask's own form parsing refuses a body over its limit as a whole, so an oversized photo would cost the text beside it.
Here a file over its limit is only noted and its bytes are dropped as they arrive; memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData
from werkzeug.wsgi import get_input_stream

from web.typed import without_nul

MEBIBYTE = 1024 * 1024
FILE_BYTES = 20 * MEBIBYTE
TOTAL_BYTES = 60 * MEBIBYTE
FILES = 10
#: What all typed fields together may weigh; what is over it is cut, and the form then says the text is too long.
TEXT_BYTES = 4 * MEBIBYTE
#: After this much of a body the rest is not even read.
BODY_BYTES = 200 * MEBIBYTE
PARTS = 200
PIECE_BYTES = 64 * 1024


@dataclass
class Upload:
    """One posted file: its whole content, or empty content when it was over a limit."""

    name: str
    file_name: str
    content: bytes = field(repr=False)
    too_large: bool = False


@dataclass
class Posted:
    """A posted form. `uploads` leaves out empty file fields; `cut_off` says that the body did not arrive whole."""

    fields: MultiDict[str, str] = field(default_factory=MultiDict)
    uploads: list[Upload] = field(default_factory=list)
    cut_off: bool = False


def read(request: Request) -> Posted:
    """The form that was posted, urlencoded or multipart. Use it before anything touches `request.form`."""
    mimetype, options = parse_options_header(request.headers.get("Content-Type", ""))
    if mimetype != "multipart/form-data":
        return Posted(fields=MultiDict(request.form))
    reader = _Reader(str(options.get("boundary", "")).encode())
    # The limit of this stream is BODY_BYTES below, not the application's: its refusal would lose the text.
    stream = get_input_stream(request.environ, safe_fallback=True, max_content_length=None)
    try:
        reader.read(_pieces(stream))
    except (ValueError, AttributeError):
        # Cut off on the way or not multipart at all; what arrived whole is kept.
        reader.posted.cut_off = True
    return reader.posted


class _Reader:
    def __init__(self, boundary: bytes) -> None:
        self.posted = Posted()
        self._decoder = MultipartDecoder(boundary, max_form_memory_size=MEBIBYTE, max_parts=PARTS)
        self._kept = 0
        self._text = 0
        self._part: Field | File | None = None
        self._content = bytearray()
        self._dropped = False

    def read(self, pieces: Iterator[bytes | None]) -> None:
        for piece in pieces:
            try:
                self._decoder.receive_data(piece)
                ended = self._drain()
            except RequestEntityTooLarge:
                self.posted.cut_off = True
                return
            if ended:
                return
        self.posted.cut_off = True

    def _drain(self) -> bool:
        while True:
            event = self._decoder.next_event()
            if isinstance(event, NeedData):
                return False
            if isinstance(event, Field | File):
                self._part, self._content, self._dropped = event, bytearray(), False
            elif isinstance(event, Data):
                self._take(event.data)
                if not event.more_data:
                    self._finish()
            elif isinstance(event, Epilogue):
                return True

    def _take(self, data: bytes) -> None:
        if self._dropped:
            return
        if isinstance(self._part, File):
            size = len(self._content) + len(data)
            if size > FILE_BYTES or self._kept + size > TOTAL_BYTES or len(self.posted.uploads) >= FILES:
                self._content, self._dropped = bytearray(), bool(size)
                return
        else:
            data = data[: max(0, TEXT_BYTES - self._text)]
            self._text += len(data)
        self._content += data

    def _finish(self) -> None:
        part, content = self._part, bytes(self._content)
        self._content = bytearray()
        if isinstance(part, Field):
            self.posted.fields.add(part.name or "", without_nul(content.decode("utf-8", "replace")))
        elif isinstance(part, File) and (content or self._dropped):
            self._kept += len(content)
            self.posted.uploads.append(Upload(part.name or "", part.filename, content, self._dropped))


def _pieces(stream: IO[bytes]) -> Iterator[bytes | None]:
    left = BODY_BYTES
    while left > 0 and (piece := stream.read(min(PIECE_BYTES, left))):
        left -= len(piece)
        yield piece
    if left > 0:
        yield None
