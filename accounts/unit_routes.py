"""Administration of the tree of units: adding, moving and closing them, one by one or from a workbook."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Flask, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries, unit_lists, unit_operations, unit_reading
from accounts.forms import UnitForm, UnitListForm
from accounts.unit_lists import BadUnits, UnitLine
from paper.sheets import Column, write_table
from web import clock, downloads, navigation
from web.access import person, requires
from web.errors import Missing, Refusal
from web.forms import page, say, say_beside
from web.transactions import session
from web.words import N_

bp = Blueprint("units", __name__, url_prefix="/admin")


def register(app: Flask) -> None:
    """Add the pages and their place in the navigation."""
    app.register_blueprint(bp)
    navigation.of(app).desk_items.append(navigation.DeskItem(N_("单位"), "units.index", "admin.units", position=90))


@bp.get("/units")
@requires("admin.units")
def index() -> str:
    """The tree of units with headcounts."""
    return render_template("accounts/units.html", tree=queries.unit_tree(session()))


@bp.get("/units.xlsx")
@requires("admin.units")
def workbook() -> Response:
    """The tree as a workbook that can be changed and imported again."""
    tree = queries.unit_tree(session(), only_active=True)
    name_of, people, parent_of = (unit_lists.COLUMNS[0], unit_lists.COLUMNS[2], unit_lists.COLUMNS[1])
    columns = [Column(_(name_of), 28), Column(_(parent_of), 36), Column(_(people), 10, number=True)]
    rows = [
        (row.name, tree.path(row.parent_id) if row.parent_id is not None else "", row.headcount)
        for _depth, row in tree.walk()
    ]
    return downloads.file(write_table(_("单位表"), columns, rows), "units.xlsx")


@bp.route("/units/new", methods=["GET", "POST"])
@requires("admin.units")
def new() -> AnyResponse | str | tuple[str, int]:
    """Add one unit."""
    form = UnitForm()
    form.offer(queries.unit_tree(session(), only_active=True))
    if form.validate_on_submit():
        line = UnitLine(form.name.data.strip(), None, form.headcount.data or 0)
        unit_operations.add_units(session(), [line], below=int(form.parent_id.data), actor=person(), now=clock.now())
        flash(_("单位已经加上。"))
        return redirect(url_for(".index"))
    return page("accounts/unit.html", form, unit=None)


@bp.route("/units/<int:unit_id>", methods=["GET", "POST"])
@requires("admin.units")
def change(unit_id: int) -> AnyResponse | str | tuple[str, int]:
    """Rename, move, recount or close a unit."""
    tree = queries.unit_tree(session())
    if unit_id not in tree:
        raise Missing
    row = tree[unit_id]
    form = UnitForm(data=asdict(row) | {"parent_id": str(row.parent_id or "")})
    form.offer(tree, root=row.parent_id is None)
    if form.validate_on_submit():
        try:
            unit_operations.change_unit(
                session(),
                unit_id,
                name=form.name.data,
                parent_id=int(form.parent_id.data) if form.parent_id.data else None,
                headcount=form.headcount.data or 0,
                active=form.active.data,
                actor=person(),
                now=clock.now(),
            )
            flash(_("单位已经改好。"))
            return redirect(url_for(".index"))
        except Refusal as refusal:
            say_beside(form, refusal)
    return page("accounts/unit.html", form, unit=row)


@bp.route("/units/import", methods=["GET", "POST"])
@requires("admin.units")
def read_in() -> AnyResponse | str | tuple[str, int]:
    """Add or recount many units from typed lines or a workbook; what is there already stays where it is."""
    form = UnitListForm()
    if form.validate_on_submit():
        try:
            root = queries.unit_tree(session()).roots()[0]
            lines = unit_lists.below(unit_reading.read(form.units.data or "", form.workbook.data), root.name)
            unit_operations.add_units(session(), lines, below=None, actor=person(), now=clock.now())
            flash(_("已经导入 %(count)d 个单位。", count=len(lines)))
            return redirect(url_for(".index"))
        except BadUnits as wrong:
            say(form.workbook if form.workbook.data else form.units, _(wrong.message, **wrong.values))
    return page("accounts/import_units.html", form)
