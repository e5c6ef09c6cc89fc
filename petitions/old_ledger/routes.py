"""Bringing an existing 信访台账 over: read the workbook, map, try, take over, undo."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ledgers.workbooks import importing
from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.forms import ImportForm
from petitions.old_ledger import carrying_over, commands
from petitions.old_ledger.carrying_over import PERMISSION
from petitions.old_ledger.columns import LEDGER, NAME
from petitions.periods import HOLDING_LABELS
from web import clock, jobs
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("old_ledger", __name__, url_prefix="/desk/petitions/old-ledger")
#: Of each kind that stands on the trial.
ROWS_SHOWN = 200


def register(app: Flask) -> None:
    """Add the pages and the command."""
    app.register_blueprint(bp)
    commands.register()


@bp.route("/", methods=["GET", "POST"])
@requires(PERMISSION)
def upload() -> AnyResponse | str | tuple[str, int]:
    """Read a workbook."""
    form = ImportForm()
    if not form.validate_on_submit():
        status = 200 if request.method == "GET" else 422
        return _upload(form), status
    file = form.workbook.data
    try:
        found = kept_workbooks.read(file.read(), file.filename or "", importing.known(LEDGER))
    except Refusal as refusal:
        form.workbook.errors = [*form.workbook.errors, str(refusal.message)]
        return _upload(form), 422
    row = kept_workbooks.keep(session(), NAME, found, permission=PERMISSION, actor=person(), now=clock.now())
    return redirect(url_for(".trial", import_id=row.id))


@bp.get("/<int:import_id>")
@requires(PERMISSION)
def trial(import_id: int) -> str:
    """Which heading means what, and what would come of it; or what came of it."""
    row, found = kept_workbooks.opened(session(), import_id, NAME, person())
    if found is None:
        return render_template("petitions/old_ledger/taken.html", row=row)
    mapping = importing.asked(LEDGER, found.header, request.values)
    tried = carrying_over.trial(session(), found, mapping, actor=person(), today=clock.today())
    not_kept = carrying_over.not_kept(session(), tried.good, today=clock.today())
    return render_template(
        "petitions/old_ledger/trial.html",
        header=found.header,
        mapping=mapping,
        targets=importing.targets(LEDGER),
        trial=tried,
        shown=tried.bad[:ROWS_SHOWN],
        not_kept=not_kept,
        not_kept_shown=not_kept[:ROWS_SHOWN],
        holdings=HOLDING_LABELS,
    )


@bp.post("/<int:import_id>")
@requires(PERMISSION)
def take(import_id: int) -> AnyResponse:
    """Take over the rows that fit."""
    found = kept_workbooks.waiting(session(), import_id, NAME, person())
    actor, now = person(), clock.now()
    mapping = importing.asked(LEDGER, found.header, request.values)
    tried = carrying_over.trial(session(), found, mapping, actor=actor, today=now.date())
    kept_workbooks.claim(
        session(),
        import_id,
        taken=len(tried.good),
        refused=len(tried.bad),
        permission=PERMISSION,
        actor=actor,
        now=now,
    )
    address = url_for(".trial", import_id=import_id)

    def work(progress: jobs.Progress) -> str:
        store = current_app.extensions["database"]
        carrying_over.take(store, tried.good, import_id=import_id, officer=actor, actor=actor, now=now, told=progress)
        return address

    job_id = jobs.start("old-ledger", _("导入旧台账"), work, owner_id=actor.id, so_far=address)
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.post("/<int:import_id>/undo")
@requires(PERMISSION)
def undo(import_id: int) -> AnyResponse:
    """Take an import back."""
    gone, stay = carrying_over.undo(session(), import_id, actor=person(), now=clock.now())
    said = _("已撤销，撤回 %(gone)d 件。", gone=gone)
    if stay:
        said += _("%(stay)d 件导入后有人办过，留着没动。", stay=stay)
    flash(said, "good")
    return redirect(url_for("petitions_desk.cases", view="all"))


def _upload(form: ImportForm) -> str:
    earlier = kept_workbooks.taken_by(session(), NAME, person())
    return render_template("petitions/old_ledger/bring.html", form=form, earlier=earlier)
