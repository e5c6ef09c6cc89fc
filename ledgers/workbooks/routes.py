"""Bringing a workbook into a ledger and taking a ledger out as one: read, map, try, take over, undo; export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import audit
from accounts import queries as accounts
from ledgers import desk_page, directory, queries
from ledgers.declaration import Ledger
from ledgers.workbooks import commands, importing, writing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks import operations as import_operations
from ledgers.workbooks.forms import ImportForm
from ledgers.workbooks.importing import GoodRow, Preview
from ledgers.workbooks.operations import PERMISSION
from web import clock, downloads, jobs, tick
from web.access import person, requires
from web.errors import Forbidden, Refusal
from web.forms import say
from web.transactions import apart, database, session

bp = Blueprint("ledgers_import", __name__, url_prefix="/desk/ledgers/<ledger:ledger>")
BAD_SHOWN = 200


def register(app: Flask) -> None:
    """Add the pages, the commands, and the task that forgets what nobody took over."""
    app.register_blueprint(bp)
    app.cli.add_command(commands.ledgers)
    tick.tick_task(app, "imports", _forget_waiting)


@bp.route("/import", methods=["GET", "POST"])
@requires("ledgers.write")
def upload(ledger: Ledger) -> AnyResponse | str | tuple[str, int]:
    """Read a workbook."""
    form = ImportForm()
    if not form.validate_on_submit():
        status = 200 if request.method == "GET" else 422
        return render_template("ledgers/workbooks/bring.html", ledger=ledger, form=form), status
    file = form.workbook.data
    try:
        found = kept_workbooks.read(file.read(), file.filename or "", importing.known(ledger, _))
        row = kept_workbooks.keep(session(), ledger.name, found, permission=PERMISSION, actor=person(), now=clock.now())
    except Refusal as refusal:
        say(form.workbook, refusal.message)
        return render_template("ledgers/workbooks/bring.html", ledger=ledger, form=form), 422
    return redirect(url_for(".trial", ledger=ledger, import_id=row.id))


@bp.get("/import/<int:import_id>")
@requires("ledgers.write")
def trial(ledger: Ledger, import_id: int) -> str:
    """Which heading means what, and what would come of it; or what came of it."""
    row, found = kept_workbooks.opened(session(), import_id, ledger.name, person())
    if found is None:
        arrived = queries.of_import(session(), import_id)
        return render_template("ledgers/workbooks/taken.html", ledger=ledger, row=row, arrived=arrived)
    mapping = importing.asked(ledger, found.header, request.values, _)
    preview = _preview(ledger, found, mapping)
    return render_template(
        "ledgers/workbooks/trial.html",
        ledger=ledger,
        row=row,
        header=found.header,
        mapping=mapping,
        targets=importing.targets(ledger),
        preview=preview,
        shown=preview.bad[:BAD_SHOWN],
    )


@bp.post("/import/<int:import_id>")
@requires("ledgers.write")
def take(ledger: Ledger, import_id: int) -> AnyResponse:
    """Take over the rows that fit."""
    found = kept_workbooks.waiting(session(), import_id, ledger.name, person())
    preview = _preview(ledger, found, importing.asked(ledger, found.header, request.values, _))
    actor, now = person(), clock.now()
    kept_workbooks.claim(
        session(),
        import_id,
        taken=len(preview.good),
        refused=len(preview.bad),
        permission=PERMISSION,
        actor=actor,
        now=now,
    )
    address = url_for(".trial", ledger=ledger, import_id=import_id)
    rows: tuple[GoodRow, ...] = preview.good

    def work(progress: jobs.Progress) -> str:
        store = current_app.extensions["database"]
        import_operations.take(store, ledger, rows, import_id=import_id, actor=actor, now=now, told=progress)
        return address

    title = _("导入%(ledger)s", ledger=_(ledger.label))
    job_id = jobs.start("ledger-import", title, work, owner_id=actor.id, so_far=address)
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.post("/import/<int:import_id>/undo")
@requires("ledgers.write")
def undo(ledger: Ledger, import_id: int) -> AnyResponse:
    """Take an import back."""
    gone, stay = import_operations.undo(session(), import_id, ledger, actor=person(), now=clock.now())
    said = _("已撤销，撤回 %(gone)d 条。", gone=gone)
    if stay:
        said += _("%(stay)d 条导入后改过或办过，留着没动。", stay=stay)
    flash(said, "good")
    return redirect(url_for("ledgers_desk.entries", ledger=ledger, view="all"))


@bp.get("/export.xlsx")
@requires("ledgers")
def export(ledger: Ledger) -> Response:
    """The ledger as this person sees and filtered it; sealed columns only when asked for by somebody who opens them."""
    who, today = person(), clock.today()
    with_sealed = ledger.is_sealed and request.args.get("sealed") == "1"
    if with_sealed and not who.can("ledgers.write"):
        raise Forbidden
    tree = accounts.unit_tree(session())
    said = desk_page.words(session(), ledger, who, tree)
    filters = desk_page.load_list(session(), ledger, who, request.args, today=today).filters
    entries = queries.filtered(session(), ledger, who, filters, tree, today=today)
    if with_sealed:
        entries = desk_page.with_opened(session(), entries, who)
    content = writing.content(ledger, entries, said)
    with apart() as own:
        facts: Mapping[str, object] = {"rows": len(entries), "sealed": with_sealed}
        audit.record(own, who, "ledger.export", f"ledger:{ledger.name}", now=clock.now(), **facts)
    return downloads.file(content, f"{ledger.name}.xlsx")


def _forget_waiting(now: datetime) -> None:
    with database().writing() as own, own.begin():
        kept_workbooks.forget_waiting(own, now=now)


def _preview(ledger: Ledger, found: kept_workbooks.Rows, mapping: Mapping[str, str]) -> Preview:
    names = directory.names(session(), ledger, person(), accounts.unit_tree(session()))
    here = queries.numbers_among(session(), ledger, importing.numbers(found.rows, _))
    preview = importing.read_rows(ledger, found.rows, mapping, names, today=clock.today(), here=here)
    return import_operations.fitting(session(), ledger, preview)
