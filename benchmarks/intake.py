"""intake: whole petitions a second (GET the form with its receipt, POST 500 characters, receipt returned).

The figure is that of 8 clients; a second run with 32 stands in the details, and its faults count as well.
"""

from __future__ import annotations

import tempfile
import urllib.request
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from benchmarks import forms, instance
from benchmarks.load import Plan
from benchmarks.race import drive, race
from benchmarks.result import Result
from benchmarks.servers import serving
from config import Settings
from database import Database
from petitions.models import Petition

CLIENTS = 8
CROWD = 32
PATH = "/petition"
#: 500 characters, as somebody would write them.
TEXT = ("食堂的菜越来越咸，夜班只有冷饭，跟班长说过三次没有回音。" * 18)[:500]
CHOICES = {"kind": "problem", "naming": "anonymous"}


def run(*, seconds: float, kind: str) -> Result:
    """Measure product and reference; a petition acknowledged and not stored, or a number given twice, is an error."""
    with tempfile.TemporaryDirectory() as folder:
        built = instance.build(Path(folder))
        first, second = _pages(built)
        form = forms.read(first.decode(), PATH)
        tokens = forms.changing(form, forms.read(second.decode(), PATH))
        fields = form.body(CHOICES | {name: "{{" + name + "}}" for name in tokens}, TEXT)
        content_type, body = forms.multipart(fields)
        plan = Plan(
            0, PATH, body.decode(), CLIENTS, seconds, get=PATH, tokens=tokens, content_type=content_type, expect="XF"
        )
        # The bare application does only the durable INSERT: no form is fetched before it.
        product, reference = race(built.folder, plan, b"", body, kind=kind, reference_gets=False)
        with serving("product", built.folder, kind) as server:
            crowd = drive(server, replace(plan, clients=CROWD), built.folder)
        acknowledged = sum(run[each] for run in (product, crowd) for each in ("completed", "outside_window"))
        stored, numbers = _stored(built.folder)
    lost, double = max(0, acknowledged - stored), stored - numbers
    details = {
        "server": kind,
        "clients": CLIENTS,
        "characters": len(TEXT),
        "acknowledged": acknowledged,
        "stored": stored,
        "lost": lost,
        "double_numbers": double,
        "product_run": product,
        "reference_run": reference,
        "crowd_run": crowd,
    }
    errors = product["errors"] + crowd["errors"] + reference["errors"] + lost + double
    return Result("intake", product["per_second"], reference["per_second"], "petitions/s", errors, details)


def _pages(built: instance.Instance) -> tuple[bytes, bytes]:
    with serving("product", built.folder) as server:
        first, second = (
            urllib.request.urlopen(f"http://127.0.0.1:{server.port}{PATH}", timeout=30).read() for _ in range(2)
        )
    return first, second


def _stored(folder: Path) -> tuple[int, int]:
    database = Database(Settings(instance=folder))
    with database.reading() as session:
        stored = session.scalar(sa.select(sa.func.count(Petition.id))) or 0
        numbers = session.scalar(sa.select(sa.func.count(sa.distinct(Petition.number)))) or 0
    database.dispose()
    return stored, numbers
