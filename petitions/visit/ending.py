"""How somebody leaves: the half hour at a case has run out, the case is left, or the receipt is."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import render_template
from werkzeug.wrappers import Response

from petitions import receipt
from petitions.forms import CodeForm, LeaveForm
from petitions.visit import session as case_session
from petitions.visit.session import CASE, Kind
from web import limits


def ran_out(typed: str | None) -> tuple[str, int]:
    """The half hour is over: the code is asked for, and what was typed waits behind it."""
    form = CodeForm(formdata=None, kept=typed or "")
    return render_template("petitions/visit/code.html", form=form, ran_out=True), 409


def left(kind: Kind = CASE) -> Response:
    """The page that says the case is forgotten in this browser."""
    return case_session.end(FlaskResponse(render_template("petitions/visit/left.html")), kind=kind)


def unkept_code() -> str | None:
    """The code of a receipt that is being left without a sign that its holder kept it, so that they are warned once.

    None when they may go: the last four characters are right, they were warned, or there is no such code.
    """
    limits.require("case")
    form = LeaveForm()
    code = receipt.read_or_none(form.receipt.data or "")
    if code is None or form.warned.data or receipt.ends_with(code, form.last_four.data or ""):
        return None
    return code
