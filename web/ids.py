"""Ids that come from outside, in an address, a query or a form. No database takes a larger one, so that names nothing."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, ValidationError

LARGEST = 2**63 - 1
DIGITS = len(str(LARGEST))


class IdConverter(IntegerConverter):
    """A number in an address; what is too large is found nowhere."""

    def __init__(self, url_map: Map, *given: Any, **options: Any) -> None:
        super().__init__(url_map, *given, **{"max": LARGEST, **options})

    def to_python(self, value: str) -> int:
        """The number; one with more digits than Python reads is none either."""
        if len(value) > DIGITS:
            raise ValidationError
        return int(super().to_python(value))


def register(app: Flask) -> None:
    """Let every number in an address be one that a database takes."""
    app.url_map.converters["int"] = IdConverter


def read(typed: str | int) -> int:
    """The number that a form or a query gave. Raises ValueError when it is none, or too large to be one of ours."""
    number = int(typed)
    if abs(number) > LARGEST:
        raise ValueError(typed)
    return number


def read_or_none(typed: str | None) -> int | None:
    """The number in what was sent, in plain digits; None for anything else."""
    if typed is None or not (typed.isascii() and typed.isdigit()):
        return None
    try:
        return read(typed)
    except ValueError:
        return None
