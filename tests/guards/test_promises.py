"""docs/promises.md names only tests that exist, and every file it points at is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "promises.md").read_text()


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)

    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or f"def {name}(" not in (ROOT / path).read_text()
    ]

    assert len(named) > 50
    assert missing == []


def test_every_room_that_is_named_exists() -> None:
    rooms = re.findall(r"`((?:\w+/)*\w+\.py)`", PAGE)

    assert [room for room in rooms if room.count("/") and not (ROOT / room).exists()] == []


def test_every_promise_of_the_readme_has_its_chapter() -> None:
    assert re.findall(r"^## (\d)\. ", PAGE, re.MULTILINE) == list("123456")
