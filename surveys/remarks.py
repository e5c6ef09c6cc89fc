"""Remarks of the pure rules (a msgid with values) as sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

#: The one value that is itself a msgid.
NESTED = "remark"


def sentence(message: str, values: Mapping[str, Any]) -> str:
    """The sentence; numbers and quoted words stand in it as they are."""
    told = {name: _(value) if name == NESTED else value for name, value in values.items()}
    return _(message, **told)
