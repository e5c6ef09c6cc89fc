"""What a server process of a benchmark runs: `python -m benchmarks.serve product|reference FOLDER PORT`."""

from __future__ import annotations

import sys
from pathlib import Path

import waitress
from flask import Flask

from app import create_app
from benchmarks.reference import create_reference
from benchmarks.servers import THREADS
from config import Settings

NEVER = 10**6


def application(what: str, folder: str) -> Flask:
    """The product on the instance in `folder`, or the reference on the page there; gunicorn calls this too."""
    if what == "product":
        # One process stands for a whole enterprise here, so the puzzle against a flood from one address is out of reach.
        return create_app(Settings(instance=Path(folder), puzzle_above=NEVER))
    return create_reference(Path(folder))


if __name__ == "__main__":
    what, folder, port = sys.argv[1:]
    waitress.serve(application(what, folder), host="127.0.0.1", port=int(port), threads=THREADS, ident=None)
