"""A file as an answer: what it is goes by the ending of its name, and no name tells what staff wrote."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response

TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "sav": "application/x-spss-sav",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file(content: bytes | str, name: str, *, is_shown: bool = False, is_kept: bool = True) -> Response:
    """A file to be saved under `name`, or shown in place; one with codes or passwords in it is kept by no cache."""
    answer = Response(content, content_type=TYPES[name.rsplit(".", 1)[-1]])
    answer.headers["Content-Disposition"] = f'{"inline" if is_shown else "attachment"}; filename="{name}"'
    if not is_kept:
        answer.headers["Cache-Control"] = "no-store"
    return answer
