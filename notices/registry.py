"""What other packages register: templates, which turn the facts of a notice into a message, and carriers, which send it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

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


def register_template(app: Flask, name: str, template: Template) -> None:
    """Let notices called `name` be sent."""
    _templates(app)[name] = template


def register_carrier(app: Flask, channel: Channel, opener: OpenCarrier) -> None:
    """Let notices leave by `channel`."""
    _carriers(app)[channel] = opener


def template(name: str) -> Template | None:
    """The template of this name, if a package registered it."""
    return _templates(current_app).get(name)


def carrier(channel: Channel) -> OpenCarrier:
    """The way out by `channel`."""
    return _carriers(current_app)[channel]


def _templates(app: Flask) -> dict[str, Template]:
    found: dict[str, Template] = app.extensions.setdefault("notice_templates", {})
    return found


def _carriers(app: Flask) -> dict[Channel, OpenCarrier]:
    found: dict[Channel, OpenCarrier] = app.extensions.setdefault("notice_carriers", {})
    return found
