"""A hostile file takes down only the process that reads it, and never holds up whoever waits for it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from petitions.files import apart


def test_what_a_process_wrote_and_how_it_ended_comes_back() -> None:
    code, output = apart.run("petitions.files.office_cleaning", b"no office file")
    assert (code, output) == (2, b"")


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_command: Any, **options: Any) -> None:
        raise subprocess.TimeoutExpired("x", options["timeout"])

    monkeypatch.setattr(subprocess, "run", late)
    assert apart.run("petitions.files.pdf_cleaning", b"") == (apart.TOO_COMPLEX, b"")


def test_memory_is_bounded() -> None:
    program = "from petitions.files import apart; apart.bound(); bytearray(2 * 1024**3)"
    done = subprocess.run([sys.executable, "-c", program], cwd=apart.ROOT, capture_output=True, check=False)
    assert b"MemoryError" in done.stderr
