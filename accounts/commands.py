"""Commands and checks about accounts: the audit log's verifier, a set-up link, and what the doctor asks of offices."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from accounts import audit_keeping, operations, queries, sign_in_operations
from accounts.offices import KINDS
from web import clock, doctor, tick
from web.doctor import Finding
from web.transactions import database


def register(app: Flask) -> None:
    """Add the commands and the checks."""
    app.cli.add_command(verify_audit)
    app.cli.add_command(set_up_link)
    tick.tick_task(app, "audit", _remove_old)
    doctor.doctor_check(app, "offices", _offices)
    doctor.doctor_check(app, "audit", _audit)


@click.command("verify-audit")
@with_appcontext
def verify_audit() -> None:
    """Follow the audit log's chain from its first entry; the exit code is 1 when it was tampered with."""
    broken = _first_broken()
    if broken is not None:
        sys.exit(f"The audit log was changed: entry {broken} does not follow from the one before.")
    click.echo("The audit log is whole.")


@click.command("set-up-link")
@with_appcontext
def set_up_link() -> None:
    """Print the one-time set-up link again, while nobody has an account."""
    with database().reading() as session:
        if queries.any_account(session):
            sys.exit("The product is set up already; sign in.")
    base = sign_in_operations.settings().public_url or "http://127.0.0.1:8000"
    click.echo(f"{base}/set-up#{operations.set_up_token(current_app.extensions['instance_key'])}")


def _first_broken() -> int | None:
    with database().reading() as session:
        return queries.first_broken_audit(session)


def _remove_old(now: datetime) -> None:
    # Following the whole chain takes long; nobody who writes waits for it.
    with database().reading() as session:
        number = audit_keeping.last_removable(session, now=now)
    if number is not None:
        with database().writing() as session, session.begin():
            audit_keeping.remove_through(session, number, now=now)


def _offices() -> Iterable[Finding]:
    with database().reading() as session:
        found = queries.offices(session, clock.today())
    for kind in KINDS:
        if not any(each.kind == kind and each.founded_on for each in found):
            yield doctor.warning(f"No office of the kind {kind} is founded yet; print its founding slip.")
    for each in found:
        if each.founded_on and each.able < 2:
            yield doctor.warning(
                f"The office {each.kind} of {each.unit} has {each.able} member who may sign in; admit another."
            )
        if each.founded_on and not each.sheets_valid:
            yield doctor.warning(f"The recovery sheets of {each.kind}, {each.unit}, are not confirmed within a year.")


def _audit() -> Iterable[Finding]:
    broken = _first_broken()
    if broken is None:
        yield doctor.good("The audit log is whole.")
    else:
        yield doctor.refused(f"The audit log was changed: entry {broken} does not follow from the one before.")
