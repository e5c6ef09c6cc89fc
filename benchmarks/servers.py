"""Starts the product or the reference as a server process of its own, and ends it."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
THREADS = 8
PROCESSES = 2


@dataclass
class Server:
    """A running server: its port and how much processor time it has used."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float:
        """Processor seconds of the server and its workers so far."""
        main = psutil.Process(self.process.pid)
        times = [each.cpu_times() for each in (main, *main.children(recursive=True))]
        return float(sum(each.user + each.system for each in times))


@contextlib.contextmanager
def serving(what: str, folder: Path, kind: str = "waitress") -> Iterator[Server]:
    """Serve `what` ("product" or "reference") on loopback with data in `folder`, until the block ends."""
    port = free_port()
    # A file, not a pipe: nobody would empty the pipe while the load runs, and a full one stops the server.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(_command(what, folder, kind, port), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        try:
            _await(process, port, said)
            yield Server(port, process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _command(what: str, folder: Path, kind: str, port: int) -> list[str]:
    if kind == "waitress":
        return [sys.executable, "-m", "benchmarks.serve", what, str(folder), str(port)]
    application = f"benchmarks.serve:application({what!r}, {str(folder)!r})"
    options = ["--workers", str(PROCESSES), "--threads", str(THREADS), "--bind", f"127.0.0.1:{port}"]
    return [sys.executable, "-m", "gunicorn", "--log-level", "error", *options, application]


def _await(process: subprocess.Popen[bytes], port: int, said: IO[bytes]) -> None:
    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"the server did not start: {said.read().decode()[-800:]}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not answer in time")
