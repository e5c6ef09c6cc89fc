"""Commands of the reports: `flask reports issue 2026-10 --out FILE`, and likewise 2026-Q3 or 2026."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from reports import operations, queries
from reports.period import BadPeriod, parse
from web import clock
from web.errors import Refusal
from web.transactions import database

reports = AppGroup("reports", help="Monthly, quarterly and yearly reports.")


@reports.command("issue")
@click.argument("period")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where to write the PDF.")
def issue(period: str, out: Path) -> None:
    """Issue PERIOD (2026-10, 2026-Q3 or 2026) and write its PDF; one that was issued is written again as it was."""
    settings: Settings = current_app.extensions["settings"]
    try:
        wanted = parse(period)
        with database().writing() as session, session.begin():
            if queries.in_force(session, wanted) is None:
                operations.issue(session, wanted, actor=None, now=clock.now(), demo=settings.demo)
            content, report = queries.pdf(session, wanted), queries.in_force(session, wanted)
        out.write_bytes(content)
    except (BadPeriod, Refusal, OSError) as refusal:
        sys.exit(str(refusal.message if isinstance(refusal, Refusal) else refusal))
    if report is not None:
        click.echo(f"{out}: {report.pages} pages, SHA-256 {report.digest}")
