"""A source shows its number only to whoever may know of it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from ledgers import sources
from ledgers.declaration import Source
from ledgers.sources import ShownSource, SourceKind


def test_only_kinds_that_the_application_knows_are_read(session: Session) -> None:
    assert sources.parse("petition:XF202611ABCD") == Source("petition", "XF202611ABCD")
    assert sources.parse("petition:") is None
    assert sources.parse("nonsense:5") is None
    assert sources.parse("") is None


def test_who_may_not_know_of_it_sees_neither_number_nor_way(app: Flask, session: Session, enterprise: Any) -> None:
    secret = SourceKind(
        "secret", "密件", "来自密件", lambda _session, _number, who: "/x" if who.name == "王芳" else None
    )
    sources.register(app, secret)
    found = Source("secret", "S1")
    assert sources.at_desk(session, found, enterprise.people["officer"]) == ShownSource("密件", "S1", "/x")
    assert sources.at_desk(session, found, enterprise.people["leader"]) == ShownSource("密件")
    assert sources.in_public(session, found) == ShownSource("来自密件")
    assert sources.at_desk(session, None, enterprise.people["officer"]) is None
