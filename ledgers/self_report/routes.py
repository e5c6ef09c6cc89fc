"""说难处: a family's difficulty, told without an account."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from ledgers import aid
from ledgers.self_report import operations
from ledgers.self_report.forms import SelfReportForm
from vault import reading_groups
from web import clock, crockford, ids, limits, navigation, puzzle
from web.access import public
from web.errors import Refusal
from web.forms import say_somewhere
from web.navigation import Door
from web.transactions import session
from web.words import N_

bp = Blueprint("ledgers_self_report", __name__)
CODE_LENGTH = 16


def register(app: Flask) -> None:
    """Add the form and its door."""
    app.register_blueprint(bp)
    # Nothing ambient is used: no cookie, no account, so there is nothing to forge.
    app.extensions["csrf"].exempt(tell)
    navigation.of(app).doors.append(
        Door(N_("说难处"), N_("家里有困难，工会来帮"), "ledgers_self_report.show", is_open=_can_seal, position=55)
    )


@bp.get("/aid")
@public
def show() -> str:
    """The form for a family's difficulty."""
    return _page(_form())


@bp.post("/aid")
@public
def tell() -> AnyResponse | tuple[str, int]:
    """List a difficulty, sealed."""
    is_calm = limits.is_calm("aid")
    form = _form()
    if not is_calm and not _is_worked(form):
        if form.sum.data:
            form.sum.errors = [_("这道题没有算对，请再算一次。")]
        return _page(form, question=puzzle.question(form.code.data)), 429
    limits.require("petition")
    if not form.validate():
        return _page(form), 422
    try:
        operations.report(
            session(),
            text=form.text.data or "",
            contact=form.contact.data or "",
            unit_id=ids.read_or_none(form.unit.data),
            cause=form.cause.data or "",
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return _page(form), 422
    return redirect(url_for("ledgers_self_report.thanks"), 303)


@bp.get("/aid/thanks")
@public
def thanks() -> str:
    """What happens next."""
    return render_template("ledgers/self_report/thanks.html")


def _form() -> SelfReportForm:
    form = SelfReportForm()
    form.code.data = form.code.data or crockford.mint(CODE_LENGTH)
    form.offer(accounts.unit_tree(session(), only_active=True), aid.CAUSES)
    return form


def _page(form: SelfReportForm, *, question: str = "") -> str:
    return render_template(
        "ledgers/self_report/form.html", form=form, can_seal=_can_seal(), question=question, work_bits=puzzle.BITS
    )


def _is_worked(form: SelfReportForm) -> bool:
    """Whether the puzzle is solved; what was worked for one form does not carry many, as no receipt tells them apart."""
    code = form.code.data
    return puzzle.passes(code, form.proof.data or "", form.sum.data or "") and limits.allow("worked", code)


def _can_seal() -> bool:
    """Whether a union office was founded that can open what is sealed."""
    return any(group.founded_on is not None for group in reading_groups.groups(session(), "union"))
