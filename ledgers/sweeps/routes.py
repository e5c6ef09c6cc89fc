"""Sweep rounds at the desk: who has reported, zero reports, important periods."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from ledgers.sweeps import operations as sweep_operations
from ledgers.sweeps import queries as sweeping
from ledgers.sweeps.forms import PeriodForm
from web import clock, ids
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_beside
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


@bp.post("/sweep/units")
@requires("ledgers.write")
def choose_units() -> AnyResponse | tuple[str, int]:
    """Which units report: all of one level, or those ticked."""
    tree = accounts.unit_tree(session())
    level = request.form.get("level", type=ids.read)
    ticked = {each for typed in request.form.getlist("units") if (each := ids.read_or_none(typed)) is not None}
    chosen = {each.id for each in sweeping.at_level(tree, level)} if level in sweeping.levels(tree) else ticked
    try:
        seen = request.form.get("seen", "")
        sweep_operations.choose_units(session(), chosen, seen=seen, actor=person(), now=clock.now())
    except Refusal as refusal:
        session().rollback()
        page = _page(PeriodForm(formdata=None), refused=str(refusal.message), ticked=frozenset(chosen))
        return page, refusal.status
    flash(_("从这一期起，由选定的单位报。"), "good")
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
        say_beside(form, refusal, otherwise="name")
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


def _page(form: PeriodForm, *, refused: str = "", ticked: frozenset[int] | None = None) -> str:
    tree = accounts.unit_tree(session())
    found = sweeping.load(session(), person(), tree, today=clock.today())
    mine = person().reach_with(tree, "ledgers.write")
    units = [(depth, row) for depth, row in tree.walk() if row.active and row.id in mine]
    return render_template(
        "ledgers/sweeps/rounds.html",
        sweep=found,
        form=form,
        units=units,
        levels=sweeping.levels(tree) if units and units[0][0] == 0 else [],
        reporting=[row for _depth, row in units if row.id in found.asked],
        refused=refused,
        ticked=found.asked if ticked is None else ticked,
        seen=sweeping.mark(found.asked, person(), tree),
    )
