"""Commands about cases: verifying every hash chain, keeping a calendar year, writing docs/workflow.md."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from config import ROOT
from petitions import workflow_guide
from petitions.calendar import operations as calendar_operations
from petitions.calendar import queries as calendar_queries
from petitions.calendar import worked_days
from petitions.history import verification
from web import clock, doctor, tick
from web.transactions import database

GUIDE = ROOT / "docs" / "workflow.md"

group = AppGroup("petitions", help="Cases: verify their histories, keep the calendar, write the workflow guide.")


def register(app: Flask) -> None:
    """Add the commands and the doctor's look at the calendar."""
    app.cli.add_command(group)
    tick.tick_task(app, "calendar", calendar_operations.take_next_year)
    doctor.doctor_check(app, "calendar", _calendar)


def _calendar() -> Iterable[doctor.Finding]:
    """Deadlines that start today end within a quarter; the years until then should be known."""
    with database().reading() as session:
        missing = calendar_queries.unknown_years(session, clock.today())
    for year in missing:
        yield doctor.warning(
            f"The holidays and working weekends of {year} are not known yet; once the State Council has announced them,"
            " enter them at /desk/petitions/calendar."
        )
    if not missing:
        yield doctor.good("The working calendar is known as far as today's deadlines reach.")


@group.command("verify")
def verify() -> None:
    """Check that every case's history follows from its first step; the exit code is 1 when one does not."""
    with database().reading() as session:
        broken, checked = verification.broken_cases(session)
    for number, reason in broken:
        click.echo(f"{number}: {reason}")
    click.echo(f"{checked} cases checked, {len(broken)} broken")
    if broken:
        sys.exit(1)


@group.command("calendar")
@click.argument("year", type=click.IntRange(2020, 2099))
def keep_year(year: int) -> None:
    """Copy the official days of YEAR into the table, where an officer can correct them."""
    announced = worked_days.is_announced(worked_days.official(year))
    with database().writing() as session, session.begin():
        if announced:
            calendar_operations.announce_year(session, year, actor=None, now=clock.now())
        else:
            calendar_operations.keep_calendar_year(session, year, announced=False)
    known = "with" if announced else "WITHOUT"
    click.echo(f"{year} is kept, {known} the State Council's arrangement of working weekends.")


@group.command("guide")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=GUIDE, show_default=True)
def write_guide(out: Path) -> None:
    """Write the workflow guide from the table of transitions."""
    out.write_text(workflow_guide.markdown())
    click.echo(f"{out.name} written")
