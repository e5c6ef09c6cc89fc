"""What is typed holds no NUL: no text of PostgreSQL takes one, so that it would end in a fault instead of an answer."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import NotFound

NUL = "\0"


class Typed(ImmutableMultiDict[str, Any]):
    """The fields of a query or a form; nobody can type a NUL, so it is left out."""

    def __init__(self, sent: Any = None) -> None:
        """`sent` as werkzeug reads it: another one of these, pairs, or nothing."""
        pairs = MultiDict(sent).items(multi=True)
        super().__init__([(name, without_nul(value)) for name, value in pairs])


class TypedRequest(Request):
    """A request whose fields are read so."""

    parameter_storage_class = Typed


def register(app: Flask) -> None:
    """Read every request so; an address with a NUL is of nothing."""
    app.request_class = TypedRequest
    app.before_request(_refuse_address)


def without_nul(value: Any) -> Any:
    """A text without NUL; a file as it is."""
    return value.replace(NUL, "") if isinstance(value, str) else value


def _refuse_address() -> None:
    if NUL in request.path:
        raise NotFound
