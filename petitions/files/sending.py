"""An opened file of a case as an answer of the server."""

from __future__ import annotations

from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from petitions import conversation


def conversation_file(file: conversation.File, content: bytes) -> Response:
    """An opened file as an answer: a photo to be seen in place, anything else to be saved and opened outside."""
    response = FlaskResponse(content, mimetype=file.media_type)
    place = "inline" if file.is_photo else "attachment"
    response.headers["Content-Disposition"] = f'{place}; filename="xinqiao-{file.position}.{file.sort.ending}"'
    # Whatever a browser takes it for, it runs nothing and belongs to no site.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
