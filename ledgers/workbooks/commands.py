"""Commands of the ledgers: `flask ledgers import risks FILE`, `flask ledgers export risks FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from accounts import audit
from accounts import queries as accounts
from ledgers import desk_page, directory, queries
from ledgers.declaration import Ledger
from ledgers.registry import LEDGERS
from ledgers.workbooks import importing, writing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks import operations as import_operations
from ledgers.workbooks.importing import Preview
from web import clock, jobs
from web.errors import Refusal
from web.transactions import database

ledgers = AppGroup("ledgers", help="The union's ledgers as workbooks.")
NAME = click.Choice(list(LEDGERS))


@ledgers.command("import")
@click.argument("name", type=NAME)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
def take_in(name: str, file: Path, *, dry_run: bool) -> None:
    """List what the workbook FILE holds in the ledger NAME; the exit code is 1 when a row could not be taken."""
    ledger = LEDGERS[name]
    try:
        found = kept_workbooks.read(file.read_bytes(), file.name, importing.known(ledger))
    except Refusal as refusal:
        sys.exit(str(refusal.message))
    with database().reading() as session:
        known = directory.names(session, ledger, None, accounts.unit_tree(session))
        here = queries.numbers_among(session, ledger, importing.numbers(found.rows))
        mapping = importing.guess(ledger, found.header)
        preview = importing.read_rows(ledger, found.rows, mapping, known, today=clock.today(), here=here)
        preview = import_operations.fitting(session, ledger, preview)
    for bad in preview.bad:
        click.echo(f"{file.name}:{bad.number}: {_(bad.label)}: {_(bad.message, **bad.values)}")
    taken = len(preview.good) if dry_run else _take(ledger, preview)
    click.echo(f"{taken} rows {'would be taken' if dry_run else 'taken'}, {len(preview.bad)} refused")
    if preview.bad or taken < len(preview.good):
        sys.exit(1)


def _take(ledger: Ledger, preview: Preview) -> int:
    """Take the rows over with a bar; returns how many came in, which the log keeps also where it was stopped half way."""
    now, taken = clock.now(), 0

    def work(progress: jobs.Progress) -> None:
        def told(done: int, whole: int) -> None:
            nonlocal taken
            taken = done
            progress(done, whole)

        import_operations.take(database(), ledger, preview.good, import_id=None, actor=None, now=now, told=told)

    try:
        jobs.in_terminal(ledger.name, work)
    except Refusal as refusal:
        click.echo(str(refusal.message))
    finally:
        with database().writing() as session, session.begin():
            facts = {"taken": taken, "refused": len(preview.bad)}
            audit.record(session, None, "ledger.import", f"ledger:{ledger.name}", now=now, **facts)
    return taken


@ledgers.command("export")
@click.argument("name", type=NAME)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def take_out(name: str, file: Path) -> None:
    """Write the ledger NAME to the workbook FILE, without what is sealed."""
    ledger = LEDGERS[name]
    with database().reading() as session:
        tree = accounts.unit_tree(session)
        entries = queries.every(session, ledger)
        file.write_bytes(writing.content(ledger, entries, desk_page.words(session, ledger, None, tree)))
    with database().writing() as session, session.begin():
        facts = {"rows": len(entries), "sealed": False}
        audit.record(session, None, "ledger.export", f"ledger:{name}", now=clock.now(), **facts)
    click.echo(f"{file}: {len(entries)} rows")
