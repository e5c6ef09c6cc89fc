"""The desk's page of reminders, and the leader to whom an office's late cases go."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.forms import EmptyForm
from petitions.reminding import due, escalating, reminders
from web import clock, ids, navigation
from web.access import person, requires
from web.transactions import session

bp = Blueprint("petition_reminders", __name__, url_prefix="/desk/petitions/reminders")


def register(app: Flask) -> None:
    """Add the page, and its panel on the desk's home."""
    app.register_blueprint(bp)
    navigation.of(app).desk_panels.append(
        navigation.Panel("petitions/reminding/_panel.html", _panel, permission="petitions", position=5)
    )


@bp.get("/")
@requires("petitions")
def show() -> str:
    """What is late, due today and due soon."""
    return render_template("petitions/reminding/reminders.html", **_panel())


@bp.post("/leader")
@requires("petitions.assign")
def name_leader() -> Response:
    """Name the leader of an office, or nobody."""
    if EmptyForm().validate_on_submit():
        group_id = request.form.get("group_id", 0, type=ids.read)
        leader_id = request.form.get("leader_id", None, type=ids.read)
        escalating.name_leader(session(), group_id, leader_id, actor=person(), now=clock.now())
        flash(_("督促领导已经改好。") if leader_id else _("以后超期的不再报领导督促。"), "good")
    return redirect(url_for(".show"))


def _panel() -> dict[str, Any]:
    """What this person is reminded of."""
    return {
        "reminded": reminders.load(session(), person(), clock.today()),
        "labels": due.LABELS,
        "first_answer": due.FIRST_ANSWER,
    }
