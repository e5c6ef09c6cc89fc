"""Commands of surveys: `flask surveys export SLUG --out FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound

from surveys import queries
from surveys.results import routes as export_routes
from web.errors import Refusal
from web.transactions import database

surveys = AppGroup("surveys", help="Staff surveys.")


@surveys.command("export")
@click.argument("slug")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Ends in .xlsx, .csv, .sav or .pdf."
)
def export(slug: str, out: Path) -> None:
    """Write the released tables of survey SLUG (the last part of its address) to a file."""
    kind = out.suffix.removeprefix(".").lower()
    if kind not in export_routes.KINDS:
        sys.exit(f"{out}: say by its ending what it shall be: {', '.join('.' + each for each in export_routes.KINDS)}.")
    try:
        with database().reading() as session:
            survey = queries.survey_by_slug(session, slug)
            if survey.released_on is None:
                sys.exit(f"{slug} is not published yet; its tables are at the desk.")
            content = export_routes.content(session, survey, kind)
        out.write_bytes(content)
    except NoResultFound:
        sys.exit(f"There is no survey {slug}.")
    except (Refusal, OSError) as refusal:
        sys.exit(str(refusal.message if isinstance(refusal, Refusal) else refusal))
    click.echo(f"{out}: {len(content):,} bytes")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(surveys)
