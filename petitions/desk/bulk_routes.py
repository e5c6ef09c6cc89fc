"""The desk's page for giving several cases to one handler: what was ticked in the list, whom to, and what became of each."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template, request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from accounts import queries as accounts
from petitions.desk import bulk, queue
from petitions.desk import words as desk_words
from petitions.desk.forms import person_options
from petitions.desk.list_forms import BulkForm
from web import clock
from web.access import person, requires
from web.transactions import apart, database

bp = Blueprint("petition_bulk", __name__, url_prefix="/desk/petitions/bulk")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.context_processor
def words() -> dict[str, object]:
    """The words the templates choose from, by the codes they stand for."""
    return desk_words.WORDS


@bp.post("/")
@requires("petitions.assign")
def assign() -> tuple[str, int]:
    """Give what was ticked to a handler; the first time round the handler is asked for."""
    cases = bulk.chosen(request.form.getlist("case"))
    form = BulkForm()
    with database().reading() as reading:
        tree, people = accounts.unit_tree(reading), bulk.handlers(reading, person())
        form.handler_id.choices = [SelectChoice("", _("请选择")), *person_options(people, tree)]
        known = queue.known_rows(reading, [petition_id for petition_id, _version in cases], person())
    shown = {"form": form, "tree": tree, "today": clock.today()}
    is_asking = "handler_id" not in request.form
    if is_asking or not cases or not form.validate():
        if is_asking:
            form.process(None)
        error = "" if cases else _("还没有选诉求。请回到列表，在要交办的诉求前面打勾。")
        rows = [(known[each], version) for each, version in cases if each in known]
        page = render_template("petitions/desk_bulk.html", rows=rows, results=None, error=error, **shown)
        return page, 200 if is_asking and cases else 422
    text = form.text.data or ""
    results = bulk.assign_each(
        apart, cases, handler_id=form.handler_id.data, text=text, actor=person(), now=clock.now()
    )
    name = next((each.name for each in people if each.id == form.handler_id.data), "")
    return render_template("petitions/desk_bulk.html", rows=[], results=results, error="", name=name, **shown), 200
