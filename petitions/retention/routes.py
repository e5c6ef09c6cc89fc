"""The desk's list of what is destroyed next, putting it off, the periods on /trust, and the task that destroys."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts import preferences
from petitions import periods as retention
from petitions import reach
from petitions import words as desk_words
from petitions.keys import holding
from petitions.models import Petition
from petitions.periods import HOLDING_LABELS, Holding
from petitions.retention import operations as retention_operations
from petitions.retention import queries as retention_queries
from petitions.retention.forms import HoldForm, LiftForm
from petitions.retention.queries import Ending
from web import clock, navigation, paging, tick
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_beside
from web.transactions import database, session

bp = Blueprint("retention", __name__, url_prefix="/desk/petitions")


def register(app: Flask) -> None:
    """Add the pages, the periods on /trust, and the task."""
    app.register_blueprint(bp)
    navigation.of(app).trust_sections.append(navigation.Panel("petitions/retention/_trust.html", periods, position=21))
    tick.tick_task(app, "retention", _destroy_due)


@bp.context_processor
def words() -> dict[str, object]:
    """The words the templates choose from."""
    return desk_words.words() | {"holdings": HOLDING_LABELS}


@bp.get("/retention")
@requires("petitions.assign")
def endings() -> str:
    """What is destroyed until the end of next year, and what is held."""
    today = clock.today()
    found = retention_queries.endings(session(), person(), date(today.year + 2, 1, 1))
    listed = paging.cut(found, paging.number(request.args.get("page")))
    return render_template("petitions/retention/list.html", listed=listed, today=today, **periods())


@bp.route("/<int:petition_id>/hold", methods=["GET", "POST"])
@requires("petitions.assign")
def hold(petition_id: int) -> Response | str | tuple[str, int]:
    """Put off the destruction of one case, or see why it is put off."""
    case = reach.visible(session(), petition_id, person())
    key = holding.case_key(session(), case, person())
    found = retention_queries.ending_of(session(), case)
    if found is None:
        raise Refusal(_("这件诉求还没有办结，不会销毁。"))
    form = HoldForm()
    if not form.validate_on_submit():
        return _hold_page(case, key, found, form)
    reason = (form.reason.data or "").strip()
    try:
        retention_operations.place_hold(session(), case, reason=reason, actor=person(), now=clock.now())
    except Refusal as refusal:
        say_beside(form, refusal, otherwise="reason")
        return _hold_page(case, key, found, form)
    flash(_("已暂缓销毁，取消以前一直保管。"), "good")
    return redirect(url_for(".hold", petition_id=petition_id), 303)


@bp.post("/<int:petition_id>/hold/lift")
@requires("petitions.assign")
def lift(petition_id: int) -> Response:
    """Let it go its way again."""
    case = reach.visible(session(), petition_id, person())
    holding.case_key(session(), case, person())
    retention_operations.lift_hold(session(), case, actor=person(), now=clock.now())
    flash(_("已取消暂缓，到期会自动销毁。"), "good")
    return redirect(url_for(".endings"), 303)


def _hold_page(case: Petition, key: bytes, found: Ending, form: HoldForm) -> str | tuple[str, int]:
    kept = retention_queries.hold(session(), case.id)
    reason = retention_queries.reason(session(), kept, key) if kept is not None else ""
    shown = {"case": case, "ending": found, "hold": kept, "reason": reason, "form": form, "lift": LiftForm()}
    return render_template("petitions/retention/hold.html", **shown), 422 if form.errors else 200


def periods() -> dict[str, Any]:
    """For how long each kind of case is kept, and the sealed name."""
    chosen = preferences.read(session())
    years = [(HOLDING_LABELS[kind], retention.years(kind, chosen)) for kind in Holding]
    return {
        "periods": years,
        "name_days": chosen.keep_name_days,
        "reception_years": chosen.keep_reception_years,
    }


def _destroy_due(now: datetime) -> None:
    while True:
        with database().writing() as own, own.begin():
            done = retention_operations.destroy_due(own, now=now)
        if max(done) < retention_operations.BATCH:
            return
