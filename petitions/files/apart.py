"""Reading a hostile file in a process of its own, with bounded memory and time: it takes only that one down; pure."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30
MEMORY_BYTES = 1024**3
PROCESSOR_SECONDS = 20
#: The exit code that `run` gives for a process that took too long.
TOO_COMPLEX = 100

# Each may take a gigabyte for a moment; two at a time is what a laptop bears.
_turns = threading.BoundedSemaphore(2)


def run(module: str, content: bytes) -> tuple[int, bytes]:
    """Give `content` to one of our modules as a process; returns its exit code and its output."""
    options: dict[str, Any] = {"cwd": ROOT, "input": content, "capture_output": True, "timeout": SECONDS}
    with _turns:
        try:
            done = subprocess.run([sys.executable, "-m", module], check=False, **options)  # noqa: S603 - our own module
        except subprocess.TimeoutExpired:
            return TOO_COMPLEX, b""
    return done.returncode, done.stdout


def bound() -> None:
    """Limit this process; Windows has no such limits and relies on the parent's timeout."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
