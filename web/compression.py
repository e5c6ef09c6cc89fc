"""Static text files are sent compressed: packed once, then taken from memory."""

from __future__ import annotations

import gzip
from typing import Any

from flask import Flask, Response, request

TEXT = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})

_packed: dict[tuple[str, str], bytes] = {}


def register(app: Flask) -> None:
    """Compress static files that are asked for by their version. Pages stay as they are: one that repeats what was
    typed beside a secret must not tell the secret by its length.
    """
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    version = request.args.get("v", "")
    if request.endpoint != "static" or response.status_code != 200 or not version or response.mimetype not in TEXT:
        return response
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    opened: Any = response.response
    key = (request.path, response.headers.pop("ETag", ""))
    if key not in _packed:
        _packed[key] = gzip.compress(b"".join(opened), 9, mtime=0)
    opened.close()
    response.direct_passthrough = False
    response.set_data(_packed[key])
    response.headers["Content-Encoding"] = "gzip"
    return response
