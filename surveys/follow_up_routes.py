"""Starting a follow-up survey from the aid ledger, and what the ledger shows of those that were made."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ledgers import aid, list_heads
from surveys import follow_up, lifecycle, offices, queries
from surveys.forms import FollowUpForm
from web import clock
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_beside
from web.navigation import Panel
from web.transactions import session

SHOWN = 3

bp = Blueprint("follow_up", __name__, url_prefix="/desk/surveys/follow-up")


def register(app: Flask) -> None:
    """Add the page, and the line above the aid ledger that leads to it."""
    app.register_blueprint(bp)
    list_heads.register(app, aid.LEDGER, Panel("surveys/desk/_follow_ups.html", _made, permission="surveys"))
    app.jinja_env.globals["follow_up_of"] = lambda survey_id: follow_up.of(session(), survey_id)


@bp.route("/", methods=["GET", "POST"])
@requires("surveys.write")
def start() -> AnyResponse | str | tuple[str, int]:
    """Who would be asked, by unit; and the draft."""
    today = clock.today()
    form = FollowUpForm(
        formdata=request.form if request.method == "POST" else request.args or None,
        first=today - follow_up.MONTHS_BACK,
        last=today,
    )
    if request.method == "GET":
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        survey = follow_up.start(session(), form.first.data, form.last.data, actor=person(), now=clock.now())
    except Refusal as refusal:
        say_beside(form, refusal, otherwise="first")
        return _page(form), refusal.status
    flash(_("回访问卷的草稿做好了，用纸质答题码。核对后开放，再按下面的张数印给受助的职工。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey.id))


def _page(form: FollowUpForm) -> str:
    plan = (
        follow_up.plan(session(), person(), form.first.data, form.last.data)
        if form.first.data and form.last.data
        else None
    )
    return render_template("surveys/desk/follow_up.html", form=form, plan=plan)


def _made() -> dict[str, Any]:
    listed = offices.listed(session(), person(), clock.now())
    rows = [(survey, asked) for survey, asked in follow_up.made(session()) if listed(survey)][:SHOWN]
    return {
        "rows": [(queries.stage(survey, clock.now()), survey, asked) for survey, asked in rows],
        "labels": lifecycle.LABELS,
        "tones": lifecycle.TONES,
        "may_start": person().can("surveys.write"),
    }
