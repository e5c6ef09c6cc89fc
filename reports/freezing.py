"""Frozen figures to JSON and back: what was issued can be read, compared and printed again years later."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, TypeVar

Frozen = TypeVar("Frozen")


class Unreadable(ValueError):
    """Stored figures do not fit the declaration they are read as."""


def to_plain(value: Any) -> Any:
    """Dataclasses and tuples as JSON holds them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    return value


def from_plain(kind: type[Frozen], plain: Any) -> Frozen:
    """`plain` as `kind` again; fields that were added since keep their default. Raises Unreadable."""
    found: Frozen = _read(kind, plain)
    return found


def _read(kind: Any, plain: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _read_optional(kind, plain)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), plain)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _read_dataclass(kind, plain)
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if not isinstance(plain, kind) or (kind is int and isinstance(plain, bool)):
        raise Unreadable(f"expected {kind.__name__}")
    return plain


def _read_optional(kind: Any, plain: Any) -> Any:
    choices = [each for each in typing.get_args(kind) if each is not types.NoneType]
    return None if plain is None else _read(choices[0], plain)


def _read_tuple(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise Unreadable("expected a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], each) for each in plain)
    if len(kinds) != len(plain):
        raise Unreadable(f"expected {len(kinds)} values")
    return tuple(_read(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _read_dataclass(kind: type, plain: Any) -> Any:
    if not isinstance(plain, dict):
        raise Unreadable(f"expected the fields of {kind.__name__}")
    hints = typing.get_type_hints(kind)
    known = {name: _read(hints[name], plain[name]) for name in hints if name in plain}
    try:
        return kind(**known)
    except TypeError as missing:
        raise Unreadable(f"{kind.__name__}: {missing}") from missing
