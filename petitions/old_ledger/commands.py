"""`flask petitions import-ledger FILE --officer NAME`: bringing an existing 信访台账 over on the server.

No key is needed: each case is sealed to the public half of its office's key, so who runs this can read the workbook they
have and none of the cases. The officer named answers for the import: only rows of their offices are taken, the histories
say that it happened on the server, and the officer may take it back at the desk.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from ledgers.workbooks import importing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.kept import Rows
from petitions.commands import group
from petitions.old_ledger import carrying_over
from petitions.old_ledger.columns import LEDGER, NAME
from petitions.old_ledger.expired import Expired
from petitions.old_ledger.reading import Trial
from web import clock, jobs
from web.errors import Refusal
from web.transactions import database


def register() -> None:
    """Add the command to `flask petitions`."""
    group.add_command(import_ledger)


@click.command("import-ledger")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--officer", required=True, metavar="USERNAME", help="Whose import it is; rows of other offices are refused."
)
@click.option(
    "--column", "columns", multiple=True, metavar="HEADING=CODE", help="What a heading means, where the guess is wrong."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
def import_ledger(file: Path, officer: str, columns: tuple[str, ...], *, dry_run: bool) -> None:
    """Make sealed cases of the rows of a 信访台账 in the workbook FILE; the exit code is 1 when a row could not be taken."""
    try:
        found = kept_workbooks.read(file.read_bytes(), file.name, importing.known(LEDGER))
    except Refusal as refusal:
        sys.exit(str(refusal.message))
    mapping = _mapping(found, columns)
    with database().reading() as session:
        who = _officer(session, officer)
        tried = carrying_over.trial(session, found, mapping, actor=who, today=clock.today())
        not_kept = carrying_over.not_kept(session, tried.good, today=clock.today())
    _tell(file, found, mapping, tried)
    _warn(file, not_kept)
    if not dry_run and tried.good:
        _take(tried, who)
    click.echo(f"{len(tried.good)} rows {'would be taken' if dry_run else 'taken'}, {len(tried.bad)} refused")
    if tried.bad:
        sys.exit(1)


def _take(tried: Trial, officer: Person) -> None:
    now = clock.now()
    with database().writing() as session, session.begin():
        counts = {"taken": len(tried.good), "refused": len(tried.bad)}
        import_id = kept_workbooks.note_taken(session, NAME, officer=officer, now=now, **counts).id

    def work(progress: jobs.Progress) -> None:
        carrying_over.take(
            database(), tried.good, import_id=import_id, officer=officer, actor=None, now=now, told=progress
        )

    jobs.in_terminal(NAME, work)
    click.echo(f"{officer.name} can take it back at /desk/petitions/old-ledger/{import_id}")


def _mapping(found: Rows, columns: tuple[str, ...]) -> dict[str, str]:
    """Column code to heading: what the headings say themselves, and over it what was said on the command line."""
    mapping = importing.guess(LEDGER, found.header)
    codes = {code for code, _label, _needed in importing.targets(LEDGER)}
    for said in columns:
        heading, _equals, code = said.rpartition("=")
        if heading not in found.header:
            raise click.BadParameter(
                f"the workbook has no heading “{heading}”; it has {'、'.join(found.header)}", param_hint="--column"
            )
        if code not in codes:
            raise click.BadParameter(
                f"there is no column {code}; there are {', '.join(sorted(codes))}", param_hint="--column"
            )
        mapping = {each: kept for each, kept in mapping.items() if kept != heading} | {code: heading}
    return mapping


def _officer(session: Session, username: str) -> Person:
    account = accounts.account_by_username(session, username)
    who = next((each for each in accounts.people(session) if account is not None and each.id == account.id), None)
    if who is None or not who.can(carrying_over.PERMISSION):
        raise click.BadParameter(f"{username} is no active account that registers petitions", param_hint="--officer")
    return who


def _tell(file: Path, found: Rows, mapping: dict[str, str], tried: Trial) -> None:
    """What each heading is taken for, and which rows do not fit."""
    labels = {code: label for code, label, _needed in importing.targets(LEDGER)}
    by_heading = {heading: code for code, heading in mapping.items()}
    for heading in found.header:
        code = by_heading.get(heading)
        click.echo(f"{heading} = {f'{code} ({_(labels[code])})' if code else '- (kept with the old record only)'}")
    for bad in tried.bad:
        click.echo(f"{file.name}:{bad.number}: {_(bad.label)}: {_(bad.message, **bad.values)}")


def _warn(file: Path, not_kept: Sequence[Expired]) -> None:
    """Which rows would soon be destroyed."""
    for row in not_kept:
        click.echo(f"{file.name}:{row.row}: finished on {row.finished_on}, kept until {row.kept_until}: not kept")
    if not_kept:
        click.echo(
            f"The period of {len(not_kept)} rows is over: brought over, they are destroyed by the next tick. To keep them,"
            " let an administrator lengthen the periods first."
        )
