"""The load, run as a process of its own: closed-loop clients over loopback, bounded in time, then one line of JSON.

Called as `python -m benchmarks.load PLAN`, PLAN being the path of a JSON file (see `Plan`).
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.forms import value_pattern

TIMEOUT = 30


@dataclass
class Plan:
    """What each client does again and again: perhaps GET a form, then POST its body with the form's own tokens."""

    port: int
    post: str
    body: str
    clients: int
    seconds: float
    get: str = ""
    #: Hidden fields to copy from the form into the body; each stands in `body` as `{{name}}`.
    tokens: list[str] = field(default_factory=list)
    #: What the answer to a POST must hold to count, and its status when it must be one.
    expect: str = ""
    status: int = 0
    content_type: str = "application/x-www-form-urlencoded"
    #: Ends a run early, so that a tiny run is tiny.
    most: int = 1_000_000_000
    warm_up: float = 1.0

    @classmethod
    def read(cls, path: Path) -> Plan:
        """The plan in a file."""
        return cls(**json.loads(path.read_text()))

    def write(self, path: Path) -> None:
        """Store the plan for the process that follows it."""
        path.write_text(json.dumps(asdict(self)))


@dataclass
class Tally:
    """What the clients saw inside the window."""

    whole: list[float] = field(default_factory=list)
    early: int = 0
    errors: int = 0
    first_error: str = ""


class Client:
    """One browser: a kept connection from an address of its own, and the cookies of one visit."""

    def __init__(self, plan: Plan, number: int) -> None:
        self._plan = plan
        # Loopback is a whole network: people at a factory have addresses of their own too.
        self._source = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        self._patterns = {name: value_pattern(name) for name in plan.tokens}
        self._cookies: dict[bytes, bytes] = {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def visit(self) -> str:
        """One whole journey; an empty text when it went well, else what went wrong."""
        self._cookies.clear()
        body = self._plan.body
        if self._plan.get:
            status, page = await self._send(b"GET", self._plan.get, b"")
            if status != 200:
                return f"GET {status}"
            for name, pattern in self._patterns.items():
                found = pattern.search(page)
                if found is None:
                    return f"no {name}"
                body = body.replace("{{" + name + "}}", found[1].decode())
        status, page = await self._send(b"POST", self._plan.post, body.encode())
        wanted = self._plan.status or status
        if status >= 400 or status != wanted or self._plan.expect.encode() not in page:
            return f"POST {status}"
        return ""

    async def close(self) -> None:
        """Give the connection back."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _send(self, method: bytes, path: str, body: bytes) -> tuple[int, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._plan.port, local_addr=self._source)
        reader, writer = self._streams
        lines = [
            method + b" " + path.encode() + b" HTTP/1.1",
            b"Host: 127.0.0.1:%d" % self._plan.port,
            b"Content-Length: %d" % len(body),
        ]
        if body:
            lines.append(b"Content-Type: " + self._plan.content_type.encode())
        if self._cookies:
            lines.append(b"Cookie: " + b"; ".join(name + b"=" + value for name, value in self._cookies.items()))
        writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        return await self._receive(reader)

    async def _receive(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        length, closing = 0, False
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            match name.lower():
                case b"content-length":
                    length = int(value)
                case b"set-cookie":
                    key, _, kept = value.strip().split(b";")[0].partition(b"=")
                    self._cookies[key] = kept
                case b"connection":
                    closing = value.strip().lower() == b"close"
        page = await reader.readexactly(length)
        if closing:
            await self.close()
        return status, page


async def drive(plan: Plan) -> Tally:
    """All clients at once, for the plan's seconds after the warm-up."""
    tally = Tally()
    begin = time.monotonic() + plan.warm_up
    end = begin + plan.seconds

    async def client(number: int) -> None:
        browser = Client(plan, number)
        while time.monotonic() < end and len(tally.whole) < plan.most:
            started = time.monotonic()
            try:
                wrong = await asyncio.wait_for(browser.visit(), TIMEOUT)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
                wrong = type(fault).__name__
                await browser.close()
            finished = time.monotonic()
            if wrong:
                tally.errors += 1
                tally.first_error = tally.first_error or wrong
                await asyncio.sleep(0.05)
            elif begin <= finished <= end:
                tally.whole.append(finished - started)
            else:
                tally.early += 1
        await browser.close()

    await asyncio.gather(*(client(number) for number in range(plan.clients)))
    return tally


def summary(tally: Tally, seconds: float) -> dict[str, object]:
    """Rate and latencies of a run, and the processor time this client took."""
    times = sorted(tally.whole)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "per_second": len(times) / seconds,
        "completed": len(times),
        "outside_window": tally.early,
        "errors": tally.errors,
        "first_error": tally.first_error,
        "p50_ms": round(statistics.median(times) * 1000, 1) if times else None,
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1) if times else None,
        "client_cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
    }


def main(path: str) -> None:
    """Follow the plan in `path` and print the summary."""
    plan = Plan.read(Path(path))
    started = time.monotonic()
    tally = asyncio.run(drive(plan))
    # A run that stopped early because it did enough counts the time it really took.
    seconds = min(plan.seconds, max(time.monotonic() - started - plan.warm_up, 0.001))
    print(json.dumps(summary(tally, seconds)))


if __name__ == "__main__":
    main(sys.argv[1])
