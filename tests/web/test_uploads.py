"""A posted form is read with bounded memory, and what was typed survives whatever the files weigh."""

import io
import tracemalloc
from collections.abc import Iterator
from typing import IO, Any

import pytest
from flask import Flask, Request

from web import uploads

BOUNDARY = "xyz"


def part(name: str, content: bytes, file_name: str | None = None) -> bytes:
    disposition = f'form-data; name="{name}"' + (f'; filename="{file_name}"' if file_name is not None else "")
    return f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + content + b"\r\n"


def request(body: IO[bytes] | bytes, length: int | None = None) -> Request:
    stream = io.BytesIO(body) if isinstance(body, bytes) else body
    size = length if length is not None else len(stream.getbuffer())  # type: ignore[attr-defined]
    return Request(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(size),
            "wsgi.input": stream,
        }
    )


END = f"--{BOUNDARY}--\r\n".encode()


def test_fields_and_files_are_read() -> None:
    body = (
        part("a", "一".encode())
        + part("a", b"2")
        + part("files", b"\x00\xff\r\nx", "照片.jpg")
        + part("files", b"", "")
    )
    posted = uploads.read(request(body + END))
    assert posted.fields.getlist("a") == ["一", "2"]
    assert [(each.file_name, each.content, each.too_large) for each in posted.uploads] == [
        ("照片.jpg", b"\x00\xff\r\nx", False)
    ]
    assert not posted.cut_off


def test_an_ordinary_form_is_read_too(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"a": "一"}) as context:
        assert uploads.read(context.request).fields["a"] == "一"


def test_a_file_over_its_limit_is_noted_and_dropped_and_the_next_is_read() -> None:
    body = part("text", b"typed") + part("files", b"\x00" * (uploads.FILE_BYTES + 1), "big") + part("files", b"ok", "s")
    posted = uploads.read(request(body + END))
    assert posted.fields["text"] == "typed"
    assert [(each.file_name, each.content, each.too_large) for each in posted.uploads] == [
        ("big", b"", True),
        ("s", b"ok", False),
    ]


def test_files_are_bounded_together() -> None:
    body = b"".join(part("files", b"\x00" * (16 * uploads.MEBIBYTE), str(n)) for n in range(4))
    posted = uploads.read(request(body + END))
    assert [each.too_large for each in posted.uploads] == [False, False, False, True]


def test_text_beyond_every_measure_is_cut() -> None:
    posted = uploads.read(request(part("text", b"x" * (uploads.TEXT_BYTES + 5)) + part("more", b"y") + END))
    assert len(posted.fields["text"]) == uploads.TEXT_BYTES
    assert posted.fields["more"] == ""


class Flood(io.RawIOBase):
    """A body of any size that exists only as it is read."""

    def __init__(self, head: bytes, size: int) -> None:
        self._left, self._head, self.given = size, head, 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        give = self.read(len(into))
        into[: len(give)] = give
        return len(give)

    def read(self, size: int = -1) -> bytes:
        give, self._head = self._head[:size], self._head[size:]
        if not give:
            give = b"\x00" * min(size, self._left)
            self._left -= len(give)
        self.given += len(give)
        return give


def test_a_body_without_end_is_not_read_to_its_end_and_its_text_is_kept() -> None:
    head = part("text", "写了很久".encode()) + part("files", b"", "big.jpg")[:-2]
    flood = Flood(head, 10 * 1024 * uploads.MEBIBYTE)
    tracemalloc.start()
    try:
        posted = uploads.read(request(flood, 10 * 1024 * uploads.MEBIBYTE))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert posted.fields["text"] == "写了很久"
    assert posted.cut_off
    assert flood.given <= uploads.BODY_BYTES
    assert peak < 60 * uploads.MEBIBYTE


def broken() -> Iterator[Any]:
    whole = part("text", "还在".encode())
    yield whole + part("files", b"abc", "x")[:-5]
    yield whole + b"--xyz\r\nContent-Disp"
    yield whole + b"--xyz\r\nNo-Disposition: 1\r\n\r\nx\r\n" + END
    yield whole + b"--xyz\r\n" + b"H: x\r\n" * 300_000


@pytest.mark.parametrize(
    "body", list(broken()), ids=["cut in a file", "cut in a header", "no disposition", "endless headers"]
)
def test_a_body_that_breaks_off_keeps_what_came_whole(body: bytes) -> None:
    posted = uploads.read(request(body))
    assert posted.fields["text"] == "还在"
    assert posted.cut_off


def test_thousands_of_parts_are_not_followed() -> None:
    posted = uploads.read(request(part("text", b"x") + b"".join(part("n", b"1") for _ in range(5000)) + END))
    assert posted.fields["text"] == "x"
    assert posted.cut_off


def test_bytes_that_are_no_text_do_not_fail() -> None:
    assert uploads.read(request(part("text", b"\xff\xfe\xfa") + END)).fields["text"]
