"""Browsers of people at the desk, and what their pages say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

Desk = Callable[[str], FlaskClient]


def text_of(answer: Any) -> str:
    """A page as one line, however its source is broken."""
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))
