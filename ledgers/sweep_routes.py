"""Sweep rounds at the desk: who has reported, zero reports, important periods."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from ledgers import sweep_operations, sweeping
from ledgers.forms import PeriodForm
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("ledgers_sweeps", __name__, url_prefix="/desk/ledgers/risks")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/sweep")
@requires("ledgers")
def sweep() -> str:
    """This round, unit by unit."""
    return _page(PeriodForm(formdata=None))


@bp.post("/sweep/<int:unit_id>/zero")
@requires("ledgers")
def zero(unit_id: int) -> AnyResponse:
    """A unit found nothing in this round."""
    sweep_operations.report_zero(session(), unit_id, actor=person(), now=clock.now())
    flash(_("零报告已记下。之后如有新情况，随时登记。"), "good")
    return redirect(url_for(".sweep"))


@bp.post("/periods")
@requires("ledgers.write")
def add_period() -> AnyResponse | tuple[str, int]:
    """Declare an important period."""
    form = PeriodForm()
    if not form.validate():
        return _page(form), 422
    try:
        sweep_operations.add_period(
            session(), form.name.data, form.first.data, form.last.data, actor=person(), now=clock.now()
        )
    except Refusal as refusal:
        field = form[refusal.field or "name"]
        field.errors = [*field.errors, str(refusal.message)]
        return _page(form), refusal.status
    flash(_("重要时期已设，期间每天一报。"), "good")
    return redirect(url_for(".sweep"))


@bp.post("/periods/<int:period_id>/remove")
@requires("ledgers.write")
def drop_period(period_id: int) -> AnyResponse:
    """Take an important period back."""
    sweep_operations.drop_period(session(), period_id, actor=person(), now=clock.now())
    flash(_("已取消这个重要时期。"), "good")
    return redirect(url_for(".sweep"))


def _page(form: PeriodForm) -> str:
    found = sweeping.load(session(), person(), accounts.unit_tree(session()), today=clock.today())
    return render_template("ledgers/desk_sweep.html", sweep=found, form=form)
