"""Every code a desk template prints has its word."""

from __future__ import annotations

import re
from pathlib import Path

from petitions.words import WORDS

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "petitions"


def test_every_word_list_is_used_by_a_template() -> None:
    text = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))

    assert [name for name in WORDS if not re.search(rf"\b{name}\b", text)] == []


def test_no_list_is_empty() -> None:
    assert all(words for words in WORDS.values())
