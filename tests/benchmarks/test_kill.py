"""A server that is killed while people file and answer loses nothing that it had acknowledged."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks import forms, instance, intake
from benchmarks.servers import serving
from config import Settings
from database import Database
from petitions.models import Petition
from surveys.models import Ballot, UrnBallot

pytestmark = pytest.mark.benchmark

NUMBER = re.compile(r"XF\d{6}[0-9A-Z]{4}")
SECONDS_OF_LOAD = 2.5
TEXT = "被打断也不能丢的一句话。"


@dataclass
class Acknowledged:
    """What clients were told had arrived."""

    numbers: dict[str, str] = field(default_factory=dict)
    answers: int = 0
    strange: list[str] = field(default_factory=list)


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def _post(address: str, content_type: str, body: bytes) -> str:
    request = urllib.request.Request(address, data=body, headers={"Content-Type": content_type}, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(answer.read().decode())


def _file(base: str, seen: Acknowledged) -> None:
    form = forms.read(_get(base + intake.PATH), intake.PATH)
    page = _post(base + intake.PATH, *forms.multipart(form.body(intake.CHOICES, TEXT)))
    number = NUMBER.search(page)
    if number is None:
        seen.strange.append("a receipt page without a number")
    else:
        seen.numbers[number[0]] = form.hidden["receipt"]


def _answer(base: str, survey: str, seen: Acknowledged) -> None:
    form = forms.read(_get(base + survey), "/s/")
    _post(base + survey, "application/x-www-form-urlencoded", forms.encoded(form.body({}, "")))
    seen.answers += 1


def _work(stop: threading.Event, seen: Acknowledged, visit: object) -> None:
    while not stop.is_set():
        # A connection that broke is exactly what is being tested: whoever got no answer was told nothing.
        with contextlib.suppress(OSError, http.client.HTTPException):
            visit()  # type: ignore[operator]


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    built = instance.build(tmp_path)
    seen = Acknowledged()
    stop = threading.Event()
    with serving("product", tmp_path) as server:
        base = f"http://127.0.0.1:{server.port}"
        visits = [lambda: _file(base, seen), lambda: _answer(base, built.survey, seen)] * 3
        threads = [threading.Thread(target=_work, args=(stop, seen, visit), daemon=True) for visit in visits]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS_OF_LOAD)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        stop.set()
        for thread in threads:
            thread.join(timeout=15)

    assert seen.strange == []
    assert len(seen.numbers) > 5
    assert seen.answers > 5
    database = Database(Settings(instance=tmp_path))
    with database.reading() as session:
        stored = set(session.scalars(sa.select(Petition.number)))
    with database.box_reading() as session:
        ballots = sum(session.scalar(sa.select(sa.func.count()).select_from(each)) or 0 for each in (Ballot, UrnBallot))
    database.dispose()
    assert set(seen.numbers) - stored == set()
    assert ballots >= seen.answers

    with serving("product", tmp_path) as server:
        base = f"http://127.0.0.1:{server.port}"
        code = next(iter(seen.numbers.values()))
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = opener.open(base + "/case", data=forms.encoded([("code", code)]), timeout=10).read().decode()
        assert TEXT in page, "the petitioner reads their own words again"
