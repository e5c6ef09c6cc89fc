"""Where entries come from, as the application registered it: what a kind of source is called and how one gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.declaration import Source
from web.errors import Refusal

NOT_KNOWN = _l(
    "链接里写的来源没有找到，或者不归您看。请回到那件诉求、那份问卷或看板的页面，从那里列入；不写来源也可以直接登记。"
)


@dataclass(frozen=True)
class SourceKind:
    """One kind of source. `label` and `public_label` are message ids; the second names no number.

    `link(session, number, who)` is the address of its page at the desk, or None for somebody who has none;
    `known(session, number, who)` says whether somebody without such a page may still know of it; `public_link(session,
    number)` is the address of a page for everybody, if there is one. A number counts as it is written there and not
    otherwise: an entry is found by it again.
    """

    name: str
    label: str
    public_label: str
    link: Callable[[Session, str, Person], str | None]
    known: Callable[[Session, str, Person], bool] = lambda _session, _number, _who: False
    public_link: Callable[[Session, str], str | None] = lambda _session, _number: None


@dataclass(frozen=True)
class ShownSource:
    """A source on a page; the number is empty for a reader who may not know it, and there may be no page yet."""

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


def named(session: Session, text: str, who: Person) -> Source | None:
    """The source that somebody names for a new entry, or None where they name none. Raises Refusal, in the same words for
    one that there is not and one that they may not know of."""
    if not text:
        return None
    source = parse(text)
    shown = at_desk(session, source, who)
    if shown is None or not shown.number:
        raise Refusal(NOT_KNOWN)
    return source


def at_desk(session: Session, source: Source | None, who: Person) -> ShownSource | None:
    """A source as somebody at the desk may see it."""
    kind = known(source.kind) if source else None
    if source is None or kind is None:
        return None
    url = kind.link(session, source.number, who)
    may_know = url is not None or kind.known(session, source.number, who)
    return ShownSource(kind.label, source.number, url) if may_know else ShownSource(kind.label)


def in_public(session: Session, source: Source | None) -> ShownSource | None:
    """A source as everybody may see it: what kind it is, and a link where its page is public."""
    kind = known(source.kind) if source else None
    if source is None or kind is None:
        return None
    return ShownSource(kind.public_label, url=kind.public_link(session, source.number))
