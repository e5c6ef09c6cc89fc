"""How models are written down in revisions: the product's own types as what they store, the box without its schema."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A revision must run for years after a type was changed, so it names no type of ours."""
    if kind == "type" and isinstance(item, sa.types.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def without_schema(metadata: sa.MetaData) -> sa.MetaData:
    """The same tables, belonging to whichever schema the connection looks into."""
    plain = sa.MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(plain, schema=None, referred_schema_fn=lambda *_names: None)  # type: ignore[arg-type]
    return plain
