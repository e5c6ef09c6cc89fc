"""Choosing a year's five."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ledgers import never_events, yearly, yearly_operations
from ledgers.forms import NeverForm
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_somewhere
from web.transactions import session

bp = Blueprint("ledgers_never", __name__, url_prefix="/desk/ledgers/never_events")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.route("/years/<int:year>", methods=["GET", "POST"])
@requires("ledgers.write")
def items(year: int) -> AnyResponse | str | tuple[str, int]:
    """A year's list; `variant` in the address fills it with one of those in use."""
    variant = never_events.VARIANTS.get(request.args.get("variant", ""))
    kept = [each.label for each in yearly.items(session(), year)]
    form = NeverForm(data={"labels": [_(label) for label in variant[1]] if variant else kept})
    if request.method == "GET":
        return _page(year, form)
    try:
        labels = [field.data or "" for field in form.labels]
        yearly_operations.choose(session(), year, labels, actor=person(), now=clock.now())
    except Refusal as refusal:
        say_somewhere(form, refusal)
        return _page(year, form), refusal.status
    flash(_("%(year)s年的清单已定。", year=year), "good")
    return redirect(url_for("ledgers_desk.entries", ledger=never_events.LEDGER))


def _page(year: int, form: NeverForm) -> str:
    return render_template("ledgers/desk_never_items.html", year=year, form=form, variants=never_events.VARIANTS)
