"""Counting at the desk that an answer was given."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ledgers import policies
from ledgers.answers import operations
from web import clock
from web.access import person, requires
from web.transactions import session

bp = Blueprint("ledgers_answers_desk", __name__, url_prefix="/desk/ledgers/policies")


def register(app: Flask) -> None:
    """Add what the page of an answer sends."""
    app.register_blueprint(bp)


@bp.post("/<int:entry_id>/explained")
@requires("ledgers")
def explained(entry_id: int) -> AnyResponse:
    """Count that an answer was given."""
    channel = request.form.get("channel", "")
    operations.explain(session(), entry_id, channel, actor=person(), now=clock.now())
    flash(_("已记一次解释。"), "good")
    return redirect(url_for("ledgers_desk.entry", ledger=policies.LEDGER, entry_id=entry_id))
