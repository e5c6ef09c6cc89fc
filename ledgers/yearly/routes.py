"""Choosing a year's five, for the enterprise or for a company of it."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from accounts.enterprise_wide import NOT_ALL_OF_IT
from ledgers import never_events
from ledgers.yearly import operations as yearly_operations
from ledgers.yearly import queries as yearly
from ledgers.yearly.forms import NeverForm
from web import clock
from web.access import person, requires
from web.errors import Forbidden, Missing, Refusal
from web.forms import say_somewhere
from web.transactions import session

bp = Blueprint("ledgers_never", __name__, url_prefix="/desk/ledgers/never_events")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.route("/years/<int:year>", methods=["GET", "POST"])
@requires("ledgers.write")
def items(year: int) -> AnyResponse | str | tuple[str, int]:
    """A year's list, the enterprise's or that of a company (`unit`); `variant` fills it with one of those in use."""
    tree = accounts.unit_tree(session())
    own = yearly.companies(session(), tree, person())
    unit_id = request.args.get("unit", type=int)
    words_all = yearly.words_the_enterprises(tree, person())
    if unit_id is None and not words_all:
        return _at_ones_own(year, own)
    if unit_id is not None and unit_id not in own:
        raise Missing
    variant = never_events.VARIANTS.get(request.args.get("variant", ""))
    own_lines = _labels(year, unit_id)
    labels = [_(label) for label in variant[1]] if variant else own_lines or _labels(year, None)
    form = NeverForm(data={"labels": labels, "seen": yearly.mark(own_lines)})
    shown = {"year": year, "form": form, "unit": tree[unit_id] if unit_id is not None else None}
    shown["words_all"] = words_all
    shown |= {"companies": [tree[each] for each in own], "variants": never_events.VARIANTS}
    if request.method == "GET":
        return render_template("ledgers/yearly/five.html", **shown)
    try:
        sent = [field.data or "" for field in form.labels]
        yearly_operations.choose(
            session(), year, sent, unit_id=unit_id, seen=form.seen.data or "", actor=person(), now=clock.now()
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        standing = _labels(year, unit_id)
        if (form.seen.data or "") != yearly.mark(standing):
            # Whoever read the sentence and what was chosen meanwhile may send theirs on top of it.
            shown["overtaken"], form.seen.data = standing, yearly.mark(standing)
        return render_template("ledgers/yearly/five.html", **shown), refusal.status
    flash(_("%(year)s年的清单已定。", year=year), "good")
    return redirect(url_for("ledgers_desk.entries", ledger=never_events.LEDGER))


def _labels(year: int, unit_id: int | None) -> list[str]:
    return [each.label for each in yearly.items(session(), year, unit_id)]


def _at_ones_own(year: int, companies: list[int]) -> AnyResponse:
    """Where somebody of a company goes instead of the enterprise's list. Raises Forbidden."""
    if request.method == "POST" or not companies:
        raise Forbidden(NOT_ALL_OF_IT)
    return redirect(url_for(".items", year=year, unit=companies[0]))
