"""The desk's page of saved views: keep the filters at hand, rename, share, delete."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse
from wtforms.fields.choices import SelectChoice

from accounts import queries as accounts
from petitions import offices, reach
from petitions.lists import page as desk_lists
from petitions.lists import saved_views
from petitions.lists.forms import ONLY_ME, ViewForm
from petitions.lists.models import SavedView
from vault import reading_groups
from web import ids
from web.access import person, requires
from web.errors import Refusal
from web.transactions import session

bp = Blueprint("petition_views", __name__, url_prefix="/desk/petitions/views")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions")
def views() -> str:
    """One's own views and those of one's offices."""
    return _page()


@bp.post("/")
@requires("petitions")
def save() -> AnyResponse | tuple[str, int]:
    """Keep the filters of the list under a name."""
    asked = request.form.to_dict()
    name = asked.pop("name", "")
    try:
        row = saved_views.save(session(), name, asked, actor=person())
    except Refusal as refusal:
        session().rollback()
        return _page(wanted=asked, name=name, error=str(refusal.message)), 422
    flash(_("已存成视图“%(name)s”，以后点一下就是这些条件。", name=row.name), "good")
    return redirect(url_for("petitions_desk.cases", **saved_views.address(row)))


@bp.post("/<int:view_id>")
@requires("petitions")
def change(view_id: int) -> AnyResponse | tuple[str, int]:
    """Rename a view, and share it or keep it to oneself."""
    form = ViewForm(prefix=str(view_id))
    group = form.office.data or ONLY_ME
    try:
        saved_views.change(session(), view_id, form.name.data or "", ids.read_or_none(group), actor=person())
    except Refusal as refusal:
        session().rollback()
        form.name.errors = [str(refusal.message)]
        return _page(refused=(view_id, form)), 422
    flash(_("视图已改。"), "good")
    return redirect(url_for(".views"))


@bp.post("/<int:view_id>/delete")
@requires("petitions")
def delete(view_id: int) -> AnyResponse:
    """Delete a view; the cases in it stay as they are."""
    name = saved_views.delete(session(), view_id, actor=person())
    flash(_("视图“%(name)s”已删除，诉求没有变化。", name=name), "good")
    return redirect(url_for(".views"))


def _page(
    *,
    wanted: dict[str, str] | None = None,
    name: str = "",
    error: str = "",
    refused: tuple[int, ViewForm] | None = None,
) -> str:
    who = person()
    tree, names = accounts.unit_tree(session()), accounts.account_names(session())
    mine = set(reach.offices_of(session(), who))
    groups = [group for group in reading_groups.groups(session()) if group.id in mine]
    shares = [
        SelectChoice(str(each.id), f"{tree.path(each.unit_id)} · {_(offices.KIND_LABELS[each.kind])}")
        for each in groups
    ]
    listed = []
    for row in saved_views.seen_by(session(), who):
        is_refused = refused is not None and refused[0] == row.id
        form = refused[1] if refused is not None and is_refused else _form(row)
        form.office.choices = [SelectChoice(ONLY_ME, _("不共享，只有自己看得到")), *shares]
        listed.append(
            (row, form, desk_lists.said(session(), row.asked, who), saved_views.shared_sentence(row, who, names))
        )
    return render_template(
        "petitions/lists/views.html", listed=listed, wanted=wanted, name=name, error=error, address=saved_views.address
    )


def _form(row: SavedView) -> ViewForm:
    office = str(row.group_id) if row.group_id is not None else ONLY_ME
    return ViewForm(formdata=None, prefix=str(row.id), name=row.name, office=office)
