"""Commands of the installation itself: tick, backup, restore, doctor."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from web import backup, clock, doctor, tick
from web.doctor import Level
from web.transactions import database

MARKS = {Level.GOOD: "✓", Level.WARNING: "!", Level.REFUSED: "✗"}


def register(app: Flask) -> None:
    """Add the commands, and what the web layer itself ticks and checks."""
    tick.register(app)
    doctor.register(app)
    for command in (tick_now, make_backup, restore, examine):
        app.cli.add_command(command)


@click.command("tick")
@with_appcontext
def tick_now() -> None:
    """Do what is due now; safe to run at any time and as often as wanted."""
    done = tick.run()
    click.echo(f"done: {', '.join(done)}" if done else "another process is at it")


@click.command("backup")
@with_appcontext
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def make_backup(file: Path) -> None:
    """Write both databases and the instance key to FILE, and keys of open surveys to FILE.keys."""
    try:
        made = backup.write(file.resolve(), now=clock.now())
    except backup.BadBackup as refusal:
        sys.exit(str(refusal))
    click.echo(f"{made.rows} rows written to {made.path}")
    if made.keys_path:
        click.echo(f"Keys of surveys not yet released: {made.keys_path}. Keep it elsewhere; destroy it after release.")
    if made.destroyed:
        click.echo(f"The keys of the backup before were destroyed: {made.destroyed}")


@click.command("restore")
@with_appcontext
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.confirmation_option(prompt="This replaces everything the installation holds now. Go on?")
def restore(file: Path) -> None:
    """Put the contents of FILE (and FILE.keys, when it is there) into this installation. Stop the server first."""
    try:
        said = backup.restore(file.resolve(), now=clock.now())
    except backup.BadBackup as refusal:
        sys.exit(str(refusal))
    for sentence in said:
        click.echo(sentence)


@click.command("doctor")
@with_appcontext
def examine() -> None:
    """Say whether the installation is in order; the exit code is 1 when something must be mended."""
    findings = doctor.examine()
    for name, finding in findings:
        click.echo(f"{MARKS[finding.level]} {name}: {finding.sentence}")
    database().dispose()
    if any(finding.level is Level.REFUSED for _name, finding in findings):
        sys.exit(1)
