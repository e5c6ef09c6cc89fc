"""Where entries come from, as the application registered it: what a kind of source is called and how one gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.declaration import Source


@dataclass(frozen=True)
class SourceKind:
    """One kind of source. `label` and `public_label` are message ids; the second names no number.

    `link(session, number, who)` is the address of its page at the desk, or None for somebody who may not know of it;
    `public_link(session, number)` the address of a page for everybody, if there is one.
    """

    name: str
    label: str
    public_label: str
    link: Callable[[Session, str, Person], str | None]
    public_link: Callable[[Session, str], str | None] = lambda _session, _number: None


@dataclass(frozen=True)
class ShownSource:
    """A source on a page; the number is empty for a reader who may not know it."""

    label: str
    number: str = ""
    url: str | None = None


def register(app: Flask, kind: SourceKind) -> None:
    """Let entries come from this kind of source."""
    app.extensions.setdefault("ledger_sources", {})[kind.name] = kind


def known(name: str) -> SourceKind | None:
    """The kind called `name`."""
    found: SourceKind | None = current_app.extensions.get("ledger_sources", {}).get(name)
    return found


def parse(text: str) -> Source | None:
    """The source in an address, such as petition:XF202611A1B2; None when it is no source that is known."""
    kind, _colon, number = text.partition(":")
    return Source(kind, number[:60]) if known(kind) and number else None


def at_desk(session: Session, source: Source | None, who: Person) -> ShownSource | None:
    """A source as somebody at the desk may see it."""
    kind = known(source.kind) if source else None
    if source is None or kind is None:
        return None
    url = kind.link(session, source.number, who)
    return ShownSource(kind.label, source.number, url) if url else ShownSource(kind.label)


def in_public(session: Session, source: Source | None) -> ShownSource | None:
    """A source as everybody may see it: what kind it is, and a link where its page is public."""
    kind = known(source.kind) if source else None
    if source is None or kind is None:
        return None
    return ShownSource(kind.public_label, url=kind.public_link(session, source.number))
