"""Sends to robots of group chats: one short request each, no redirect followed, nothing of the answer kept but a number."""

from __future__ import annotations

import http.client
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.orm import Session

from notices import faults, robot_operations, robots
from notices.faults import Fault
from notices.models import OutboxRow
from notices.registry import Carrier, Message
from notices.robot_operations import Target
from notices.robots import BadAddress, Call
from web import clock

SECONDS = 10.0
MOST_ANSWER = 64 * 1024


@contextmanager
def carrier() -> Iterator[Carrier]:
    """The way out by robots for one run."""
    yield RobotCarrier(robots.origins(current_app.extensions["settings"].robot_origins))


class RobotCarrier:
    """Sends to robots, to each no more in a run than its maker takes in a minute."""

    def __init__(self, also: frozenset[str]) -> None:
        self._also = also
        self._sent: Counter[int] = Counter()

    def target(self, session: Session, row: OutboxRow) -> Target | None:
        """The robot, opened; None when it was removed or stopped."""
        return robot_operations.opened(session, row.addressee_id)

    def send(self, _row: OutboxRow, target: Target, message: Message) -> None:
        """Say it in the chat. Raises Fault."""
        if self._sent[target.id] >= robots.MOST_A_RUN:
            raise Fault(faults.TOO_MANY)
        try:
            # Asked again at every sending: an address that was allowed when it was kept may not be any more.
            url = robots.checked(target.kind, target.url, self._also)
        except BadAddress:
            raise Fault(faults.NOT_ALLOWED, is_final=True) from None
        self._sent[target.id] += 1
        call = robots.call(target.kind, url, target.secret, message.text, clock.now())
        robots.require_taken(target.kind, *_answer(call))


def _answer(call: Call) -> tuple[int, bytes]:
    """(status, body) of a request. Raises Fault."""
    parts = urlsplit(call.url)
    host, port = parts.hostname or "", parts.port
    opened: http.client.HTTPConnection
    if parts.scheme == "https":
        opened = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    else:
        opened = http.client.HTTPConnection(host, port, timeout=SECONDS)
    place = parts.path + (f"?{parts.query}" if parts.query else "")
    with closing(opened):
        try:
            opened.connect()
        except ssl.SSLError as untrusted:
            raise Fault(faults.NOT_ENCRYPTED) from untrusted
        except OSError as gone:
            raise Fault(faults.UNREACHABLE) from gone
        try:
            opened.request("POST", place, call.body, {"Content-Type": "application/json; charset=utf-8"})
            answer = opened.getresponse()
            return answer.status, answer.read(MOST_ANSWER)
        except (OSError, http.client.HTTPException) as silent:
            raise Fault(faults.UNSURE) from silent
