"""What other packages register: templates, which turn the facts of a notice into a message, carriers, which send it, and
parts of the daily digest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from accounts.people import Person
from notices.models import Channel, OutboxRow


@dataclass(frozen=True)
class File:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """What is told: a subject (mail only), the text, and files."""

    subject: str
    text: str
    files: tuple[File, ...] = ()


#: Opens nothing that is sealed; looks up at the moment of sending what may still be told. None: nothing any more.
Compose = Callable[[Session, OutboxRow, datetime], Message | None]


@dataclass(frozen=True)
class Template:
    """One kind of notice: what the administrator reads it is called, and how its message is made."""

    label: str
    compose: Compose
    #: What is written down in the same transaction once it was sent.
    sent: Callable[[Session, OutboxRow, datetime], None] | None = None


class Carrier(Protocol):
    """One run's way out by one channel; may keep a connection open between messages."""

    def target(self, session: Session, row: OutboxRow) -> Any:
        """Where the notice goes, looked up in the tables; None when there is nobody any more."""

    def send(self, row: OutboxRow, target: Any, message: Message) -> None:
        """Send it outside every transaction, or raise faults.Fault."""


#: Opened once a run, when there is something to send by its channel.
OpenCarrier = Callable[[], AbstractContextManager[Carrier]]


@dataclass(frozen=True)
class DigestPart:
    """What the daily digest says besides cases to whoever has a permission: a title and its lines, counts and days only.

    It is as many lines on every day, so that its length tells nothing.
    """

    title: str
    permission: str
    lines: Callable[[Session, Person, datetime], list[str]]
    position: int = 50


def register_template(app: Flask, name: str, template: Template) -> None:
    """Let notices called `name` be sent."""
    _templates(app)[name] = template


def register_carrier(app: Flask, channel: Channel, opener: OpenCarrier) -> None:
    """Let notices leave by `channel`."""
    _carriers(app)[channel] = opener


def register_digest_part(app: Flask, part: DigestPart) -> None:
    """Let the daily digest say more."""
    _digest_parts(app).append(part)


def template(name: str) -> Template | None:
    """The template of this name, if a package registered it."""
    return _templates(current_app).get(name)


def carrier(channel: Channel) -> OpenCarrier:
    """The way out by `channel`."""
    return _carriers(current_app)[channel]


def digest_parts(who: Person) -> list[DigestPart]:
    """What the digest of `who` says besides cases, in order."""
    parts = (each for each in _digest_parts(current_app) if who.can(each.permission))
    return sorted(parts, key=lambda each: each.position)


def _digest_parts(app: Flask) -> list[DigestPart]:
    found: list[DigestPart] = app.extensions.setdefault("digest_parts", [])
    return found


def _templates(app: Flask) -> dict[str, Template]:
    found: dict[str, Template] = app.extensions.setdefault("notice_templates", {})
    return found


def _carriers(app: Flask) -> dict[Channel, OpenCarrier]:
    found: dict[Channel, OpenCarrier] = app.extensions.setdefault("notice_carriers", {})
    return found
