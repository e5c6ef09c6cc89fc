"""One run of product and reference on the same server under the same load, one after the other."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.load import Plan
from benchmarks.reference import PAGE
from benchmarks.servers import ROOT, Server, serving


def race(
    product_folder: Path, plan: Plan, page: bytes, body: bytes, *, kind: str, reference_gets: bool = True
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(product, reference) figures. The reference answers `page` to its GET, if it does one, and stores `body`."""
    reference_folder = product_folder / "reference"
    reference_folder.mkdir(exist_ok=True)
    (reference_folder / PAGE).write_bytes(page)
    get = "/" if plan.get and reference_gets else ""
    bare = replace(plan, get=get, post="/", body=body.decode(), tokens=[], expect="kept", status=200)
    with serving("product", product_folder, kind) as server:
        product = drive(server, plan, product_folder)
    with serving("reference", reference_folder, kind) as server:
        reference = drive(server, bare, reference_folder)
    return product, reference


def drive(server: Server, plan: Plan, folder: Path) -> dict[str, Any]:
    """Run the load against a server from a process of its own; adds what the server used."""
    path = folder / "plan.json"
    replace(plan, port=server.port).write(path)
    cpu, started = server.cpu_seconds(), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", str(path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=plan.seconds + plan.warm_up + 90,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    elapsed = time.monotonic() - started
    figures["server_cpu_seconds"] = round(server.cpu_seconds() - cpu, 2)
    figures["client_cpu_share"] = round(figures["client_cpu_seconds"] / elapsed, 3)
    return figures
