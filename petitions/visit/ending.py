"""How a half hour at a case ends: it has run out, and the code is asked for anew, or the case is left."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import render_template
from werkzeug.wrappers import Response

from petitions.forms import CodeForm
from petitions.visit import session as case_session
from petitions.visit.session import CASE, Kind


def ran_out(typed: str | None) -> tuple[str, int]:
    """The half hour is over: the code is asked for, and what was typed waits behind it."""
    form = CodeForm(formdata=None, kept=typed or "")
    return render_template("petitions/visit/code.html", form=form, ran_out=True), 409


def left(kind: Kind = CASE) -> Response:
    """The page that says the case is forgotten in this browser."""
    return case_session.end(FlaskResponse(render_template("petitions/visit/left.html")), kind=kind)
