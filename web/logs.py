"""What the process may log: which kind of fault, where in the code, in which hour; never an address or a value."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from flask import Flask

OWN = ("app", "web", "accounts", "surveys", "petitions", "reports", "vault", "paper")


class Discreet(logging.Formatter):
    """Formats a record without what it carries: exceptions lose their message, other libraries' records their values."""

    def __init__(self) -> None:
        # The hour, no finer: a fault during intake must not tell when somebody filed a petition.
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%Y-%m-%d %H:00")

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, followed by the places of its exception."""
        line = self.formatTime(record, self.datefmt)
        said = record.getMessage() if record.name.split(".")[0] in OWN else str(record.msg)
        lines = [f"{line} {record.levelname} {record.name}: {said}"]
        if record.exc_info and record.exc_info[0] is not None:
            lines.append(self.formatException(record.exc_info))
        return "\n".join(lines)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """The exception's type and the places it came through; its message may hold what somebody typed."""
        return "\n".join([*_places(ei[2]), f"  {ei[0].__name__}"])


class Terminal(logging.Handler):
    """Writes to standard error, whatever that is at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a terminal that is gone must not fail a request."""
        try:
            sys.stderr.write(self.format(record) + "\n")
        except (OSError, ValueError):
            self.handleError(record)


def register(_app: Flask) -> None:
    """Send every logger's warnings through the one discreet handler."""
    root = logging.getLogger()
    if not any(isinstance(handler, Terminal) for handler in root.handlers):
        handler = Terminal(logging.WARNING)
        handler.setFormatter(Discreet())
        root.addHandler(handler)
    # The built-in server has no access log; these would otherwise add one when somebody runs them.
    # waitress would write a line for every request that waits its turn.
    for name in ("werkzeug", "gunicorn.access", "waitress.queue"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
