"""submit: whole answers a second (GET the form, POST 20 items, sealed and durable), 32 clients."""

from __future__ import annotations

import tempfile
import urllib.request
from pathlib import Path

import sqlalchemy as sa

from benchmarks import forms, instance
from benchmarks.load import Plan
from benchmarks.race import race
from benchmarks.result import Result
from benchmarks.servers import serving
from config import Settings
from database import Database
from surveys.models import Ballot, UrnBallot

CLIENTS = 32
FORM = "application/x-www-form-urlencoded"


def run(*, seconds: float, kind: str) -> Result:
    """Measure product and reference; an answer that was acknowledged and is not in the box counts as an error."""
    with tempfile.TemporaryDirectory() as folder:
        built = instance.build(Path(folder))
        page = _page(built)
        form = forms.read(page.decode(), "/s/")
        body = forms.encoded(form.body({}, ""))
        plan = Plan(
            0,
            form.action or built.survey,
            body.decode(),
            CLIENTS,
            seconds,
            get=built.survey,
            content_type=FORM,
            status=303,
        )
        product, reference = race(built.folder, plan, page, body, kind=kind)
        acknowledged = product["completed"] + product["outside_window"]
        stored = _stored(built.folder)
    lost = max(0, acknowledged - stored)
    details = {
        "server": kind,
        "clients": CLIENTS,
        "items": len(form.radios),
        "page_bytes": len(page),
        "acknowledged": acknowledged,
        "stored": stored,
        "lost": lost,
        "product_run": product,
        "reference_run": reference,
    }
    errors = product["errors"] + reference["errors"] + lost
    return Result("submit", product["per_second"], reference["per_second"], "answers/s", errors, details)


def _page(built: instance.Instance) -> bytes:
    address = "http://127.0.0.1:{}" + built.survey
    with serving("product", built.folder) as server, urllib.request.urlopen(address.format(server.port)) as answer:
        found: bytes = answer.read()
        return found


def _stored(folder: Path) -> int:
    database = Database(Settings(instance=folder))
    with database.box_reading() as session:
        counts = [session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in (Ballot, UrnBallot)]
    database.dispose()
    return sum(counts)
